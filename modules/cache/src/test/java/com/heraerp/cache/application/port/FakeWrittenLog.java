package com.heraerp.cache.application.port;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Commit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A log in memory; each entry is one place further. */
public final class FakeWrittenLog implements WrittenLog, AutoCloseable {

    private final List<Entry> entries = new ArrayList<>();
    private boolean away;
    private volatile boolean open = true;

    private record Entry(UUID organizationId, UUID subject) {}

    private static String text(int place) {
        return "%039d".formatted(place);
    }

    /** A change of the subject that nobody but the log tells of. */
    public synchronized void touch(UUID organizationId, UUID subject) {
        entries.add(new Entry(organizationId, subject));
    }

    /** Where it stands. */
    public synchronized String place() {
        return text(entries.size());
    }

    /** From now on it cannot be asked, or can again. */
    public synchronized void away(boolean is) {
        away = is;
    }

    @Override
    public synchronized News since(Map<UUID, String> places) {
        if (away) {
            throw Refused.because(Refusal.DATABASE_UNAVAILABLE, "away");
        }
        List<Commit> touched = new ArrayList<>();
        places.forEach((organization, place) -> {
            Set<UUID> subjects = new HashSet<>();
            for (Entry entry : entries.subList(Integer.parseInt(place), entries.size())) {
                if (entry.organizationId.equals(organization)) {
                    subjects.add(entry.subject);
                }
            }
            if (!subjects.isEmpty()) {
                touched.add(new Commit(organization, false, subjects));
            }
        });
        return new News(place(), System.currentTimeMillis(), touched);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
