package com.heraerp.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void writesPiecesOfAnySizeInTheirOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            JsonWriter json = new JsonWriter(1 + random.nextInt(64));
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 40 : 20_000)];
                random.nextBytes(bytes);
                int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                json.raw(bytes, from, bytes.length - from).raw(",");
                expected.write(bytes, from, bytes.length - from);
                expected.write(',');
            }
            assertThat(json.toBytes()).as("seed %d, round %d", seed, round).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void isReadableAsText() {
        byte[] large = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(new JsonWriter().raw("[").string("é\n").raw(",\"").raw(large).raw("\"]").toString())
                .isEqualTo("[\"é\\n\",\"" + "x".repeat(10_000) + "\"]");
    }
}
