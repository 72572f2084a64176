package com.heraerp.app.config;

import com.heraerp.kernel.StartRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database address as operators write it, {@code postgresql://user:password@host:port/database?sslmode=require}, split into
 * what JDBC wants. User, password and database may be percent-encoded; several hosts may be given, separated by commas.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} without credentials
 * @param user login
 * @param password empty when the address has none
 */
public record PostgresAddress(String jdbcUrl, String user, String password) {

    private static final Pattern SYNTAX = Pattern.compile(
            "postgres(?:ql)?://(?<user>[^:/@?#]+)(?::(?<password>[^/@?#]*))?@(?<hosts>[^/@?#\\s]+)/(?<database>[^/?#\\s]+)"
                    + "(?:\\?(?<options>[^#\\s]*))?");
    private static final Pattern CREDENTIALS_IN_OPTIONS = Pattern.compile("(?:^|&)(?:user|password)=");

    /**
     * Reads an address.
     *
     * @param variable the variable's name, for the refusal
     * @param text its value; never repeated in the refusal, because it carries a password
     * @throws StartRefused when the text is no such address
     */
    public static PostgresAddress parse(String variable, String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw StartRefused.variable(variable,
                    "must be an address like postgresql://user:password@host:5432/database (percent-encode special characters)");
        }
        String options = matcher.group("options");
        if (options != null && CREDENTIALS_IN_OPTIONS.matcher(options).find()) {
            throw StartRefused.variable(variable, "must carry user and password before the host, not as options");
        }
        String jdbcUrl = "jdbc:postgresql://" + matcher.group("hosts") + "/" + matcher.group("database")
                + (options == null || options.isEmpty() ? "" : "?" + options);
        String password = matcher.group("password");
        return new PostgresAddress(
                jdbcUrl,
                decoded(variable, matcher.group("user")),
                password == null ? "" : decoded(variable, password));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }

    private static String decoded(String variable, String text) {
        try {
            // URLDecoder reads forms, where a plus is a space; in an address it is a plus
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw StartRefused.variable(variable, "has a broken percent-encoding in its user or password");
        }
    }
}
