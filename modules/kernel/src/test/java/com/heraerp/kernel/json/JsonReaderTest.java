package com.heraerp.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u00c1\u00a1", "\u00c0\u0080", "\u00e0\u0080\u00af", "\u00f5\u0080\u0080\u0080", "\u00c3",
        "\u00ff"})
    void refusesBytesThatAreNotUtf8(String bytes) {
        byte[] body = ("{\"a\":\"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> JsonReader.readObject(body))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodings(String encoding) {
        byte[] body = "{\"a\":1}".getBytes(Charset.forName(encoding));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> JsonReader.readObject(body))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_JSON));
    }

    @Test
    void readsEveryCharacterThatUtf8Holds() {
        byte[] body = "{\"a\":\"é€𝄞\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonReader.readObject(body).text("a")).isEqualTo("é€𝄞");
    }

    @Test
    void readsStoredJsonThatTellsOfTheDeepestBody() {
        String deepest = "{\"a\":" + "[".repeat(JsonReader.MAX_DEPTH - 1) + "]".repeat(JsonReader.MAX_DEPTH - 1) + "}";
        byte[] told = ("{\"changes\":[{\"to\":" + deepest + "}]}").getBytes(StandardCharsets.UTF_8);

        assertThat(JsonReader.readObject(deepest.getBytes(StandardCharsets.UTF_8)).toJson()).isEqualTo(deepest);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> JsonReader.readObject(told));
        assertThat(JsonReader.readStored(told).toJson()).isEqualTo(new String(told, StandardCharsets.UTF_8));
    }
}
