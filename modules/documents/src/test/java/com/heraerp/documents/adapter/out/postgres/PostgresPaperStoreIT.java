package com.heraerp.documents.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.documents.domain.Kind;
import com.heraerp.documents.domain.Line;
import com.heraerp.documents.domain.Paper;
import com.heraerp.documents.domain.Paper.Posting;
import com.heraerp.documents.domain.Party;
import com.heraerp.documents.domain.Reference;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresPaperStoreIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private static final String CHANGE = Database.writing(
            "rpc.hera_transactions_crud_v2(?, ?, ?, ?::jsonb, (select array_agg(l) from jsonb_array_elements(?::jsonb) l), null, null,"
                    + " ?::jsonb)");
    private static final String LINES = """
            [{"line_type": "SERVICE", "smart_code": "HERA.SALON.POS.LINE.SERVICE.V1", "entity_id": "%s", "quantity": 2,
              "unit_amount": 87.50, "line_amount": 175.00, "discount_amount": 0.00, "tax_amount": 8.333},
             {"line_type": "NOTE", "smart_code": "HERA.SALON.POS.LINE.NOTE.V1", "description": "Bring the towel"}]"""
            .formatted(Demo.CUT_AND_STYLE);

    private final Database database = new Database(DATABASE.asApp());
    private final PostgresPaperStore store = new PostgresPaperStore(database);
    private final Scope luxe = new Scope(Demo.LUXE, Demo.OWNER, "", new DatabaseCall());

    @Test
    void readsAllThatADocumentSays() {
        UUID id = create(header("INVOICE", "HERA.SALON.BILLING.TXN.INVOICE.V1", "INV-1"), LINES);

        Paper paper = read(id);

        assertThat(paper.issuer().name()).isEqualTo("Luxe Salon");
        assertThat(paper.issuer().taxNumber()).isEqualTo("100200300400003");
        assertThat(paper.issuer().locale()).isEqualTo(Locale.forLanguageTag("en-AE"));
        assertThat(paper.issuer().zone()).isEqualTo(ZoneId.of("Asia/Dubai"));
        assertThat(paper.kind()).isEqualTo(Kind.TAX_INVOICE);
        assertThat(paper.number()).isEqualTo("INV-1");
        assertThat(paper.date()).isEqualTo(Instant.parse("2025-02-10T10:30:00Z"));
        assertThat(paper.total()).isEqualTo(new BigDecimal("175.00"));
        assertThat(paper.currency()).isEqualTo("AED");
        assertThat(paper.parties()).extracting(Party::name).containsExactly("Sarah", "Maria");
        assertThat(paper.branch()).isNotNull().extracting(Party::name).isEqualTo("Downtown");
        assertThat(paper.financial()).isTrue();
        assertThat(paper.ledger()).isFalse();
        assertThat(paper.lines()).hasSize(2);
        Line cut = paper.lines().getFirst();
        assertThat(cut.name()).isEqualTo("Cut & Style");
        assertThat(cut.tax()).isEqualTo(new BigDecimal("8.333"));
        assertThat(cut.discount()).isEqualTo(new BigDecimal("0.00"));
        assertThat(cut.ledger()).isFalse();
        assertThat(paper.lines().getLast().description()).isEqualTo("Bring the towel");
    }

    @Test
    void readsBothFormsOfTheLedgersLines() {
        UUID id = create(header("JOURNAL_ENTRY", "HERA.FIN.GL.JOURNAL.MANUAL.V1", "JE-1"), """
                [{"line_type": "GL", "smart_code": "HERA.FIN.GL.LINE.ENTRY.V1", "debit_amount": 10.00, "currency_code": "AED"},
                 {"line_type": "GL", "smart_code": "HERA.FIN.GL.LINE.ENTRY.V1", "line_amount": 10.00, "currency_code": "AED",
                  "line_data": {"side": "CR"}}]""");

        Paper paper = read(id);

        assertThat(paper.kind()).isEqualTo(Kind.JOURNAL);
        assertThat(paper.lines()).allMatch(Line::ledger);
        assertThat(paper.lines().getFirst().debit()).isEqualTo(new BigDecimal("10.00"));
        assertThat(paper.lines().getLast().credit()).isEqualTo(new BigDecimal("10.00"));
    }

    @Test
    void knowsBothSidesOfAReversal() {
        UUID id = create(header("SALE", "HERA.SALON.POS.TXN.SALE.V1", "S-1"), LINES);
        UUID reversal = change("DELETE", "{\"transaction_id\": \"" + id + "\"}", "[]", """
                {"delete_action": "reverse", "reason": "Wrong customer", "reversal_date": "2025-02-11"}""",
                "reversal_transaction_id");

        assertThat(read(id).posting()).isEqualTo(Posting.REVERSED);
        assertThat(read(id).reversedBy()).isNotNull();
        assertThat(read(reversal).reversalOf())
                .isEqualTo(new Reference("SALE", "S-1", Instant.parse("2025-02-10T10:30:00Z")));
        assertThat(read(reversal).reason()).isEqualTo("Wrong customer");
    }

    @Test
    void knowsNeitherWhatIsSomebodyElsesNorTheSystemsNorDeleted() {
        UUID id = create(header("APPOINTMENT", "HERA.SALON.APPOINTMENT.TXN.BOOKED.V1", "A-1"), LINES);
        Scope bella = new Scope(Demo.BELLA, Demo.BELLA_OWNER, "", new DatabaseCall());
        byte[] audit = database.read(luxe, Database.reading(
                "(select id::text from public.universal_transactions where is_system and subject_id = ?)"),
                (statement, first) -> statement.setObject(first, id));

        assertThat(read(id).financial()).isFalse();
        assertThat(store.read(bella, id)).isNull();
        assertThat(store.read(luxe,
                UUID.fromString(new String(Objects.requireNonNull(audit), java.nio.charset.StandardCharsets.US_ASCII))))
                .isNull();
        assertThat(store.read(luxe, new UUID(1, 1))).isNull();
        change("DELETE", "{\"transaction_id\": \"" + id + "\"}", "[]", "{\"delete_action\": \"soft_delete\"}",
                "transaction_id");
        assertThat(store.read(luxe, id)).isNull();
    }

    @Test
    void takesWhatIsNotSetAsUnknown() {
        UUID id = create("""
                {"transaction_type": "NOTE", "smart_code": "HERA.SALON.CRM.TXN.NOTE.V1", "transaction_date": "2025-02-10",
                 "business_context": {"branch_id": "downtown"}}""", "[]");

        Paper paper = read(id);

        assertThat(paper.branch()).isNull();
        assertThat(paper.parties()).isEmpty();
        assertThat(paper.total()).isNull();
        assertThat(paper.lines()).isEmpty();
        assertThat(paper.kind()).isEqualTo(Kind.STATEMENT);
    }

    private Paper read(UUID id) {
        return Objects.requireNonNull(store.read(luxe, id));
    }

    private static String header(String type, String smartCode, String number) {
        return """
                {"transaction_type": "%s", "smart_code": "%s", "transaction_number": "%s", "total_amount": 175.00,
                 "transaction_date": "2025-02-10T10:30:00Z", "source_entity_id": "%s", "target_entity_id": "%s",
                 "business_context": {"branch_id": "%s"}}"""
                .formatted(type, smartCode, number, Demo.SARAH, Demo.MARIA, Demo.BRANCH);
    }

    private UUID create(String transaction, String lines) {
        return change("CREATE", transaction, lines, null, "transaction_id");
    }

    private UUID change(String action, String transaction, String lines, @Nullable String options, String wanted) {
        Scope writing = new Scope(Demo.LUXE, Demo.OWNER, "{}", new DatabaseCall());
        byte[] answer = database.write(writing, CHANGE, (statement, first) -> {
            statement.setString(first, action);
            statement.setObject(first + 1, Demo.OWNER);
            statement.setObject(first + 2, Demo.LUXE);
            statement.setString(first + 3, transaction);
            statement.setString(first + 4, lines);
            statement.setString(first + 5, options);
        }).json();
        return UUID.fromString(Objects.requireNonNull(JsonReader.readObject(answer).text(wanted)));
    }
}
