package com.heraerp.changes.adapter.out.redis;

import com.heraerp.changes.application.port.ChangeHints;
import com.heraerp.kernel.redis.RemoteCommits;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;

/** Hints are the commits of other processes, as far as Redis tells of them. */
@Singleton
final class RedisChangeHints implements ChangeHints {

    private final RemoteCommits commits;

    RedisChangeHints(RemoteCommits commits) {
        this.commits = commits;
    }

    @Override
    public void listen(Consumer<UUID> listener) {
        commits.listen(commit -> listener.accept(commit.organizationId()));
    }

    @Override
    public boolean areHeard() {
        return commits.areHeard();
    }
}
