package com.heraerp.documents.adapter.out.pdf;

import com.heraerp.documents.application.port.PdfPrinter;
import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Prints with openhtmltopdf and the DejaVu fonts, which have the letters of Europe and Arabic; what they lack becomes a
 * replacement character. Nothing is loaded before the first document.
 */
@Singleton
final class OpenHtmlPdfPrinter implements PdfPrinter {

    private static final String FAMILY = "DejaVu Sans";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    /** Set up with the first document. */
    private static final class Libraries {

        static {
            FontMappers.set(new OwnFonts());
            // What it complains about is our own style; it would write to standard error.
            XRLog.setLoggingEnabled(false);
        }

        static PdfRendererBuilder renderer() {
            return new PdfRendererBuilder();
        }
    }

    @Override
    public byte[] print(String page) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 16);
        try {
            Libraries.renderer()
                    .useFastMode()
                    .withHtmlContent(page, null)
                    .useUriResolver((base, uri) -> null)
                    .useExternalResourceAccessControl((uri, type) -> false,
                            ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .useExternalResourceAccessControl((uri, type) -> false,
                            ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                    .useFont(OwnFonts::regular, FAMILY, REGULAR, FontStyle.NORMAL, true)
                    .useFont(OwnFonts::bold, FAMILY, BOLD, FontStyle.NORMAL, true)
                    .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                    .useUnicodeBidiReorderer(new ICUBidiReorderer())
                    .defaultTextDirection(TextDirection.LTR)
                    .useReplacementText("\uFFFD")
                    .withProducer("HERA")
                    .toStream(pdf)
                    .run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return pdf.toByteArray();
    }
}
