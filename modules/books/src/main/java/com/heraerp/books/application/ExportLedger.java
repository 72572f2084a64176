package com.heraerp.books.application;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The whole general ledger that filters let through, a page at a time. */
@Singleton
public final class ExportLedger {

    private static final int PAGE = 1000;

    private final Books books;

    ExportLedger(Books books) {
        this.books = books;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, JsonObject asked) {}

    /**
     * The pages, each read when it is asked for: {@code data}, and in the first one {@code opening}. The balances of later
     * pages are not added up: whoever has all lines before has them.
     *
     * @throws Refused 403 for who may not read
     */
    public Iterator<JsonObject> handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return new Pages(books, command);
    }

    private static final class Pages implements Iterator<JsonObject> {

        private final Books books;
        private final Command command;
        private @Nullable String cursor;
        private boolean begun;

        Pages(Books books, Command command) {
            this.books = books;
            this.command = command;
        }

        @Override
        public boolean hasNext() {
            return !begun || cursor != null;
        }

        @Override
        public JsonObject next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the ledger has ended");
            }
            JsonObject.Builder asked = command.asked.toBuilder().put("limit", PAGE);
            if (cursor != null) {
                asked.put("cursor", cursor).put("balances", false);
            }
            JsonObject page = object(books.statement(command.scope, Statement.GENERAL_LEDGER, asked.build()));
            begun = true;
            cursor = page.text("next_cursor");
            return page;
        }
    }

    /** The object that finished members make. */
    private static JsonObject object(byte[] members) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(members.length + 2);
        json.write('{');
        json.write(members, 0, members.length);
        json.write('}');
        return JsonReader.readStored(json.toByteArray());
    }
}
