package com.heraerp.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built.
 *
 * @param version of the application
 * @param postgres version of the PostgreSQL binaries inside
 * @param swaggerUi version of the page that shows the API's description
 */
public record Build(String version, String postgres, String swaggerUi) {

    private static final Build THIS = read();

    /** The build that is running. */
    public static Build current() {
        return THIS;
    }

    private static Build read() {
        try (InputStream resource = Build.class.getResourceAsStream("/hera-build.properties")) {
            if (resource == null) {
                throw new IllegalStateException("hera-build.properties is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return new Build(properties.getProperty("version"), properties.getProperty("postgres"),
                    properties.getProperty("swaggerUi"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
