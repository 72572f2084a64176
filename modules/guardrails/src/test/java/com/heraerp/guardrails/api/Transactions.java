package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.LUXE;
import static com.heraerp.guardrails.api.Payloads.json;

import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions of the guide, and the way from JSON text to a report. */
final class Transactions {

    static final String ID = "a0000000-0000-4000-8000-0000000000d9";

    /** The guide's example 2, with ids where it has placeholders. */
    static final String APPOINTMENT = """
            {"transaction_type": "APPOINTMENT", "smart_code": "HERA.SALON.APPOINTMENT.TXN.BOOKED.V1",
             "transaction_date": "2025-10-20T14:30:00Z", "transaction_number": "APPT-2025-10-001",
             "source_entity_id": "a0000000-0000-4000-8000-0000000000f3",
             "target_entity_id": "a0000000-0000-4000-8000-0000000000f4",
             "total_amount": 235.00, "transaction_status": "CONFIRMED", "reference_number": "BOOKING-12345",
             "business_context": {"branch_id": "a0000000-0000-4000-8000-0000000000c1",
               "appointment_type": "color_and_cut", "duration_minutes": 120, "booking_source": "mobile_app"},
             "lines": [
               {"line_number": 1, "line_type": "SERVICE", "description": "Hair Color & Highlights", "quantity": 1,
                "unit_amount": 185.00, "line_amount": 185.00,
                "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
                "entity_id": "a0000000-0000-4000-8000-0000000000f2",
                "line_data": {"duration_minutes": 90, "service_category": "color"}},
               {"line_number": 2, "line_type": "SERVICE", "description": "Haircut & Styling", "quantity": 1,
                "unit_amount": 50.00, "line_amount": 50.00,
                "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
                "entity_id": "a0000000-0000-4000-8000-0000000000f2",
                "line_data": {"duration_minutes": 30, "service_category": "cut"}}],
             "dynamic": {
               "customer_notes": {"field_type": "text", "field_value_text": "Customer wants to go lighter",
                                  "smart_code": "HERA.SALON.APPOINTMENT.DYN.NOTES.V1"},
               "reminder_sent": {"field_type": "boolean", "field_value_boolean": true,
                                 "smart_code": "HERA.SALON.APPOINTMENT.DYN.REMINDER.V1"}},
             "relationships": [
               {"to_entity_id": "a0000000-0000-4000-8000-0000000000e1", "relationship_type": "HAS_STATUS",
                "smart_code": "HERA.SALON.APPOINTMENT.REL.STATUS.V1"}]}""";

    /** For payloads whose report needs nothing from outside. */
    static final LedgerFacts.Source UNASKED = date -> {
        throw new AssertionError("nobody should have asked");
    };

    private Transactions() {}

    static TransactionPayload body(Action action, String body) {
        return TransactionPayload.ofBody(Dialect.V2_1, action, LUXE, json(body));
    }

    /** A create of v2.1 that is right but for these members. */
    static TransactionPayload createWith(String members) {
        JsonObject.Builder body = JsonObject.builder()
                .put("transaction_type", "APPOINTMENT")
                .put("smart_code", "HERA.SALON.APPOINTMENT.TXN.BOOKED.V1")
                .put("transaction_date", "2025-10-18T14:00:00Z");
        json("{" + members + "}").members().forEach(body::put);
        return TransactionPayload.ofBody(Dialect.V2_1, Action.CREATE, LUXE, body.build());
    }

    /** An update of v2.1 of {@link #ID} with these members. */
    static TransactionPayload updateWith(String members) {
        return body(Action.UPDATE, "{\"transaction_id\": \"" + ID + "\", " + members + "}");
    }

    /** A journal dated 2025-02-10 with these lines. */
    static TransactionPayload journal(String... lines) {
        return journalDated("2025-02-10", lines);
    }

    static TransactionPayload journalDated(String date, String... lines) {
        return createWith("""
                "transaction_type": "JOURNAL_ENTRY", "smart_code": "HERA.FIN.GL.TXN.JOURNAL.V1",
                "transaction_date": "%s", "lines": [%s]""".formatted(date, String.join(", ", lines)));
    }

    /** A GL line in the form of two columns. */
    static String debit(String amount, String currency) {
        return line("\"debit_amount\": " + amount + ", \"currency_code\": \"" + currency + "\"");
    }

    static String credit(String amount, String currency) {
        return line("\"credit_amount\": " + amount + ", \"currency_code\": \"" + currency + "\"");
    }

    /** A GL line in the form of side and amount. */
    static String side(String side, String amount, String currency) {
        return line("\"line_data\": {\"side\": \"" + side + "\"}, \"line_amount\": " + amount
                + ", \"currency_code\": \"" + currency + "\"");
    }

    static String line(String members) {
        return "{\"line_type\": \"GL\", \"smart_code\": \"HERA.FIN.GL.LINE.ENTRY.V1\", " + members + "}";
    }

    static GuardrailReport check(TransactionPayload payload) {
        return new Guardrails().check(payload, date -> open());
    }

    static List<String> violations(TransactionPayload payload) {
        return Payloads.brief(check(payload).violations());
    }

    static LedgerFacts open() {
        return period("2025-10", "October 2025", "OPEN", "2025");
    }

    static LedgerFacts period(String code, String name, String status, String year) {
        return new LedgerFacts("AED", true, new LedgerFacts.Period(code, name, status, year));
    }

    static LedgerFacts without(boolean hasPeriods, @Nullable String currency) {
        return new LedgerFacts(currency, hasPeriods, null);
    }
}
