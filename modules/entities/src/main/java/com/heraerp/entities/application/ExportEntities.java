package com.heraerp.entities.application;

import com.heraerp.entities.application.port.ExportStore;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands out all entities that filters let through, a page at a time, in a form that an import takes. */
@Singleton
public final class ExportEntities {

    private static final int PAGE = 500;

    private final ExportStore store;

    ExportEntities(ExportStore store) {
        this.store = store;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, EntityQuery query) {}

    /**
     * The pages, each read when it is asked for. An entity that is there from the first page to the last is in exactly
     * one.
     *
     * @throws com.heraerp.kernel.Refused 403 for who may not read
     */
    public Iterator<JsonArray> handle(Command command) {
        admit(command);
        return new Pages(store, command);
    }

    /** Name and type of every dynamic field among them, as {@code [[name, type], …]} by name. */
    public JsonArray fields(Command command) {
        admit(command);
        return store.fields(command.scope, command.query);
    }

    private static void admit(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
    }

    private static final class Pages implements Iterator<JsonArray> {

        private final ExportStore store;
        private final Command command;
        private @Nullable UUID after;
        private boolean ended;

        Pages(ExportStore store, Command command) {
            this.store = store;
            this.command = command;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public JsonArray next() {
            if (ended) {
                throw new NoSuchElementException("the export has ended");
            }
            ExportStore.Page page = store.page(command.scope, command.query, after, PAGE);
            after = page.last();
            ended = after == null;
            return page.records();
        }
    }
}
