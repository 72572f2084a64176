package com.heraerp.client;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server and the pool of connections to it, which any number of callers share. It brings its own small application context
 * in which nothing but Micronaut's HTTP client and this package lives: it works the same in a Micronaut application, in any
 * other, and in none.
 *
 * <pre>{@code
 * try (HeraConnection connection = HeraConnection.to(URI.create("http://localhost:3000"))) {
 *     HeraClient hera = connection.as(() -> token);
 *     UUID id = hera.entities().create(EntityDraft.of("PRODUCT", "Rose Water", code)).id();
 * }
 * }</pre>
 */
public final class HeraConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LARGEST_ANSWER = 256 * 1024 * 1024;

    private final ApplicationContext context;
    private final HeraApi api;
    private final StreamingHttpClient http;
    private final Retries retries;
    private final URI url;
    private final Duration patience;

    private HeraConnection(URI url, Retries retries, Duration patience) {
        this.retries = retries;
        this.url = url;
        this.patience = patience;
        this.context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .bootstrapEnvironment(false)
                .beanConfigurations(new NothingElse())
                .properties(Map.of(
                        "hera.url", url.toString(),
                        "micronaut.http.client.exception-on-error-status", false,
                        "micronaut.http.client.follow-redirects", false,
                        "micronaut.http.client.read-timeout", patience,
                        "micronaut.http.client.max-content-length", LARGEST_ANSWER))
                .start();
        this.api = context.getBean(HeraApi.class);
        this.http = (StreamingHttpClient) context.createBean(HttpClient.class, url);
    }

    /** With the usual retries, and two minutes of patience for an answer to begin or go on. Nothing is sent yet. */
    public static HeraConnection to(URI url) {
        return to(url, Retries.USUAL, PATIENCE);
    }

    /**
     * Nothing is sent yet.
     *
     * @param url scheme, host and port
     * @param retries of every call
     * @param patience how long an answer may say nothing
     */
    public static HeraConnection to(URI url, Retries retries, Duration patience) {
        return new HeraConnection(url, retries, patience);
    }

    /** Calls in the organization that the token names, or the only one of its user. @param token asked for each request */
    public HeraClient as(Supplier<String> token) {
        return as(new Identity(token, Optional.empty()));
    }

    /** Calls in an organization. @param token asked for each request */
    public HeraClient as(Supplier<String> token, UUID organization) {
        return as(new Identity(token, Optional.of(organization)));
    }

    /** Calls without saying who. */
    public HeraClient asNobody() {
        return as(Identity.NOBODY);
    }

    private HeraClient as(Identity identity) {
        return new HeraClient(new Calls(api, identity, retries), new Streams(http, identity),
                Sockets.at(url, patience, identity));
    }

    /** Ends all connections, and with them what is followed. */
    @Override
    public void close() {
        http.close();
        context.close();
    }

    /** Leaves out whatever beans the surrounding application has. */
    private static final class NothingElse implements BeanConfiguration {

        @Override
        public Package getPackage() {
            return NothingElse.class.getPackage();
        }

        @Override
        public String getName() {
            return "all but the client";
        }

        @Override
        public @Nullable String getVersion() {
            return null;
        }

        @Override
        public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
            return false;
        }

        /** By where the bean was defined: many of Micronaut's own are of the JDK's types. */
        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public boolean isWithin(BeanDefinitionReference reference) {
            String definition = reference.getBeanDefinitionName();
            return !definition.startsWith("io.micronaut.") && !definition.startsWith("com.heraerp.client.");
        }
    }
}
