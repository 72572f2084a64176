package com.heraerp.documents.adapter.in.http;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.documents.PaperFixture;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class DocumentPageTest {

    private static final String MARKUP = "</bdi><script>alert(1)</script><img src='http://127.0.0.1:1/x'/>&amp;<![CDATA[\u0001";

    @Test
    void showsAnInvoice() throws Exception {
        assertThat(read(aPaper("INVOICE").party("CUSTOMER", "Sarah Johnson", "Marina Walk 7\nDubai")
                .item("Colour", "2", "500.00", "1000.00", "10.00", "50.00").totalling("1050.00")))
                .isEqualTo(
                        "Tax invoice INV-2025-0042 · Luxe Salon|Luxe Salon|Downtown|12 Palm Street|Dubai|Phone:|+971 4 000 0000"
                                + "|Tax number:|100200300400003|Tax invoice|Number|INV-2025-0042|Date|20 October 2025"
                                + "|Customer|Sarah Johnson|Marina Walk 7|Dubai"
                                + "|Description|Quantity|Price|Discount|Tax|Amount|Colour|2|500.00|10.00|50.00|1,000.00"
                                + "|Subtotal|AED 1,000.00|Tax|AED 50.00|Total|AED 1,050.00|Discount included|AED 10.00");
    }

    @Test
    void showsAReceiptWithoutItsBooking() throws Exception {
        assertThat(read(aPaper("POS_SALE").item("Argan Oil", "1", "45.00", "45.00", null, "2.14")
                .debit("1000", "Cash", "45.00", "AED").credit("4100", "Revenue", "45.00", "AED").totalling("45.00")))
                .contains("|Receipt|", "|20 October 2025, 6:30", "|Tax included|AED 2.14")
                .doesNotContain("Cash", "Revenue", "Debit");
    }

    @Test
    void showsAJournalInDebitAndCredit() throws Exception {
        assertThat(read(aPaper("JOURNAL_ENTRY").ofTheLedger().debit("1000", "Cash", "105.00", "AED")
                .credit("4000", "Revenue", "105.00", null).debit("1010", "Bank", "900", "JPY")
                .credit("4000", "Revenue", "900", "JPY").totalling("105.00")))
                .contains("|Journal entry|Number|",
                        "|Account|Currency|Debit|Credit|1000 · Cash|AED|105.00|4000 · Revenue|AED|105.00|",
                        "|1010 · Bank|JPY|900|", "|Total|AED|105.00|105.00|Total|JPY|900|900")
                .doesNotContain("Subtotal");
    }

    @Test
    void saysWhatIsNotFinal() throws Exception {
        assertThat(read(aPaper("INVOICE").draft())).contains("|DRAFT|");
        assertThat(read(aPaper("APPOINTMENT").draft().outsideTheBooks()))
                .contains("|Appointment|", "|Status|Confirmed").doesNotContain("DRAFT");
        assertThat(read(aPaper("INVOICE").reversedBy("INV-9")))
                .contains("|REVERSED|Reversed by Invoice INV-9 of 3 November 2025.");
        assertThat(read(aPaper("INVOICE").reversing("INV-1", "Wrong {0} customer")))
                .contains("|REVERSAL|Reverses Invoice INV-1 of 2 October 2025.|Reason: Wrong {0} customer");
        assertThat(read(aPaper("INVOICE"))).doesNotContain("DRAFT", "REVERS");
    }

    @Test
    void speaksTheOrganizationsLanguage() throws Exception {
        assertThat(read(aPaper("INVOICE").in("de-DE", "Europe/Berlin", "EUR").item("Schnitt", "1025.00", null, "163.66")
                .totalling("1025.00").reversedBy("R-7")).replace('\u00a0', ' '))
                .contains("|Rechnung|", "|20. Oktober 2025|", "|1.025,00|", "|Gesamtbetrag|1.025,00 €",
                        "|Enthaltene Steuer|163,66 €", "|STORNIERT|Storniert durch Rechnung R-7 vom 3. November 2025.");
        assertThat(page(aPaper("INVOICE").in("ar-AE", "Asia/Dubai", "AED")))
                .contains("<html lang=\"ar-AE\" dir=\"rtl\">", "فاتورة ضريبية");
    }

    @Test
    void showsTextAsTextWhateverItContains() throws Exception {
        PaperFixture hostile = aPaper("INVOICE").numbered(MARKUP).by(MARKUP).party(MARKUP, MARKUP, MARKUP)
                .item(MARKUP, "1.00", null, null).in("en", "UTC", "AED").reversing(MARKUP, MARKUP).totalling("1.00");

        assertThat(page(hostile)).doesNotContain("<script", "<img", "<![CDATA[", "\u0001");
        assertThat(read(hostile)).contains("<script>alert(1)</script>");
    }

    @Test
    void namesItsOwnStyleAndNothingElseInItsPolicy() throws Exception {
        String page = page(aPaper("INVOICE").item("Cut", "1.00", null, null).totalling("1.00").draft());
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(PageStyle.SCREEN.policy())
                .contains("default-src 'none'", "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(page).doesNotContain("style=", " on", "href=", "src=", "url(");
        for (PageStyle each : PageStyle.values()) {
            // In XML these would need escaping, in HTML they must not be.
            assertThat(each.css()).doesNotContain("<", "&");
        }
    }

    private static String page(PaperFixture fixture) {
        return DocumentPage.of(fixture.paper(), PageStyle.SCREEN);
    }

    /** What is written on the page, its texts in order with strokes between them; it must be well-formed to be read at all. */
    private static String read(PaperFixture fixture) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        String xml = page(fixture).replaceFirst("<style>[^<]*</style>", "");
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        return xml.replaceAll("(<[^>]*>\\s*)+", "|").replaceAll("^\\|+|\\|+$", "")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"")
                .replace("&amp;", "&").replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
