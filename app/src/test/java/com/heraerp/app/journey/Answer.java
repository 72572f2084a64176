package com.heraerp.app.journey;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What came back, or what might have. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    Answer(int status, Map<String, List<String>> headers, String text) {
        this(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(com.heraerp.client.Answer answer) {
        return new Answer(answer.status(), answer.headers(), answer.bytes());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header, empty when absent. */
    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    JsonObject json() {
        return JsonReader.readStored(body);
    }

    /** The member's text; fails the test when it has none. */
    String text(String member) {
        return text(json(), member);
    }

    /** The member's text in an object of the answer. */
    static String text(JsonObject object, String member) {
        String text = object.text(member);
        if (text == null) {
            throw new AssertionError("no text " + member + " in " + object.toJson());
        }
        return text;
    }

    long number(String member) {
        if (json().get(member) instanceof JsonNumber number) {
            return number.value().longValueExact();
        }
        throw new AssertionError("no number " + member + " in " + text());
    }

    /** The object under {@code data}. */
    JsonObject item() {
        JsonObject item = json().object("data");
        if (item == null) {
            throw new AssertionError("no object under data in " + text());
        }
        return item;
    }

    /** The objects of an array. */
    List<JsonObject> items(String member) {
        JsonArray array = json().array(member);
        if (array == null) {
            throw new AssertionError("no array " + member + " in " + text());
        }
        return array.values().stream().map((JsonValue value) -> (JsonObject) value).toList();
    }

    @Override
    public String toString() {
        return status() + " " + text();
    }
}
