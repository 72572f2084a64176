package com.heraerp.app.journey;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What came back. */
record Answer(HttpResponse<byte[]> response) {

    int status() {
        return response.statusCode();
    }

    /** The header, empty when absent. */
    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
        return JsonReader.readObject(response.body());
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
