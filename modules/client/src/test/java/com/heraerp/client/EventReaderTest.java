package com.heraerp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String STREAM = ": hello\r\n\r\nid: 1\nevent: change\ndata: {\"name\":\"Größe\"}\n\n"
            + "data: {\"a\":\ndata: 1}\n\nevent: ignored\n\nid: 2\nevent:change\ndata:{}\n\ndata: never whole";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void readsEventsHoweverTheBytesAreCut(int size) {
        List<String> heard = new ArrayList<>();
        EventReader reader = new EventReader(event -> heard.add(event.name() + "|" + event.id() + "|" + event.text()));
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);

        for (int from = 0; from < bytes.length; from += size) {
            assertThat(reader.read(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)))).isTrue();
        }

        assertThat(heard).containsExactly("change|1|{\"name\":\"Größe\"}", "message|1|{\"a\":\n1}", "change|2|{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void stopsWhenTheListenerHasEnough(int size) {
        List<String> heard = new ArrayList<>();
        EventReader reader = new EventReader(event -> {
            heard.add(event.id());
            return false;
        });

        assertThat(reader.read(STREAM.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(heard).containsExactly("1");
    }
}
