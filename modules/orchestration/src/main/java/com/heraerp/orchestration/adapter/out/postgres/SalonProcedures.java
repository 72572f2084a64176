package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.PayloadCompletion;
import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The salon's cart and the stock it keeps: each procedure one database function. */
@Factory
final class SalonProcedures {

    private static final String CART = "HERA.SALON.POS.CART.";
    private static final String RESERVE = "HERA.SALON.INV.RESERVE.";

    @Singleton
    ProcedureHandler addLine() {
        return new SqlProcedure(CART + "ADD_LINE.V1", "select hera.cart_add_line(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler updateLine() {
        return new SqlProcedure(CART + "UPDATE_LINE.V1", "select hera.cart_update_line(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler deleteLine() {
        return new SqlProcedure(CART + "DELETE_LINE.V1", "select hera.cart_delete_line(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler restoreLine() {
        return new SqlProcedure(CART + "RESTORE_LINE.V1", "select hera.cart_restore_line(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler reprice() {
        return new SqlProcedure(CART + "REPRICE.V1", "select hera.cart_reprice(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler reserve() {
        return new SqlProcedure(RESERVE + "SOFT.V1", "select hera.stock_reserve(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler release() {
        return new SqlProcedure(RESERVE + "RELEASE.V1", "select hera.stock_release(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler adjust() {
        return new SqlProcedure(RESERVE + "ADJUST.V1", "select hera.stock_adjust(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler restoreReservation() {
        return new SqlProcedure(RESERVE + "RESTORE.V1", "select hera.stock_restore(?::jsonb, ?::jsonb)");
    }

    @Singleton
    PayloadCompletion cartFacts(Database database) {
        return new CartFacts(database);
    }

    private record CartFacts(Database database) implements PayloadCompletion {

        private static final String FACTS = Database.reading("hera.cart_facts(?, ?::jsonb)");
        private static final UUID NOBODY = new UUID(0, 0);

        @Override
        public String smartCode() {
            return "HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1";
        }

        @Override
        public JsonObject completed(UUID organizationId, String event, JsonObject payload) {
            byte @Nullable [] told = database.read(
                    new Scope(organizationId, NOBODY, "", new DatabaseCall()), FACTS, (statement, first) -> {
                        statement.setString(first, event);
                        statement.setString(first + 1, payload.toJson());
                    });
            JsonObject.Builder whole = payload.toBuilder();
            if (told != null) {
                JsonReader.readStored(told).members().forEach(whole::put);
            }
            return whole.build();
        }
    }
}
