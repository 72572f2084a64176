package com.heraerp.kernel.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.OperationResult.Done;
import com.heraerp.kernel.change.OperationResult.Failed;
import com.heraerp.kernel.change.OperationResult.NotDone;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final List<String> done = new ArrayList<>();

    /** Admits what has a name; the store refuses the name {@code bad}. */
    private BatchResult run(boolean atomic, String operations) {
        JsonArray read = (JsonArray) JsonReader.read(operations.getBytes(StandardCharsets.UTF_8));
        return new Batch(atomic, read).<String>carriedOut((action, body) -> {
            String name = body.text("name");
            if (name == null) {
                throw Refused.field("name", "name is required");
            }
            return new Admitted<>(name, List.of());
        }, this::store);
    }

    private StoredBatch store(List<String> names) {
        List<StoredBatch.Result> results = new ArrayList<>();
        for (String name : names) {
            done.add(name);
            results.add(name.equals("bad")
                    ? new StoredBatch.Failed(results.size(), Refused.because(Refusal.CONFLICT, "bad"))
                    : new StoredBatch.Done(results.size(), new StoredRow(name, 1, JsonObject.EMPTY)));
        }
        return new StoredBatch(!names.contains("bad"), results, true, 7);
    }

    private static String create(String name) {
        return "{\"action\": \"CREATE\", \"name\": \"" + name + "\"}";
    }

    @Test
    void tellsEachResultWhereItsOperationStood() {
        BatchResult result = run(false, "[{\"action\": \"UPDATE\"}, " + create("a") + ", 5, {\"name\": \"b\"}]");

        assertThat(done).containsExactly("a");
        assertThat(result.results()).hasExactlyElementsOfTypes(Failed.class, Done.class, Failed.class, Failed.class);
        assertThat(((Failed) result.results().getFirst()).action()).isEqualTo(ChangeAction.UPDATE);
        assertThat(((Failed) result.results().getLast()).action()).isNull();
        assertThat(result.failure()).isNull();
        assertThat(result.replayed()).isTrue();
        assertThat(result.storedMillis()).isEqualTo(7);
    }

    @Test
    void doesNotTryAnAtomicBatchOfWhichOneIsNotAdmitted() {
        BatchResult result = run(true, "[" + create("a") + ", {\"action\": \"CREATE\"}]");

        assertThat(done).isEmpty();
        assertThat(result.results()).hasExactlyElementsOfTypes(NotDone.class, Failed.class);
        assertThat(result.failure()).isNotNull();
        assertThat(String.valueOf(result.failure() == null ? null : result.failure().context().toJson()))
                .contains("\"operation\":1");
    }

    @Test
    void saysThatTheOthersAreUndoneWhenTheStoreRefusesOne() {
        BatchResult result = run(true, "[" + create("a") + ", " + create("bad") + "]");

        assertThat(result.results()).hasExactlyElementsOfTypes(NotDone.class, Failed.class);
        assertThat(result.failure()).isNotNull();
    }

    @Test
    void refusesNoneAndTooMany() {
        JsonArray tooMany = new JsonArray(Collections.nCopies(1001, JsonBoolean.TRUE));

        assertThatThrownBy(() -> run(true, "[]")).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> new Batch(true, tooMany).<String>carriedOut(
                (action, body) -> new Admitted<>("", List.of()), this::store)).hasMessageContaining("1001");
    }
}
