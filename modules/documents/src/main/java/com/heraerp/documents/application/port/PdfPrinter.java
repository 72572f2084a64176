package com.heraerp.documents.application.port;

/** What makes PDF of a page. */
public interface PdfPrinter {

    /**
     * Prints a page, which is well-formed XML; nothing that it names is ever fetched.
     *
     * @return a PDF file
     */
    byte[] print(String page);
}
