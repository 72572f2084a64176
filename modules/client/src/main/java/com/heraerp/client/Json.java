package com.heraerp.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON in which a number keeps every digit: 25.00 is read and written as 25.00, and nothing is ever a double. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** @throws IllegalArgumentException for bytes that are no JSON */
    static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not JSON: " + notJson.getMessage(), notJson);
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A value as JSON.
     *
     * @param value null, text, truth, a whole or decimal number, a date, an id, a map, an iterable, or JSON
     * @throws IllegalArgumentException for a floating-point number, which cannot hold money, and for any other type
     */
    static JsonNode of(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case JsonNode node -> node;
            case String text -> nodes.textNode(text);
            case Boolean truth -> nodes.booleanNode(truth);
            case BigDecimal exact -> nodes.numberNode(exact);
            case BigInteger whole -> nodes.numberNode(whole);
            case Integer whole -> nodes.numberNode(whole);
            case Long whole -> nodes.numberNode(whole);
            case Instant instant -> nodes.textNode(instant.toString());
            case LocalDate date -> nodes.textNode(date.toString());
            case UUID id -> nodes.textNode(id.toString());
            case Map<?, ?> map -> {
                ObjectNode object = nodes.objectNode();
                map.forEach((name, member) -> object.set(String.valueOf(name), of(member)));
                yield object;
            }
            case Iterable<?> elements -> {
                var array = nodes.arrayNode();
                elements.forEach(element -> array.add(of(element)));
                yield array;
            }
            case Double _,Float _ -> throw new IllegalArgumentException(
                    "a floating-point number is not exact; use BigDecimal instead of " + value);
            default -> throw new IllegalArgumentException("not a value of JSON: " + value.getClass().getName());
        };
    }

    /** The member's text; null when it is absent, null or no text. */
    static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() ? value.textValue() : null;
    }

    /** The member's id. @throws IllegalArgumentException when there is none */
    static UUID id(JsonNode object, String member) {
        String text = text(object, member);
        if (text == null) {
            throw new IllegalArgumentException("no " + member + " in " + object);
        }
        return UUID.fromString(text);
    }
}
