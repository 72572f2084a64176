package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a salon hands out, from the sale to the printed sheet. */
class DocumentJourneyIT {

    private static final String TRANSACTIONS = "/api/v2.1/transactions";

    private final Caller owner = RunningHera.as(Demo.OWNER);
    private final Caller viewer = RunningHera.as(Demo.VIEWER);

    @Test
    void handsAnInvoiceOut() throws IOException {
        String number = "INV-" + UUID.randomUUID().toString().substring(0, 8);
        String document = document(invoice(number));

        Answer page = viewer.get(document);
        Answer pdf = viewer.get(document + "?format=pdf");

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "sha256-");
        assertThat(page.text())
                .contains("Tax invoice", "Luxe Salon", "100200300400003", number, "Sarah", "Cut &amp; Style")
                .contains("10 February 2025", "AED\u00a0183.75");
        assertThat(viewer.get(document + "?format=html").text()).isEqualTo(page.text());
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).isEqualTo("inline; filename=\"" + number + ".pdf\"");
        byte[] file = viewer.api().send("GET", document + "?format=pdf", new byte[0], Map.of()).bytes();
        try (PDDocument read = Loader.loadPDF(file)) {
            assertThat(new PDFTextStripper().getText(read)).contains("Tax invoice", number, "Cut & Style");
        }
    }

    @Test
    void saysWhatBecameOfIt() {
        String number = "INV-" + UUID.randomUUID().toString().substring(0, 8);
        String id = owner.post(TRANSACTIONS, invoice(number)).text("transaction_id");
        String reversal = owner.delete(TRANSACTIONS, "{\"transaction_id\":\"" + id
                + "\",\"action\":\"reverse\",\"reason\":\"Wrong customer\",\"reversal_date\":\"2025-02-11\"}")
                .text("reversal_transaction_id");

        assertThat(viewer.get(TRANSACTIONS + '/' + id + "/document").text()).contains("REVERSED");
        assertThat(viewer.get(TRANSACTIONS + '/' + reversal + "/document").text())
                .contains("REVERSAL", "Reverses Invoice " + number + " of 10 February 2025.", "Wrong customer");
    }

    @Test
    void speaksItalianInBella() {
        Caller bella = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);
        String id = bella.post(TRANSACTIONS, """
                {"transaction_type": "SALE", "smart_code": "HERA.SALON.POS.TXN.SALE.V1", "transaction_date": "2025-02-10",
                 "total_amount": 1012.50, "business_context": {"branch_id": "b0000000-0000-4000-8000-0000000000c1"}}""")
                .text("transaction_id");

        assertThat(bella.get(TRANSACTIONS + '/' + id + "/document").text())
                .contains("<html lang=\"it-IT\" dir=\"ltr\">", "Ricevuta", "Totale", "1.012,50\u00a0€",
                        "10 febbraio 2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?format=docx", "?format=", "?format=PDF", "?format=pdf&format=html", "?colour=red"})
    void refusesWhatItCannotPrint(String query) {
        Answer refused = viewer.get(document(invoice("INV-" + UUID.randomUUID().toString().substring(0, 8))) + query);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        JsonObject context = refused.json().object("context");
        assertThat(context).isNotNull();
        assertThat(context.toJson()).contains(query.contains("format") ? "\"format\"" : "\"colour\"");
    }

    @Test
    void knowsOnlyTheOrganizationsOwnBusiness() {
        String id = owner.post(TRANSACTIONS, invoice("INV-" + UUID.randomUUID().toString().substring(0, 8)))
                .text("transaction_id");
        String audit = owner.get(TRANSACTIONS + "?transaction_type=AUDIT&limit=1").items("data").getFirst().text("id");

        for (String format : new String[]{"html", "pdf"}) {
            String query = "/document?format=" + format;
            assertThat(RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA).get(TRANSACTIONS + '/' + id + query).status())
                    .isEqualTo(404);
            assertThat(owner.get(TRANSACTIONS + '/' + UUID.randomUUID() + query).status()).isEqualTo(404);
            assertThat(owner.get(TRANSACTIONS + '/' + audit + query).status()).isEqualTo(404);
            assertThat(owner.get(TRANSACTIONS + "/nonsense" + query).status()).isEqualTo(400);
            assertThat(RunningHera.anonymously().get(TRANSACTIONS + '/' + id + query).status()).isEqualTo(401);
        }
    }

    private String document(String transaction) {
        Answer created = owner.post(TRANSACTIONS, transaction);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return TRANSACTIONS + '/' + created.text("transaction_id") + "/document";
    }

    private static String invoice(String number) {
        return """
                {"transaction_type": "INVOICE", "smart_code": "HERA.SALON.BILLING.TXN.INVOICE.V1", "transaction_number": "%s",
                 "transaction_date": "2025-02-10", "total_amount": 183.75, "source_entity_id": "%s",
                 "business_context": {"branch_id": "%s"},
                 "lines": [
                  {"line_type": "SERVICE", "smart_code": "HERA.SALON.BILLING.LINE.SERVICE.V1", "entity_id": "%s", "quantity": 1,
                   "unit_amount": 175.00, "line_amount": 175.00, "tax_amount": 8.75}]}"""
                .formatted(number, Demo.SARAH, Demo.BRANCH, Demo.CUT_AND_STYLE);
    }
}
