package com.heraerp.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a request's JSON strictly: bounded depth and lengths, no duplicate names, no text that PostgreSQL cannot
 * store, no number that is out of range. What it accepts, the database accepts as {@code jsonb}.
 */
public final class JsonReader {

    /** How deep a body may nest. */
    public static final int MAX_DEPTH = 100;

    /** How many digits a number may have on either side of the decimal point. */
    public static final int MAX_DIGITS = 300;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(2 * MAX_DIGITS)
                    .maxNameLength(10_000)
                    .maxStringLength(10_000_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** What came in at the greatest depth is told within other objects. */
    private static final JsonFactory STORED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonReader() {}

    /**
     * Reads one JSON value and nothing after it.
     *
     * @throws Refused 400 {@code invalid_json} for malformed JSON, {@code invalid_request} naming the field for text or
     *     numbers that cannot be stored
     */
    public static JsonValue read(byte[] utf8) {
        demandUtf8(utf8);
        return read(FACTORY, utf8);
    }

    private static JsonValue read(JsonFactory factory, byte[] utf8) {
        try (JsonParser parser = factory.createParser(utf8)) {
            if (parser.nextToken() == null) {
                throw malformed("the body is empty");
            }
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw malformed("there is more after the end of the JSON value");
            }
            return value;
        } catch (com.fasterxml.jackson.core.exc.StreamConstraintsException tooLarge) {
            throw malformed("a nesting depth, name, number or string is longer than allowed");
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw malformed(at(broken));
        } catch (IOException broken) {
            throw malformed("the bytes are not UTF-8 JSON");
        }
    }

    /**
     * Reads one JSON object that the database made of what it accepted once, which nests deeper than what came in.
     *
     * @throws IllegalStateException when it is none
     */
    public static JsonObject readStored(byte[] utf8) {
        try {
            if (read(STORED, utf8) instanceof JsonObject object) {
                return object;
            }
        } catch (Refused broken) {
            throw new IllegalStateException("the database answered no JSON", broken);
        }
        throw new IllegalStateException("the database answered no JSON object");
    }

    /**
     * Reads one JSON object.
     *
     * @throws Refused as {@link #read}, and 400 when the JSON is no object
     */
    public static JsonObject readObject(byte[] utf8) {
        if (read(utf8) instanceof JsonObject object) {
            return object;
        }
        throw Refused.because(Refusal.INVALID_REQUEST, "Request body must be a JSON object");
    }

    /**
     * The parser takes overlong sequences for the characters they stand for, and guesses UTF-16 from NUL bytes: what a
     * filter in front of the server reads in such bytes is not what would be stored.
     */
    private static void demandUtf8(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0);
        if (wide || !isUtf8(bytes)) {
            throw malformed("the bytes are not UTF-8");
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        int ascii = 0;
        while (ascii < bytes.length && bytes[ascii] >= 0) {
            ascii++;
        }
        if (ascii == bytes.length) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    private static Refused malformed(String reason) {
        return Refused.because(Refusal.INVALID_JSON, "Request body must be valid JSON")
                .withDetails(reason);
    }

    private static String at(com.fasterxml.jackson.core.JsonProcessingException broken) {
        String reason = String.valueOf(broken.getOriginalMessage());
        // Jackson repeats the offending token; a client needs the place, not its own bytes back.
        String kind = reason.startsWith("Duplicate field") ? "a name occurs twice in one object" : "malformed";
        var location = broken.getLocation();
        return location == null
                ? kind
                : kind + " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(storable(parser, parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(inRange(parser));
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw malformed("malformed");
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(parser, parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new JsonArray(values);
    }

    private static BigDecimal inRange(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        long before = (long) number.precision() - number.scale();
        if (before > MAX_DIGITS || number.scale() > MAX_DIGITS) {
            String field = path(parser.getParsingContext());
            throw Refused.field(field, "The number in " + field + " is out of range");
        }
        return number;
    }

    /** PostgreSQL text holds neither NUL nor half a surrogate pair. */
    private static String storable(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw unstorable(parser, "a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw unstorable(parser, "half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static Refused unstorable(JsonParser parser, String what) {
        String field = path(parser.getParsingContext());
        return Refused.field(field, "The text in " + field + " contains " + what + ", which cannot be stored");
    }

    private static String path(JsonStreamContext context) {
        String pointer = context.pathAsPointer().toString();
        StringBuilder path = new StringBuilder();
        for (int i = pointer.isEmpty() ? 0 : 1; i < pointer.length() && path.length() < 200; i++) {
            char c = pointer.charAt(i);
            if (c == '/') {
                path.append('.');
            } else if (c >= 0x20 && !Character.isSurrogate(c)) {
                path.append(c);
            }
        }
        return path.isEmpty() ? "the body" : path.toString();
    }
}
