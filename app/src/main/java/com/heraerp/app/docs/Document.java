package com.heraerp.app.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A resource that is the same for everybody as long as the server runs. */
final class Document {

    private static final int TAG_BYTES = 16;

    /** Kept by browsers and asked about each time: the next release has the same addresses. */
    private static final String CACHING = "public, no-cache";

    private final byte[] content;
    private final MediaType type;
    private final String tag;

    private Document(byte[] content, MediaType type) {
        this.content = content;
        this.type = type;
        this.tag = '"' + HexFormat.of().formatHex(sha256(content), 0, TAG_BYTES) + '"';
    }

    /**
     * A resource of the class path.
     *
     * @throws IllegalStateException when the build has left it out
     */
    static Document read(String resource, String type) {
        try (InputStream stream = Document.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new Document(stream.readAllBytes(), MediaType.of(type));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The content, or 304 to a caller that has it. */
    HttpResponse<byte[]> answer(HttpRequest<?> request) {
        boolean known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(this::isNamedIn);
        return (known ? HttpResponse.<byte[]>notModified() : HttpResponse.ok(content).contentType(type))
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    private boolean isNamedIn(String list) {
        return list.contains(tag) || list.strip().equals("*");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
