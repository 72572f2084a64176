package com.heraerp.orchestration.adapter.out.redis;

import com.heraerp.kernel.SmartCode;
import com.heraerp.kernel.redis.RemoteMessages;
import com.heraerp.orchestration.application.port.ServiceNews;
import com.heraerp.orchestration.domain.plan.Codes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** News as the other processes tell them over Redis: {@code FAILED} or {@code ANSWERED}, the organization, the procedure. */
@Singleton
final class RedisServiceNews implements ServiceNews {

    private static final Logger LOG = LoggerFactory.getLogger(RedisServiceNews.class);
    private static final String CHANNEL = "hera:services";
    private static final String FAILED = "FAILED";
    private static final String ANSWERED = "ANSWERED";

    private final RemoteMessages messages;

    RedisServiceNews(RemoteMessages messages) {
        this.messages = messages;
    }

    @Override
    public void tell(Call call) {
        messages.tell(CHANNEL,
                (call.failed() ? FAILED : ANSWERED) + ' ' + call.organizationId() + ' ' + call.procedure());
    }

    @Override
    public void listen(Listener listener) {
        messages.listen(CHANNEL, message -> heard(message, listener));
    }

    private static void heard(String message, Listener listener) {
        try {
            listener.heard(read(message.split(" ", 3)));
        } catch (IllegalArgumentException garbled) {
            LOG.debug("a hint that names no call: {}", garbled.getMessage());
        }
    }

    private static Call read(String[] told) {
        boolean failed = told[0].equals(FAILED);
        if (told.length != 3 || !failed && !told[0].equals(ANSWERED) || SmartCode.problem(told[2]).isPresent()) {
            throw new IllegalArgumentException("not understood");
        }
        return new Call(UUID.fromString(told[1]), Codes.folded(told[2]), failed);
    }
}
