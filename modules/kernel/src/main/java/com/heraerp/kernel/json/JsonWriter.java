package com.heraerp.kernel.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes JSON straight into UTF-8 bytes; finished JSON from the database passes through without being read. */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Pieces from here on are kept where they are and copied once, at the end. */
    private static final int LARGE = 4096;

    private final List<Piece> before = new ArrayList<>(0);
    private byte[] buffer;
    private int size;
    /** Bytes of the pieces in {@link #before}. */
    private int kept;

    private record Piece(byte[] bytes, int from, int length) {}

    public JsonWriter() {
        this(256);
    }

    /** A writer that expects about {@code capacity} bytes. */
    public JsonWriter(int capacity) {
        buffer = new byte[capacity];
    }

    /** Appends finished JSON text or punctuation as it is; {@code ascii} holds no other characters. */
    public JsonWriter raw(String ascii) {
        copy(ascii, 0, ascii.length());
        return this;
    }

    /** One copy of bytes, where a charset's encoder would look at each: deprecated for dropping what is not ASCII. */
    @SuppressWarnings("deprecation")
    private void copy(String ascii, int from, int to) {
        ensure(to - from);
        ascii.getBytes(from, to, buffer, size);
        size += to - from;
    }

    /** Appends finished UTF-8 JSON as it is; the array must not change before the end. */
    public JsonWriter raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    /** Appends {@code length} bytes of finished UTF-8 JSON, beginning at {@code from}; they must not change before the end. */
    public JsonWriter raw(byte[] json, int from, int length) {
        if (length >= LARGE) {
            before.add(new Piece(buffer, 0, size));
            before.add(new Piece(json, from, length));
            kept += size + length;
            buffer = new byte[256];
            size = 0;
            return this;
        }
        ensure(length);
        System.arraycopy(json, from, buffer, size, length);
        size += length;
        return this;
    }

    public JsonWriter value(JsonValue value) {
        return switch (value) {
            case JsonObject object -> object(object);
            case JsonArray array -> array(array);
            case JsonString(String text) -> string(text);
            case JsonNumber number -> raw(number.value().toString());
            case JsonBoolean truth -> raw(truth.value() ? "true" : "false");
            case JsonNull ignored -> raw("null");
        };
    }

    private JsonWriter object(JsonObject object) {
        char separator = '{';
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            ascii(separator);
            separator = ',';
            string(member.getKey());
            ascii(':');
            value(member.getValue());
        }
        return raw(separator == '{' ? "{}" : "}");
    }

    private JsonWriter array(JsonArray array) {
        char separator = '[';
        for (JsonValue value : array.values()) {
            ascii(separator);
            separator = ',';
            value(value);
        }
        return raw(separator == '[' ? "[]" : "]");
    }

    /** Appends a quoted, escaped string. */
    public JsonWriter string(String text) {
        ascii('"');
        int length = text.length();
        int at = 0;
        while (at < length) {
            int end = plainUntil(text, at);
            copy(text, at, end);
            at = end;
            if (at < length) {
                char c = text.charAt(at);
                if (c < 0x80) {
                    escaped(c);
                } else {
                    at += beyondAscii(text, at);
                }
                at++;
            }
        }
        return ascii('"');
    }

    /** Where, from {@code at} on, the first character stands that is not written as it is. */
    private static int plainUntil(String text, int at) {
        int length = text.length();
        int end = at;
        while (end < length) {
            char c = text.charAt(end);
            if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
                break;
            }
            end++;
        }
        return end;
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> raw("\\\"");
            case '\\' -> raw("\\\\");
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            default -> {
                raw("\\u00");
                ascii((char) HEX[c >> 4]);
                ascii((char) HEX[c & 15]);
            }
        }
    }

    /** Writes one code point; answers how many further chars of the text it took. */
    private int beyondAscii(String text, int at) {
        int point = text.codePointAt(at);
        if (point >= 0xD800 && point <= 0xDFFF) {
            raw("\\ufffd");
            return 0;
        }
        ensure(4);
        if (point < 0x800) {
            buffer[size++] = (byte) (0xC0 | point >> 6);
        } else if (point < 0x10000) {
            buffer[size++] = (byte) (0xE0 | point >> 12);
            buffer[size++] = (byte) (0x80 | point >> 6 & 0x3F);
        } else {
            buffer[size++] = (byte) (0xF0 | point >> 18);
            buffer[size++] = (byte) (0x80 | point >> 12 & 0x3F);
            buffer[size++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        buffer[size++] = (byte) (0x80 | point & 0x3F);
        return point >= 0x10000 ? 1 : 0;
    }

    private JsonWriter ascii(char c) {
        ensure(1);
        buffer[size++] = (byte) c;
        return this;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    public byte[] toBytes() {
        if (before.isEmpty()) {
            return Arrays.copyOf(buffer, size);
        }
        byte[] whole = new byte[kept + size];
        int at = 0;
        for (Piece piece : before) {
            System.arraycopy(piece.bytes, piece.from, whole, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(buffer, 0, whole, at, size);
        return whole;
    }

    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
