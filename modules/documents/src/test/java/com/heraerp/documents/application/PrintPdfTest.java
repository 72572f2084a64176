package com.heraerp.documents.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrintPdfTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch started = new CountDownLatch(2);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void printsOnThreadsThatTakeTurns() {
        PrintPdf print = new PrintPdf(page -> Boolean.toString(Thread.currentThread().isVirtual())
                .getBytes(StandardCharsets.UTF_8), SHORT);

        assertThat(print.handle("<html/>")).asString().isEqualTo("false");
    }

    @Test
    void turnsAwayWhoWaitedTooLongAndGoesOnAfterwards() throws Exception {
        PrintPdf print = new PrintPdf(this::printedWhenReleased, SHORT);
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> print.handle("1"),
                Thread::startVirtualThread);
        CompletableFuture<byte[]> second = CompletableFuture.supplyAsync(() -> print.handle("2"),
                Thread::startVirtualThread);
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

        Refused refused = catchThrowableOfType(Refused.class, () -> print.handle("3"));

        assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED);
        assertThat(refused.isRetryable()).isTrue();
        released.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).asString().isEqualTo("1");
        assertThat(second.get(20, TimeUnit.SECONDS)).asString().isEqualTo("2");
        assertThat(print.handle("5")).asString().isEqualTo("5");
    }

    @Test
    void isFreeAgainWhenPrintingFailed() {
        PrintPdf print = new PrintPdf(page -> {
            throw new IllegalStateException("out of ink");
        }, SHORT);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> print.handle("page")).hasRootCauseMessage("out of ink");
        }
    }

    private byte[] printedWhenReleased(String page) {
        started.countDown();
        try {
            if (!released.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never released");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
