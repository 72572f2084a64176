package com.heraerp.app.journey;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A transaction's body, told briefly: {@code JOURNAL} or {@code OK} for a good header, then members of one's own, which
 * win, with {@code TYPE}, {@code CODE} for a type and a smart code, and {@code DR}, {@code CR} for GL lines of 100.00.
 */
record GivenTransaction(JsonObject json) {

    private static final String JOURNAL = """
            {"transaction_type": "JOURNAL_ENTRY", "smart_code": "HERA.FIN.GL.TXN.JOURNAL.V1",
             "transaction_date": "2025-02-10"}""";
    private static final String NOTE = """
            {"transaction_type": "NOTE", "smart_code": "HERA.SALON.CRM.TXN.NOTE.V1",
             "transaction_date": "2025-02-10"}""";
    private static final List<String> PARTS = List.of("lines", "dynamic", "relationships");

    static GivenTransaction of(String told) {
        String base = told.startsWith("JOURNAL") ? JOURNAL : told.startsWith("OK") ? NOTE : "{}";
        String own = told.replaceFirst("^(JOURNAL|OK),?", "")
                .replaceAll("\\bTYPE\\b", "\"transaction_type\":\"NOTE\"")
                .replaceAll("\\bCODE\\b", "\"smart_code\":\"HERA.SALON.CRM.TXN.NOTE.V1\"")
                .replaceAll("\\bDR\\b", line("debit_amount"))
                .replaceAll("\\bCR\\b", line("credit_amount"));
        JsonObject.Builder whole = read(base).toBuilder();
        read('{' + own + '}').members().forEach(whole::put);
        return new GivenTransaction(whole.build());
    }

    /** The body of REST. */
    String body() {
        return json.toJson();
    }

    /** The same as arguments of {@code hera_transactions_crud_v2}. */
    String arguments() {
        JsonObject.Builder header = json.toBuilder();
        JsonObject.Builder arguments = JsonObject.builder().put("p_action", "CREATE");
        for (String part : PARTS) {
            if (json.has(part)) {
                arguments.put("p_" + part, Objects.requireNonNull(json.get(part)));
            }
            header.remove(part);
        }
        return arguments.put("p_transaction", header.build()).build().toJson();
    }

    private static JsonObject read(String text) {
        return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String side) {
        return "{\"line_type\":\"GL\",\"smart_code\":\"HERA.FIN.GL.LINE.ENTRY.V1\",\"currency_code\":\"AED\",\"" + side
                + "\":100.00}";
    }
}
