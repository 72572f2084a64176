package com.heraerp.documents.application;

import com.heraerp.documents.application.port.PdfPrinter;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes PDF of pages, few at a time. Each takes a processor for a while, and on threads of the operating system, which takes
 * turns among them: a virtual thread that computes would keep every other one waiting until it is done.
 */
@Singleton
public final class PrintPdf {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PdfPrinter printer;
    private final Duration patience;
    private final Semaphore presses = new Semaphore(AT_ONCE, true);

    @Inject
    PrintPdf(PdfPrinter printer) {
        this(printer, PATIENCE);
    }

    PrintPdf(PdfPrinter printer, Duration patience) {
        this.printer = printer;
        this.patience = patience;
    }

    /**
     * The page as a PDF file.
     *
     * @throws Refused 503, retryable, when others have kept the printer busy for too long
     */
    public byte[] handle(String page) {
        try {
            if (presses.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return started(page).get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a document could not be printed", failed.getCause());
        }
        throw Refused.because(Refusal.OVERLOADED, "Too many documents are being printed").retryable();
    }

    /** Who asked may leave before it is done; the press is free when it is. */
    private FutureTask<byte[]> started(String page) {
        FutureTask<byte[]> task = new FutureTask<>(() -> {
            try {
                return printer.print(page);
            } finally {
                presses.release();
            }
        });
        Thread.ofPlatform().name("print-pdf").daemon().start(task);
        return task;
    }
}
