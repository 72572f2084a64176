package com.heraerp.cache.adapter.out.redis;

import com.heraerp.cache.application.port.CommitHints;
import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.redis.RemoteCommits;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

@Singleton
final class RedisCommitHints implements CommitHints {

    private final RemoteCommits commits;

    RedisCommitHints(RemoteCommits commits) {
        this.commits = commits;
    }

    @Override
    public void listen(Consumer<Commit> listener) {
        commits.listen(listener);
    }
}
