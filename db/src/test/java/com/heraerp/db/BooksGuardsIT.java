package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is posted stays as it is, and what is posted balances, whoever writes: the functions, and direct SQL of the roles
 * that the application runs as.
 */
class BooksGuardsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final Sql WRITER = Sql.on(DATABASE.asWriter()).as(Demo.OWNER, Demo.LUXE);
    private final Ledger owner = Ledger.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);

    private static Ledger by(java.util.UUID actor) {
        return Ledger.of(DATABASE.asApp(), actor, Demo.LUXE);
    }

    /** Every column of a posted header but those that books are not made of, changed by direct SQL. */
    @TestFactory
    List<DynamicTest> refusesAnotherValueInEveryColumnOfAPostedHeader() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");
        return columns("universal_transactions",
                List.of("metadata", "version", "updated_at", "updated_by", "is_system"))
                .map(column -> DynamicTest.dynamicTest(column[0], () -> refuses(
                        "update universal_transactions set " + column[0] + " = " + other(column) + " where id = '" + id
                                + "'")))
                .toList();
    }

    @TestFactory
    List<DynamicTest> refusesAnotherValueInEveryColumnOfAPostedLine() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");
        return columns("universal_transaction_lines", List.of())
                .map(column -> DynamicTest.dynamicTest(column[0], () -> refuses(
                        "update universal_transaction_lines set " + column[0] + " = " + other(column)
                                + " where transaction_id = '" + id + "' and line_number = 1")))
                .toList();
    }

    private static void refuses(String statement) {
        for (String role : List.of("hera_writer", "hera_system")) {
            assertThat(refusalOf(() -> Sql.on(DATABASE.asSuperuser()).as(Demo.OWNER, Demo.LUXE)
                    .all("do $$ begin set local role " + role + "; " + statement + "; end $$")).state())
                    .as(role + ": " + statement).isIn("ZH013", "42501", "23503", "428C9");
        }
        assertThat(refusalOf(() -> Sql.on(DATABASE.asApp()).as(Demo.OWNER, Demo.LUXE).all(statement)).state())
                .isEqualTo("42501");
    }

    private static java.util.stream.Stream<String[]> columns(String table, List<String> free) throws SQLException {
        return Sql.on(DATABASE.asSuperuser()).all("""
                select column_name || ' ' || data_type from information_schema.columns
                where table_schema = 'public' and table_name = ? order by ordinal_position""", table).stream()
                .map(column -> column.split(" ", 2)).filter(column -> !free.contains(column[0]));
    }

    private static String other(String[] column) {
        if (column[0].equals("posting_status")) {
            return "'draft'";
        }
        if (column[0].endsWith("smart_code")) {
            return "'HERA.SALON.OTHER.CODE.TAKEN.V1'";
        }
        if (column[0].equals("currency_code")) {
            return "'EUR'";
        }
        return switch (column[1]) {
            case "uuid" -> "'01900000-0000-7000-8000-000000000000'";
            case "numeric", "integer", "bigint", "xid8" -> "'7777'";
            case "jsonb" -> "'{\"branch_id\": \"taken\"}'";
            case "boolean" -> "not " + column[0];
            case "timestamp with time zone" -> "'2026-04-01'";
            default -> "'TAKEN'";
        };
    }

    @Test
    void refusesLinesAndRemovalsOfWhatIsPosted() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");
        for (String statement : List.of(
                insertLine(id, "debit_amount", "0.00"), insertLine(id, "quantity", "1"),
                "delete from universal_transaction_lines where transaction_id = '" + id + "'",
                "delete from universal_transactions where id = '" + id + "'",
                "merge into universal_transactions t using (values ('" + id
                        + "'::uuid)) v (id) on t.id = v.id when matched then update set total_amount = 1",
                "update universal_transactions set deleted_at = now() where id = '" + id + "'")) {
            assertThat(refusalOf(() -> WRITER.all(statement)).state()).as(statement).isEqualTo("ZH013");
        }
        for (String table : List.of("universal_transaction_lines", "universal_transactions cascade")) {
            assertThat(refusalOf(() -> WRITER.all("truncate " + table)).state()).isEqualTo("42501");
            assertThat(refusalOf(() -> Sql.on(DATABASE.as("hera_owner")).all("truncate " + table)).state())
                    .isIn("ZH013", "ZH014");
        }
        for (String action : List.of("soft_delete", "hard_delete")) {
            refusalOf(() -> owner.delete(id, action, "")).is("ZH013", "HERA_WRONG_STATE").naming("\"posted\"");
        }
        refusalOf(() -> owner.update(id, "\"total_amount\":1", null)).is("ZH013", "HERA_WRONG_STATE");
        refusalOf(() -> owner.update(id, "", "[]")).is("ZH013", "HERA_WRONG_STATE");
    }

    @Test
    void letsMetadataOfWhatIsPostedBeNoted() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");

        owner.update(id, "\"metadata\":{\"reporting_alias\":\"HERA.FIN.GL.JOURNAL.MANUAL.V2\"}", null);

        assertThat(owner.read(id)).contains("reporting_alias", "\"version\":2");
    }

    /** Statements of one transaction that would leave books wrong, run by the writer in one go. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "posted and never balanced      | posted | D100            | ZH016",
        "unbalanced within a statement  | posted | D100;C100       | ZH016",
        "posted out of a wrong draft    | draft  | D100;P          | ZH016",
        "one more after the check       | posted | D100+C100;I;D1  | ZH016",
        "a balanced pair, one taken     | posted | D100+C100;X     | ZH013",
        "a balanced pair, one changed   | posted | D100+C100;U     | ZH013",
        "NaN against NaN                | posted | DNaN+CNaN       | 23514",
        "half a fils                    | posted | D0.005+C0.005   | ZH018",
        "born reversed                  | reversed |               | ZH013",
        "back to a draft, then unposted | posted | D1+C1;B;D5      | ZH013"})
    void refusesToCommitAWrongJournal(String what, String birth, String steps, String state) throws SQLException {
        assertThat(refusalOf(() -> {
            run(birth, steps == null ? "" : steps);
            return what;
        }).state()).as(what).isEqualTo(state);
    }

    @Test
    void commitsARightJournalOfDirectSql() throws SQLException {
        String id = run("posted", "D100+C100");

        assertThat(owner.read(id)).contains("\"fiscal_period\":\"2026-03\"", "\"debit_amount\":100");
    }

    private static String run(String birth, String steps) throws SQLException {
        String id = "01900000-0000-7000-8000-" + String.format("%012x", System.nanoTime() & 0xffffffffffffL);
        try (Connection connection = DATABASE.asWriter().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                        + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
                statement.execute(
                        "insert into universal_transactions (organization_id, id, transaction_type, smart_code,"
                                + " transaction_date, posting_status) values ('" + Demo.LUXE + "', '" + id
                                + "', 'JOURNAL_ENTRY', 'HERA.FIN.GL.JOURNAL.MANUAL.V1', '2026-03-05', '" + birth
                                + "')");
                int number = 0;
                for (String step : steps.isEmpty() ? new String[0] : steps.split(";")) {
                    number += 10;
                    statement.execute(statementOf(step, id, number));
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return id;
    }

    private static String statementOf(String step, String id, int number) {
        return switch (step) {
            case "P" -> "update universal_transactions set posting_status = 'posted' where id = '" + id + "'";
            case "B" -> "update universal_transactions set posting_status = 'draft' where id = '" + id + "'";
            case "I" -> "set constraints all immediate";
            case "X" ->
                "delete from universal_transaction_lines where line_number > 10 and transaction_id = '" + id + "'";
            case "U" ->
                "update universal_transaction_lines set debit_amount = 1 where debit_amount > 1 and transaction_id = '"
                        + id + "'";
            default -> {
                List<String> rows = new ArrayList<>();
                for (String amount : step.split("\\+")) {
                    String value = "'" + amount.substring(1) + "'::numeric";
                    rows.add("('" + Demo.LUXE + "', '" + id + "', " + (number + rows.size())
                            + ", 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1', 'AED', "
                            + (amount.startsWith("D") ? value + ", null" : "null, " + value) + ")");
                }
                yield "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type,"
                        + " smart_code, currency_code, debit_amount, credit_amount) values " + String.join(", ", rows);
            }
        };
    }

    private static String insertLine(String id, String column, String value) {
        return "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code,"
                + " currency_code, " + column + ") values ('" + Demo.LUXE + "', '" + id
                + "', 99, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1', 'AED', " + value + ")";
    }

    @Test
    void keepsGlLinesToGlTransactions() throws SQLException {
        String sale = owner.id(owner.create(
                """
                {"transaction_type":"SALE","smart_code":"HERA.SALON.POS.TXN.SALE.V1","transaction_date":"2026-03-05","posting_status":"draft"}""",
                null));

        assertThat(refusalOf(() -> WRITER.all(insertLine(sale, "debit_amount", "5"))).state()).isEqualTo("ZH013");
        owner.update(sale, "", "[" + Ledger.line("\"debit_amount\":5", Ledger.CASH) + "]");
        refusalOf(() -> owner.update(sale, "\"posting_status\":\"posted\"", null)).is("ZH016", "HERA_GL_UNBALANCED");
        refusalOf(() -> by(Demo.STAFF).update(sale, "\"total_amount\":5", null)).is("ZH003", "HERA_FORBIDDEN");
    }

    @Test
    void postsADraftThatBalancesAndOnlyThat() throws SQLException {
        String draft = owner.draft("2026-03-05", "10.00");
        owner.update(draft, "", "[" + Ledger.line("\"debit_amount\":5", Ledger.CASH) + "]");
        refusalOf(() -> owner.update(draft, "\"posting_status\":\"posted\"", null)).is("ZH016", "HERA_GL_UNBALANCED");

        owner.update(draft, "\"posting_status\":\"posted\"", Ledger.threeLines("7.00"));

        assertThat(owner.at(owner.read(draft), "{posting_status}")).isEqualTo("posted");
        refusalOf(() -> owner.update(draft, "\"posting_status\":\"draft\"", null)).is("ZH013", "HERA_WRONG_STATE");
    }

    @Test
    void leavesAPostedSaleToItsKeepersWhileItsPeriodIsOpen() throws SQLException {
        String sale = owner.id(by(Demo.STAFF).create(
                """
                {"transaction_type":"SALE","smart_code":"HERA.SALON.POS.TXN.SALE.V1","transaction_date":"2026-03-05"}""",
                null));

        by(Demo.STAFF).update(sale, "\"total_amount\":12.50", null);
        refusalOf(() -> owner.delete(sale, "hard_delete", "")).is("ZH013", "HERA_WRONG_STATE");
        by(Demo.MANAGER).delete(sale, "soft_delete", "");

        assertThat(owner.read(sale)).isEqualTo("null");
    }

    @Test
    void reversesOnceByAMirrorLinkedBothWays() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");

        String answer = owner.delete(id, "reverse", "\"reversal_date\":\"2026-04-01\",\"reason\":\"wrong\"");

        String reversal = owner.at(answer, "{reversal_transaction_id}");
        assertThat(owner.read(id)).contains("\"posting_status\":\"reversed\"",
                "\"reversed_by_id\":\"" + reversal + "\"");
        assertThat(owner.read(reversal)).contains("\"reversal_of_id\":\"" + id + "\"", "\"posting_status\":\"posted\"",
                "\"smart_code\":\"HERA.FIN.GL.JOURNAL.MANUAL.V1\"", "\"fiscal_period\":\"2026-04\"",
                "\"transaction_date\":\"2026-03-31T20:00:00Z\"", "\"debit_amount\":null,\"credit_amount\":100.00",
                "\"side\": \"DR\"");
        assertThat(WRITER.all(
                """
                select entity_id from universal_transaction_lines where transaction_id in (?::uuid, ?::uuid)
                group by entity_id, currency_code having sum(coalesce(debit_amount, 0)) <> sum(coalesce(credit_amount, 0))""",
                id, reversal)).isEmpty();
        refusalOf(() -> owner.reverse(id)).is("ZH013", "HERA_WRONG_STATE").naming(reversal);
        refusalOf(() -> owner.reverse(reversal)).is("ZH013", "HERA_WRONG_STATE").naming("is_reversal");
        String draft = owner.draft("2026-03-05", "10.00");
        refusalOf(() -> owner.reverse(draft)).is("ZH013", "HERA_WRONG_STATE").naming("draft");
        refusalOf(() -> by(Demo.ADMIN).reverse(draft)).is("ZH003", "HERA_FORBIDDEN");
    }

    @Test
    void refusesAReversalThatIsNoMirrorOrNotLinked() throws SQLException {
        String id = owner.journal("2026-03-05", "100.00");
        String insert = "insert into universal_transactions (organization_id, transaction_type, smart_code, transaction_date,"
                + " posting_status, reversal_of_id) values ('" + Demo.LUXE
                + "', 'JOURNAL_ENTRY', 'HERA.FIN.GL.JOURNAL.MANUAL.V1', '2026-03-05', 'posted', '" + id + "')";

        refusalOf(() -> WRITER.all(insert)).is("ZH013", "HERA_WRONG_STATE").naming("not_linked");
        refusalOf(() -> WRITER.all("with r as (" + insert
                + " returning id), d as (select pg_sleep(0)) select id from r; "
                + "update universal_transactions t set posting_status = 'reversed', reversed_by_id = r.id, version = t.version + 1"
                + " from universal_transactions r where t.id = '" + id + "' and r.reversal_of_id = t.id"))
                .is("ZH013", "HERA_WRONG_STATE").naming("not_mirrored");
        refusalOf(() -> WRITER
                .all("update universal_transactions set posting_status = 'reversed' where id = '" + id + "'"))
                .is("ZH013", "HERA_WRONG_STATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAFF", "MANAGER", "ADMIN", "VIEWER"})
    void leavesGlToThoseWhoMayPost(String role) throws Exception {
        Ledger caller = by((java.util.UUID) Demo.class.getField(role).get(null));

        refusalOf(() -> caller.journal("2026-03-05", "1.00")).is("ZH003", "HERA_FORBIDDEN");
        refusalOf(() -> caller.draft("2026-03-05", "1.00")).is("ZH003", "HERA_FORBIDDEN");
        by(Demo.FINANCE_ADMIN).journal("2026-03-05", "1.00");
    }
}
