package com.heraerp.entities.application;

import static com.heraerp.entities.EntityFixture.aChangeOf;
import static com.heraerp.entities.EntityFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.entities.Callers;
import com.heraerp.entities.application.port.FakeEntityStore;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.change.Batch;
import com.heraerp.kernel.change.BatchResult;
import com.heraerp.kernel.change.OperationResult.Done;
import com.heraerp.kernel.change.OperationResult.Failed;
import com.heraerp.kernel.change.OperationResult.NotDone;
import com.heraerp.kernel.change.OperationResult;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeEntitiesInBatchTest {

    private final FakeEntityStore store = new FakeEntityStore();
    private final ChangeEntitiesInBatch batch = new ChangeEntitiesInBatch(new EntityGuard(new Guardrails()), store);

    @Test
    void answersEachOperationInOrder() {
        BatchResult result = run(true, aShampoo("A"), aShampoo("B"));

        assertThat(result.failure()).isNull();
        assertThat(result.results()).hasSize(2).allMatch(Done.class::isInstance);
        assertThat(result.results()).extracting(OperationResult::index).containsExactly(0, 1);
    }

    @Test
    void doesNothingAtAllWhenAGuardrailForbidsOneOperationOfAnAtomicBatch() {
        BatchResult result = run(true, aShampoo("A"), aProduct().without("smart_code").operation("CREATE"),
                aShampoo("C"));

        assertThat(store.calls()).isZero();
        assertThat(result.results().get(0)).isInstanceOf(NotDone.class);
        assertThat(failed(result, 1).refused().refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(result.results().get(2)).isInstanceOf(NotDone.class);
        assertThat(failure(result).refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(failure(result).context().toJson()).contains("\"operation\":1");
    }

    @Test
    void givesAnAtomicBatchTheStatusOfTheOperationThatTheStoreRefused() {
        BatchResult result = run(true, aShampoo("A"), aShampoo("A"), aShampoo("C"));

        assertThat(failure(result).refusal()).isEqualTo(Refusal.DUPLICATE);
        assertThat(result.results().get(0)).isInstanceOf(NotDone.class);
        assertThat(failed(result, 1).refused().code()).isEqualTo("23505");
        assertThat(result.results().get(2)).isInstanceOf(NotDone.class);
    }

    @Test
    void keepsResultsAtTheirPlacesWhenSomeOperationsNeverReachTheStore() {
        BatchResult result = run(
                false,
                aProduct().without("smart_code").operation("CREATE"),
                aShampoo("B"),
                aChangeOf(UUID.randomUUID().toString()).named("Nobody").operation("UPDATE"),
                aShampoo("D"));

        assertThat(result.failure()).isNull();
        assertThat(failed(result, 0).refused().refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(result.results().get(1)).isInstanceOf(Done.class);
        assertThat(failed(result, 2).refused().refusal()).isEqualTo(Refusal.NOT_FOUND);
        assertThat(result.results().get(3)).isInstanceOf(Done.class);
    }

    @Test
    void refusesOperationsThatAreNone() {
        BatchResult result = run(false, JsonNull.NULL, aProduct().operation("EXPLODE"), aProduct().body());

        assertThat(result.results()).hasSize(3).allMatch(Failed.class::isInstance);
        assertThat(failed(result, 1).refused().message()).contains("CREATE, UPDATE or DELETE");
    }

    @Test
    void asksForTheRoleThatEachOperationNeeds() {
        JsonObject deletion = aChangeOf(UUID.randomUUID().toString()).operation("DELETE");

        BatchResult result = run(true, aShampoo("A"), deletion);

        assertThat(failure(result).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void refusesABatchOfNothingAndOneThatIsTooLarge() {
        assertThatThrownBy(() -> run(true)).isInstanceOf(Refused.class).hasMessageContaining("1 to 1000");
        JsonValue[] tooMany = Collections.nCopies(1001, aShampoo("A")).toArray(JsonValue[]::new);
        assertThatThrownBy(() -> run(true, tooMany)).isInstanceOf(Refused.class).hasMessageContaining("1001");
    }

    private static JsonObject aShampoo(String code) {
        return aProduct().coded(code).operation("CREATE");
    }

    private BatchResult run(boolean atomic, JsonValue... operations) {
        return batch.handle(new ChangeEntitiesInBatch.Command(
                Callers.a(Role.STAFF), Callers.inLuxe(), new Batch(atomic, new JsonArray(List.of(operations)))));
    }

    private static Failed failed(BatchResult result, int index) {
        assertThat(result.results().get(index)).isInstanceOf(Failed.class);
        return (Failed) result.results().get(index);
    }

    private static Refused failure(BatchResult result) {
        Refused failure = result.failure();
        assertThat(failure).isNotNull();
        return failure;
    }
}
