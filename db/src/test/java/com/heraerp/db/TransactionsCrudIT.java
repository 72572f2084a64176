package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code hera_transactions_crud_v2} writes, reads and answers. */
class TransactionsCrudIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String APPOINTMENT = """
            "transaction_type":"appointment","smart_code":"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1\"""";
    private static final String SALE = """
            "transaction_type":"POS_SALE","smart_code":"HERA.SALON.POS.TXN.SALE.V1","transaction_date":"2026-03-05\"""";
    private static final String SERVICE = """
            {"line_number":1,"line_type":"SERVICE","description":"Hair Cut & Style","quantity":1,"unit_amount":175.00,
             "line_amount":175.00,"smart_code":"HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
             "entity_id":"a0000000-0000-4000-8000-0000000000f2","line_data":{"duration_minutes":75}}""";

    private final Ledger owner = Ledger.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private final Ledger staff = Ledger.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);

    private String appointment() throws SQLException {
        return staff.id(staff.create("{" + APPOINTMENT + ",\"transaction_date\":\"2025-10-18T14:00:00Z\"}",
                "[" + SERVICE + "]"));
    }

    @Test
    void createsTheGuidesAppointmentAndReadsItBack() throws SQLException {
        String answer = staff.crud("CREATE",
                "{" + APPOINTMENT
                        + """
                ,"transaction_date":"2025-10-18T14:00:00Z","transaction_code":"APPT-001","transaction_number":"TXN-2025-001",
                "source_entity_id":"a0000000-0000-4000-8000-0000000000f3","target_entity_id":"a0000000-0000-4000-8000-0000000000f4",
                "total_amount":175.00,"transaction_status":"CONFIRMED","reference_number":"REF-123",
                "external_reference":"BOOKING-456","business_context":{"branch_id":"a0000000-0000-4000-8000-0000000000c1"}}""",
                "[" + SERVICE + "]",
                """
                        {"appointment_notes":{"field_type":"text","field_value_text":"Shorter cut","smart_code":"HERA.SALON.APPOINTMENT.DYN.NOTES.V1"},
                         "version":{"field_type":"number","field_value_number":25.00,"smart_code":"HERA.SALON.APPOINTMENT.DYN.VERSION.V1"}}""",
                """
                        [{"to_entity_id":"a0000000-0000-4000-8000-0000000000c1","relationship_type":"has_branch","smart_code":"HERA.SALON.APPOINTMENT.REL.BRANCH.V1"}]""",
                null);

        assertThat(answer).contains("\"success\": true", "\"message\": \"Transaction created successfully\"",
                "\"version\": 1");
        assertThat(staff.read(staff.id(answer))).contains("\"transaction_type\":\"APPOINTMENT\"",
                "\"transaction_date\":\"2025-10-18T14:00:00Z\"", "\"total_amount\":175.00", "\"currency_code\":\"AED\"",
                "\"transaction_status\":\"CONFIRMED\"", "\"posting_status\":\"draft\"", "\"quantity\":1,",
                "\"line_amount\":175.00", "\"line_data\":{\"duration_minutes\": 75}",
                "\"appointment_notes\":\"Shorter cut\"", "\"dynamic\":{\"version\":25.00}",
                "\"relationship_type\" : \"HAS_BRANCH\"");
    }

    @Test
    void numbersATransactionThatBringsNoNumberAndRefusesATakenOne() throws SQLException {
        assertThat(staff.at(staff.read(appointment()), "{transaction_number}")).matches("TXN-\\d{8}-[0-9A-F]{12}");
        String numbered = "{" + APPOINTMENT + ",\"transaction_date\":\"2026-01-01\",\"transaction_number\":\"N-1\"}";
        staff.create(numbered, null);

        refusalOf(() -> staff.create(numbered, null)).is("23505", "");
    }

    @Test
    void replacesLinesMergesFieldsAndLogsFromWhatToWhat() throws SQLException {
        String id = appointment();
        staff.crud("UPDATE",
                "{\"transaction_id\":\"" + id + "\",\"transaction_status\":\"COMPLETED\",\"total_amount\":185.00}",
                "[" + SERVICE
                        + ",{\"line_number\":2,\"line_type\":\"PRODUCT\",\"line_amount\":10.00,\"smart_code\":\"HERA.SALON.APPOINTMENT.LINE.PRODUCT.V1\"}]",
                "{\"note\":{\"field_type\":\"text\",\"field_value_text\":\"good\",\"smart_code\":\"HERA.SALON.APPOINTMENT.DYN.NOTE.V1\"}}",
                null, "{\"expected_version\":1,\"reason\":\"done\"}");

        assertThat(staff.at(staff.read(id), "{lines,1,line_type}")).isEqualTo("PRODUCT");
        assertThat(String.valueOf(staff.sql().one("select hera.transaction_history(?::uuid, 1, null)", id)))
                .contains("\"reason\" : \"done\"",
                        "{\"to\": \"COMPLETED\", \"from\": \"PENDING\", \"path\": \"transaction_status\"}",
                        "{\"to\": 10.00, \"from\": null, \"path\": \"lines.2.line_amount\"}",
                        "{\"to\": \"good\", \"from\": null, \"path\": \"dynamic.note\"}", "next_cursor");
        refusalOf(() -> staff.crud("UPDATE", "{\"transaction_id\":\"" + id + "\"}", null, null, null,
                "{\"expected_version\":1}")).is("ZH006", "HERA_VERSION_CONFLICT").naming("\"current_version\" : 2");
    }

    @Test
    void deletesADraftSoftlyAndForGood() throws SQLException {
        String soft = appointment();
        owner.delete(soft, "soft_delete", "\"delete_reason\":\"cancelled\"");
        assertThat(owner.read(soft)).isEqualTo("null");
        assertThat(owner.sql().one("select hera.read_transaction(?::uuid, '{\"include_deleted\":true}')", soft))
                .contains("deleted_at");
        refusalOf(() -> owner.update(soft, "\"total_amount\":1", null)).is("ZH005", "HERA_TRANSACTION_NOT_FOUND");

        String hard = appointment();
        assertThat(owner.delete(hard, "hard_delete", "")).contains("\"mode\": \"HARD\"");
        assertThat(owner.sql().one("select count(*) from universal_transaction_lines where transaction_id = ?::uuid",
                hard))
                .isEqualTo("0");
        assertThat(owner.sql().one("select hera.transaction_history(?::uuid, 1, null)", hard))
                .contains("HARD_DELETE", "Hair Cut");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "JOURNAL_ENTRY | HERA.FIN.BOOK.JOURNAL.MANUAL.V1 |       | posted",
        "GL_ADJUSTMENT | HERA.SALON.BOOK.TXN.ADJUST.V1   |       | posted",
        "TRANSFER      | HERA.SALON.GL.TXN.MOVE.V1       |       | posted",
        "SALE          | HERA.SALON.POS.TXN.SALE.V1      |       | posted",
        "RECEIPT       | HERA.SALON.AR.TXN.RECEIPT.V1    |       | posted",
        "APPOINTMENT   | HERA.SALON.POS.TXN.BOOKED.V1    |       | draft",
        "GLASS_ORDER   | HERA.SALON.GLASS.TXN.ORDER.V1   |       | draft",
        "SALE          | HERA.SALON.POS.TXN.SALE.V1      | draft | draft",
        "JOURNAL_ENTRY | HERA.FIN.GL.JOURNAL.MANUAL.V1   | draft | draft"})
    void isBornPostedExactlyWhenFinancial(String type, String code, String wish, String expected) throws SQLException {
        String answer = owner.create("{\"transaction_type\":\"" + type + "\",\"smart_code\":\"" + code
                + "\",\"transaction_date\":\"2026-03-05\""
                + (wish == null ? "" : ",\"posting_status\":\"" + wish + "\"")
                + "}", null);

        assertThat(owner.at(answer, "{posting_status}")).isEqualTo(expected);
    }

    @Test
    void makesATransactionGlByTheCodeOfALine() throws SQLException {
        String lines = "[" + Ledger.line("\"debit_amount\":5", Ledger.CASH) + "]";

        refusalOf(() -> owner.create("{" + SALE + "}", lines)).is("ZH016", "HERA_GL_UNBALANCED")
                .naming("\"net_balance\": 5");
        refusalOf(() -> staff.create("{" + SALE + "}", lines)).is("ZH003", "HERA_FORBIDDEN");
    }

    @Test
    void storesBothFormsOfAGlLineAsDebitAndCredit() throws SQLException {
        String read = owner.read(owner.journal("2026-03-05", "100.00"));

        assertThat(read).contains("\"debit_amount\":100.00,\"credit_amount\":null,\"currency_code\":\"AED\"",
                "\"debit_amount\":null,\"credit_amount\":99.95,\"currency_code\":\"AED\"",
                "\"line_amount\":0.05", "\"debit_amount\":null,\"credit_amount\":0.05");
        assertThat(owner.at(read, "{fiscal_period}")).isEqualTo("2026-03");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AED | 1.005 | ZH018", "JPY | 1.5 | ZH018", "KWD | 1.0005 | ZH018", "JPY | 1 | ok", "KWD | 1.005 | ok",
        "AED | 1.000 | ok", "AED | \"NaN\" | 23514", "AED | \"Infinity\" | 23514", "CLF | 1.0001 | ok"})
    void holdsAmountsToTheMinorUnitOfTheirCurrency(String currency, String amount, String expected)
            throws SQLException {
        String lines = "[" + Ledger.line("\"debit_amount\":" + amount, Ledger.CASH) + ","
                + Ledger.line("\"credit_amount\":" + amount, Ledger.REVENUE) + "]";
        String journal = "{" + Ledger.JOURNAL + ",\"transaction_date\":\"2026-03-05\",\"currency_code\":\"" + currency
                + "\"}";
        if (expected.equals("ok")) {
            owner.create(journal, lines);
        } else {
            assertThat(refusalOf(() -> owner.create(journal, lines)).state()).isEqualTo(expected);
        }
    }

    @Test
    void namesTheLineWhoseAmountHasTooManyDecimals() {
        String lines = "[" + Ledger.line("\"debit_amount\":5", Ledger.CASH) + ","
                + Ledger.line("\"credit_amount\":5.001", Ledger.REVENUE) + "]";

        refusalOf(() -> owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2026-03-05\"}", lines))
                .is("ZH018", "HERA_GL_AMOUNT_INVALID: line 2: 5.001 has more decimals than AED has")
                .naming("\"line_number\" : 2");
    }

    @Test
    void balancesEveryCurrencyByItself() {
        String lines = "[" + Ledger.line("\"debit_amount\":5,\"currency_code\":\"AED\"", Ledger.CASH) + ","
                + Ledger.line("\"credit_amount\":5,\"currency_code\":\"EUR\"", Ledger.REVENUE) + "]";

        Refusals.Refusal refusal = refusalOf(
                () -> owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2026-03-05\"}", lines));

        refusal.is("ZH016", "HERA_GL_UNBALANCED").naming("\"currency\": \"AED\"");
        refusal.naming("\"currency\": \"EUR\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUDIT", "seal", "ORCH_RUN", "MIGRATION_OPERATION", "SECURITY_VALIDATION"})
    void refusesSystemKinds(String type) {
        refusalOf(() -> owner.create("{\"transaction_type\":\"" + type
                + "\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\",\"transaction_date\":\"2026-03-05\"}", null))
                .is("ZH004", "HERA_RESERVED_KIND");
        refusalOf(() -> owner.update(appointment(), "\"transaction_type\":\"" + type + "\"", null)).is("ZH004",
                "HERA_RESERVED_KIND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"source_entity_id\":\"b0000000-0000-4000-8000-0000000000f3\" | source_entity_id",
        "\"target_entity_id\":\"01900000-0000-7000-8000-000000000000\" | target_entity_id"})
    void refusesPartiesThatAreNotThere(String party, String field) {
        refusalOf(() -> staff.create("{" + SALE + "," + party + "}", null)).is("ZH008", "HERA_FK_VIOLATION")
                .naming("\"" + field + "\"");
    }

    @Test
    void refusesALineWhoseEntityIsDeleted() throws SQLException {
        Crud entities = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
        String product = entities.product("Gone");
        entities.v1("DELETE", "{\"entity_id\":\"" + product + "\"}");

        refusalOf(() -> staff.create("{" + SALE + "}",
                "[{\"line_type\":\"ITEM\",\"smart_code\":\"HERA.SALON.POS.LINE.ITEM.V1\",\"entity_id\":\"" + product
                        + "\"}]"))
                .is("ZH008", "HERA_FK_VIOLATION").naming("lines.0.entity_id");
    }

    @Test
    void answersOneKeyOnceAlsoWhenItReverses() throws SQLException {
        String id = owner.journal("2026-03-05", "10.00");
        Ledger keyed = owner.keyed("reverse-once", "print");

        String first = keyed.delete(id, "reverse", "");

        assertThat(keyed.delete(id, "reverse", "")).isEqualTo(first);
        assertThat(owner.sql().one("select count(*) from universal_transactions where reversal_of_id = ?::uuid", id))
                .isEqualTo("1");
        refusalOf(() -> owner.keyed("reverse-once", "other").delete(id, "reverse", "")).is("ZH007",
                "HERA_IDEMPOTENCY_CONFLICT");
    }

    @Test
    void doesABatchWhollyOrNotAtAll() throws SQLException {
        String good = "{\"action\":\"CREATE\",\"transaction\":{" + SALE + ",\"reference_number\":\"BATCH\"}}";
        String bad = "{\"action\":\"CREATE\",\"transaction\":{" + SALE + ",\"transaction_date\":\"2024-12-05\"}}";

        String atomic = batch(true, good, bad);
        assertThat(atomic).contains("\"applied\": false", "\"sqlstate\": \"ZH017\"");
        assertThat(count("BATCH")).isEqualTo("0");
        assertThat(batch(false, good, bad)).contains("\"applied\": true", "\"sqlstate\": \"ZH017\"", "transaction_id");
        assertThat(count("BATCH")).isEqualTo("1");
    }

    @Test
    void reversesABatchWholly() throws SQLException {
        String first = owner.journal("2026-03-05", "10.00");
        String second = owner.journal("2026-03-05", "20.00");
        String reverse = "{\"action\":\"DELETE\",\"transaction\":{\"transaction_id\":\"%s\"},\"options\":{\"delete_action\":\"reverse\"}}";

        assertThat(batch(true, reverse.formatted(first), reverse.formatted(second), reverse.formatted(first)))
                .contains("already_reversed", "\"applied\": false");
        assertThat(batch(true, reverse.formatted(first), reverse.formatted(second))).contains("\"applied\": true");
    }

    /** Dates without time are whole days in Dubai, both inclusive; pages follow each other by cursor or by offset. */
    @Test
    void listsByDatesOfTheOrganizationsZonePageByPage() throws SQLException {
        for (String at : new String[]{"2026-06-09T19:59:59Z", "2026-06-09T20:00:00Z", "2026-06-10",
            "2026-06-11T19:59:59Z",
            "2026-06-11T20:00:00Z"}) {
            staff.create("{" + APPOINTMENT + ",\"transaction_date\":\"" + at + "\",\"transaction_code\":\"" + at
                    + "\",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}}", null);
        }
        String query = "\"transaction_type\":\"APPOINTMENT\",\"date_from\":\"2026-06-10\",\"date_to\":\"2026-06-11\","
                + "\"branch_id\":\"" + Demo.BRANCH + "\",\"limit\":2,\"order\":[[\"transaction_date\",\"asc\"]]";

        String first = list(query);
        String second = list(query + ",\"cursor\":\"" + staff.at(first, "{next_cursor}") + "\"");

        assertThat(staff.at(first, "{data,0,transaction_code}")).isEqualTo("2026-06-09T20:00:00Z");
        assertThat(staff.at(first, "{count}")).isEqualTo("2");
        assertThat(staff.at(second, "{data,0,transaction_code}")).isEqualTo("2026-06-11T19:59:59Z");
        assertThat(second).doesNotContain("next_cursor");
        assertThat(staff.at(list(query + ",\"offset\":2,\"include_total\":true"), "{data}"))
                .isEqualTo(staff.at(second, "{data}"));
        assertThat(list(query + ",\"q\":\"06-11T19\"")).contains("\"count\":1");
        refusalOf(() -> list(
                query.replace("-06-10", "-06-09") + ",\"cursor\":\"" + staff.at(first, "{next_cursor}") + "\""))
                .is("ZH015", "HERA_CURSOR_INVALID");
        refusalOf(() -> list("\"order\":[[\"metadata\",\"asc\"]]")).is("ZH009", "HERA_PAYLOAD_INVALID");
        assertThat(list("\"limit\":5")).doesNotContain("AUDIT");
        assertThat(list("\"transaction_type\":\"AUDIT\",\"limit\":5")).contains("AUDIT");
    }

    private String list(String query) throws SQLException {
        return "{" + staff.sql().one("select hera.list_transactions(?::jsonb)", "{" + query + "}") + "}";
    }

    private String batch(boolean atomic, String... operations) throws SQLException {
        return String.valueOf(owner.sql().one(
                "select hera.change_transactions_in_batch(?::boolean, (select array_agg(o) from jsonb_array_elements(?::jsonb) o))",
                String.valueOf(atomic), "[" + String.join(",", operations) + "]"));
    }

    private String count(String reference) throws SQLException {
        return String.valueOf(owner.sql().one(
                "select count(*) from universal_transactions where reference_number = ?", reference));
    }
}
