package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One text for equal JSON: members sorted by name, numbers without needless zeros, no white space. */
public final class CanonicalJson {

    /** Numbers with more zeros than this before or behind the point are written with an exponent. */
    private static final int MOST_ZEROS = 40;

    private CanonicalJson() {}

    public static String of(JsonValue value) {
        return canonical(value).toJson();
    }

    /** SHA-256 of the canonical text, in 64 hexadecimal digits. */
    public static String sha(JsonValue value) {
        try {
            byte[] bytes = of(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform knows SHA-256", impossible);
        }
    }

    private static JsonValue canonical(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> sorted = new LinkedHashMap<>();
            new TreeMap<>(object.members()).forEach((name, member) -> sorted.put(name, canonical(member)));
            return new JsonObject(sorted);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.values().stream().map(CanonicalJson::canonical).toList());
        }
        return value instanceof JsonNumber(BigDecimal number) ? new JsonNumber(shortest(number)) : value;
    }

    private static BigDecimal shortest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() > -MOST_ZEROS ? stripped.setScale(0) : stripped;
    }
}
