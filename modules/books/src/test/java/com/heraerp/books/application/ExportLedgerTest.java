package com.heraerp.books.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.application.port.StoredYear;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportLedgerTest {

    private static final Scope SCOPE = new Scope(new UUID(1, 1), new UUID(2, 2), "", new DatabaseCall());

    private final List<String> asked = new ArrayList<>();
    private final Books books = new Pages();

    @Test
    void readsAPageWhenItIsAskedForAndAddsUpBalancesForTheFirstAlone() {
        Iterator<JsonObject> pages = export(new UUID(1, 1));

        assertThat(asked).as("nothing is read ahead").isEmpty();
        assertThat(pages.next().text("next_cursor")).isEqualTo("c1");
        assertThat(asked).containsExactly("{\"currency\":\"AED\",\"limit\":1000}");
        pages.next();
        assertThat(pages.hasNext()).isTrue();
        pages.next();

        assertThat(asked).containsExactly("{\"currency\":\"AED\",\"limit\":1000}",
                "{\"currency\":\"AED\",\"limit\":1000,\"cursor\":\"c1\",\"balances\":false}",
                "{\"currency\":\"AED\",\"limit\":1000,\"cursor\":\"c2\",\"balances\":false}");
        assertThat(pages.hasNext()).isFalse();
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void refusesThePlatformWhichHasNoBooks() {
        assertThatThrownBy(() -> export(OrganizationId.PLATFORM.value())).isInstanceOf(Refused.class);
    }

    private Iterator<JsonObject> export(UUID organization) {
        ActorContext actor = new ActorContext(new UUID(2, 2), new OrganizationId(organization), Role.VIEWER, false);
        return new ExportLedger(books).handle(new ExportLedger.Command(actor, SCOPE,
                JsonObject.builder().put("currency", "AED").build()));
    }

    /** Three pages. */
    private final class Pages implements Books {

        @Override
        public byte[] statement(Scope scope, Statement statement, JsonObject query) {
            assertThat(statement).isEqualTo(Statement.GENERAL_LEDGER);
            asked.add(query.toJson());
            String next = asked.size() < 3 ? ",\"next_cursor\":\"c" + asked.size() + "\"" : "";
            return ("\"data\":[]" + next).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] verifyPeriods(Scope scope) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public StoredYear closeYear(Scope scope, int fiscalYear, JsonObject options) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public StoredYear reopenYear(Scope scope, int fiscalYear, JsonObject options) {
            throw new UnsupportedOperationException("not asked here");
        }
    }
}
