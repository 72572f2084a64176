package com.heraerp.documents.adapter.in.http;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.documents.PaperFixture;
import com.heraerp.documents.adapter.out.pdf.Press;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Documents on paper, read back. */
class PrintedDocumentTest {

    @Test
    void carryTheirTitleAndTheirFonts() throws IOException {
        try (PDDocument pdf = printed(anInvoice())) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Tax invoice INV-2025-0042 · Luxe Salon");
            assertThat(fonts(pdf)).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).contains("DejaVuSans");
            });
        }
    }

    @Test
    void sayWhatThePageSays() throws IOException {
        assertThat(text(anInvoice())).contains("Luxe Salon", "Tax number: 100200300400003", "Tax invoice",
                "Sarah Johnson", "Colour 2 500.00 50.00 1,000.00", "Subtotal AED 1,000.00", "Tax AED 50.00",
                "Total AED 1,050.00",
                "1 / 1");
        assertThat(text(anInvoice().draft())).contains("DRAFT");
    }

    @Test
    void readFromRightToLeftInArabic() throws IOException {
        String arabic = text(aPaper("INVOICE").by("صالون لوكس").in("ar-AE", "Asia/Dubai", "AED")
                .item("قص وتصفيف الشعر", "2", "25.00", "50.00", null, "2.50").totalling("52.50"));

        assertThat(arabic).contains("صالون لوكس", "فاتورة ضريبية", "قص وتصفيف الشعر", "الإجمالي")
                .doesNotContain("\uFFFD", "#");
        // The first column is the rightmost one, and text is read back from left to right.
        String heading = arabic.lines().filter(line -> line.contains("البيان")).findFirst().orElseThrow();
        assertThat(heading).contains("المبلغ", "الكمية");
        try (PDDocument pdf = printed(aPaper("SALE").in("ar-AE", "UTC", "AED").item("شعر", "1.00", null, null))) {
            assertThat(fonts(pdf)).allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void replaceWhatNoFontHas() throws IOException {
        assertThat(text(aPaper("SALE").party("CUSTOMER", "美容 😀 end\u0007", null))).contains("end\uFFFD");
    }

    @Test
    void goOnOverManyPages() throws IOException {
        PaperFixture long1 = aPaper("INVOICE").totalling("1000.00");
        for (int i = 1; i <= 1000; i++) {
            long1.item("Line number " + i, "1.00", null, null);
        }

        try (PDDocument pdf = printed(long1)) {
            String text = new PDFTextStripper().getText(pdf);

            int pages = pdf.getNumberOfPages();
            assertThat(pages).isBetween(15, 60);
            assertThat(text).contains("Line number 1 ", "Line number 1000 ", pages + " / " + pages);
            assertThat(text.split("Description Quantity Price Amount", -1)).as("headings")
                    .hasSizeGreaterThan(pages - 1);
        }
    }

    private static PaperFixture anInvoice() {
        return aPaper("INVOICE").party("CUSTOMER", "Sarah Johnson", "Marina Walk 7\nDubai")
                .item("Colour", "2", "500.00", "1000.00", null, "50.00").totalling("1050.00");
    }

    private static String text(PaperFixture paper) throws IOException {
        try (PDDocument pdf = printed(paper)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(pdf).replace('\u00a0', ' ');
        }
    }

    private static PDDocument printed(PaperFixture paper) throws IOException {
        return Loader.loadPDF(Press.printer().print(DocumentPage.of(paper.paper(), PageStyle.PAPER)));
    }

    private static Set<PDFont> fonts(PDDocument pdf) throws IOException {
        Set<PDFont> fonts = new HashSet<>();
        for (PDPage page : pdf.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                fonts.add(Objects.requireNonNull(page.getResources().getFont(name)));
            }
        }
        return fonts;
    }
}
