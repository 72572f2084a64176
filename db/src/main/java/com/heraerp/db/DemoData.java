package com.heraerp.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The two demo organizations with their people, periods, accounts, products and services, under ids that never change
 * (spec/README, "Demo data"). Loading is one transaction and does nothing where the organization {@code LUXE} exists.
 */
public final class DemoData {

    private final DataSource login;

    private DemoData(DataSource login) {
        this.login = login;
    }

    /** Demo data over connections that may become {@code hera_system}: a superuser's or {@code hera_owner}'s. */
    public static DemoData over(DataSource login) {
        return new DemoData(login);
    }

    /** @throws MigrationRefused when the database refuses it; nothing has changed then */
    public void load() {
        try (Connection connection = login.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local role hera_system");
                statement.execute(SqlFiles.read("demo/demo.sql"));
                connection.commit();
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new MigrationRefused("The demo data cannot be loaded: " + failure.getMessage(), failure);
        }
    }
}
