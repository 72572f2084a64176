package com.heraerp.documents.adapter.out.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenHtmlPdfPrinterTest {

    private final OpenHtmlPdfPrinter printer = new OpenHtmlPdfPrinter();

    @TempDir
    private Path directory;

    /** Nobody listens to what a page names, be it on the web, in a file or in the class path. */
    @Test
    void fetchesNothingThatAPageNames() throws Exception {
        Path picture = directory.resolve("picture.png");
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String there = "http://127.0.0.1:" + web.getLocalPort();
            byte[] pdf = printer
                    .print("""
                    <html><head><title>t</title><link rel="stylesheet" href="%1$s/a.css"/><style>@import url(%1$s/b.css);
                    @font-face{font-family:x;src:url(%1$s/c.ttf)}p{background:url(%1$s/d.png);font-family:x,'DejaVu Sans'}</style></head>
                    <body><p>words</p><img src="%1$s/e.png"/><img src="%2$s"/><object data="%1$s/f"/><iframe src="%1$s/g"/></body></html>"""
                            .formatted(there, picture.toUri()));

            web.setSoTimeout(1);
            assertThatThrownBy(web::accept).isInstanceOf(SocketTimeoutException.class);
            try (PDDocument read = Loader.loadPDF(pdf)) {
                assertThat(read.getPage(0).getResources().getXObjectNames()).isEmpty();
                assertThat(new PDFTextStripper().getText(read)).contains("words");
            }
        }
    }

    @Test
    void readsNoEntityOfTheOutside() throws IOException {
        byte[] pdf = printer
                .print("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><html><head><title>t</title>"
                        + "</head><body><p style=\"font-family:'DejaVu Sans'\">a&x;b</p></body></html>");

        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(read).strip()).isEqualTo("ab");
        }
    }

    /** Letters without a family of ours are printed in ours, not in one of the machine's. */
    @Test
    void asksTheMachineForNoFont() throws IOException {
        printer.print(
                "<html><head><title>t</title></head><body><p style=\"font-family:'Times New Roman',serif\">words</p></body></html>");

        assertThat(FontMappers.instance()).isInstanceOf(OwnFonts.class);
    }

    @Test
    void refusesWhatIsNotWellFormed() {
        assertThatThrownBy(() -> printer.print("<html><body><p>a<b></p></body></html>")).isInstanceOf(Exception.class);
    }
}
