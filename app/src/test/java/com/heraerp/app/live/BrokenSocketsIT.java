package com.heraerp.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Sockets break at any moment while others write; whoever comes back with the last cursor misses and repeats nothing. */
class BrokenSocketsIT {

    private static final int KILLS = Boolean.getBoolean("hera.proof.full") ? 1_000 : 60;
    private static final int WRITERS = 3;
    private static final long SEED = 20_261_122;

    @Test
    void deliversWhatWasCommittedOnceHoweverOftenTheSocketBreaks() throws Exception {
        try (DemoServer server = new DemoServer(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = server.token(DemoServer.LUXE_OWNER, DemoServer.LUXE);
            Listener first = Listener.at(server.url(), token).subscribe("");
            String cursor = first.cursor();
            List<JsonObject> delivered = new ArrayList<>();
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(write(new Writer(server.url(), token), writing)));
            }
            first.kill();
            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                Listener listener = Listener.at(server.url(), token)
                        .say("{\"type\":\"subscribe\",\"cursor\":\"" + cursor + "\"}");
                Thread.sleep(random.nextInt(40));
                listener.kill();
                cursor = take(listener, delivered, cursor);
            }
            writing.set(false);
            int written = 0;
            for (Future<Integer> writer : writers) {
                written += writer.get();
            }
            Listener last = Listener.at(server.url(), token).subscribe(",\"cursor\":\"" + cursor + "\"");
            for (int waited = 0; delivered.size() + last.changes().size() < written && waited < 600; waited++) {
                Thread.sleep(50);
            }
            Thread.sleep(500);
            take(last, delivered, cursor);

            assertThat(delivered).extracting(change -> change.text("id")).doesNotHaveDuplicates().hasSize(written);
            assertThat(disorderIn(delivered)).isEmpty();
        }
    }

    private static String take(Listener listener, List<JsonObject> delivered, String cursor) {
        List<JsonObject> taken = List.copyOf(listener.changes());
        delivered.addAll(taken);
        return taken.isEmpty() ? cursor : taken.getLast().text("cursor");
    }

    /** Writes until told to stop; answers how many changes it made. */
    private static Callable<Integer> write(Writer writer, AtomicBoolean writing) {
        return () -> {
            int written = 0;
            while (writing.get()) {
                String id = writer.create("PRODUCT", 10);
                writer.rename(id, "Second");
                writer.rename(id, "Third");
                written += 3;
            }
            return written;
        };
    }

    private static List<String> disorderIn(List<JsonObject> changes) {
        Map<String, Long> versions = new HashMap<>();
        List<String> disorder = new ArrayList<>();
        for (JsonObject change : changes) {
            long version = ((JsonNumber) change.get("version")).value().longValueExact();
            Long before = versions.put(change.text("entity_id"), version);
            if (version != (before == null ? 0 : before) + 1) {
                disorder.add(change.text("entity_id") + ": " + version + " after " + before);
            }
        }
        return disorder;
    }
}
