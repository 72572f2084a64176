package com.heraerp.identity.adapter.out.jose;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider's public keys (a JWK set). Known keys are answered from memory, and stay so while the provider
 * cannot be reached; the set is fetched anew when it is five minutes old or a key is not in it, at most every ten seconds
 * whatever callers invent as key ids.
 */
final class PublishedKeys {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);
    private static final int SMALLEST_RSA_BITS = 2_048;

    private final URI url;
    private final ResourceRetriever retriever;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile JWKSet keys = new JWKSet();
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile Instant triedAt = Instant.MIN;

    PublishedKeys(URI url, ResourceRetriever retriever, Clock clock) {
        this.url = url;
        this.retriever = retriever;
        this.clock = clock;
    }

    /** The key a token with this header must be signed with; empty when no published key fits, or more than one. */
    Optional<JWK> find(JWSHeader header) {
        Optional<JWK> known = known(header);
        if (known.isEmpty()) {
            fetchMissing(header);
            return known(header);
        }
        if (isDue(fetchedAt, FRESH) && isDue(triedAt, PAUSE)) {
            renewUnlessSomebodyDoes();
            return known(header);
        }
        return known;
    }

    private Optional<JWK> known(JWSHeader header) {
        // Type, curve, use, algorithm and id of the key must all agree with the header.
        List<JWK> fitting = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()).filter(PublishedKeys::isStrong) : Optional.empty();
    }

    private static boolean isStrong(JWK key) {
        return !key.getKeyType().equals(KeyType.RSA) || key.size() >= SMALLEST_RSA_BITS;
    }

    private boolean isDue(Instant last, Duration pause) {
        return last.equals(Instant.MIN) || !clock.instant().isBefore(last.plus(pause));
    }

    /** Waits for a running fetch: at the start everybody needs the first one. */
    private void fetchMissing(JWSHeader header) {
        fetching.lock();
        try {
            if (known(header).isEmpty() && isDue(triedAt, PAUSE)) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private void renewUnlessSomebodyDoes() {
        if (!fetching.tryLock()) {
            return;
        }
        try {
            if (isDue(triedAt, PAUSE)) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        Instant now = clock.instant();
        triedAt = now;
        try {
            keys = JWKSet.parse(retriever.retrieveResource(url.toURL()).getContent());
            fetchedAt = now;
        } catch (IOException | ParseException failed) {
            LOG.warn(
                    "the signing keys at {} could not be fetched, {} known ones stay in use: {}",
                    url.getHost(),
                    keys.size(),
                    failed.getMessage());
        }
    }
}
