package com.heraerp.entities.application.port;

import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an export reads from. */
public interface ExportStore {

    /**
     * The next lines of an export, oldest entity first.
     *
     * @param query the filters; page and order are not looked at
     * @param after the last entity of the page before, null for the first page
     */
    Page page(Scope scope, EntityQuery query, @Nullable UUID after, int limit);

    /** Name and type of every dynamic field that the export holds, as {@code [[name, type], …]} by name. */
    JsonArray fields(Scope scope, EntityQuery query);

    /**
     * Some lines.
     *
     * @param records objects that an import takes
     * @param last where the next page begins, null after the last one
     */
    record Page(JsonArray records, @Nullable UUID last) {}
}
