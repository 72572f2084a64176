package com.heraerp.db;

import java.sql.SQLException;

/** A sale that a migration has reversed and posted anew, in a database of its own. */
final class MigratedSale implements AutoCloseable {

    static final String DAY = "2025-02-05";
    static final String FEBRUARY = "\"period\":\"2025-02\"";

    final TestDatabase database = TestDatabase.withDemoData();
    final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    final Books books = new Books(owner);
    final String original;
    final String reversal;
    final String reposted;

    MigratedSale() {
        try {
            original = sale("");
            reversal = books.reverseForMigration(original, DAY);
            reposted = sale(Books.insteadOf(original));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The id of one more sale like it; {@code more} as in {@link Books#entry}. */
    String sale(String more) throws SQLException {
        return books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "100.00", more);
    }

    /** Which transaction the ledger of its month tells of first. */
    String counted() throws SQLException {
        return owner.at(books.statement("general_ledger", FEBRUARY), "{data,0,transaction_id}");
    }

    @Override
    public void close() {
        database.close();
    }
}
