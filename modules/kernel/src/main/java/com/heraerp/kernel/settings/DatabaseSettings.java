package com.heraerp.kernel.settings;

import java.time.Duration;

/**
 * The database as the application role sees it.
 *
 * @param jdbcUrl JDBC address without credentials
 * @param user login, {@code hera_app} or a role with its rights
 * @param password its password; empty when the server asks for none
 * @param poolMin connections kept open when idle
 * @param poolMax connections at most
 * @param statementTimeout after which the server cancels a statement
 */
public record DatabaseSettings(
        String jdbcUrl, String user, String password, int poolMin, int poolMax, Duration statementTimeout) {

    /** Never shows the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl + ", user=" + user + ", pool=" + poolMin + ".." + poolMax
                + ", statementTimeout=" + statementTimeout + "]";
    }
}
