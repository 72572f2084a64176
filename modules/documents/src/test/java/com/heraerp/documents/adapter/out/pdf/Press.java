package com.heraerp.documents.adapter.out.pdf;

import com.heraerp.documents.application.port.PdfPrinter;

/** The printer, for tests of what is printed. */
public final class Press {

    private Press() {}

    public static PdfPrinter printer() {
        return new OpenHtmlPdfPrinter();
    }
}
