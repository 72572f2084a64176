package com.heraerp.rpc.adapter.out.postgres;

import java.util.List;
import java.util.stream.Collectors;

/** Why the application does not start: a function that comes with it cannot be offered safely. */
final class CatalogDefects extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    CatalogDefects(List<CatalogRow> rows) {
        super(rows.stream()
                .map(row -> row.function().signature() + ": " + String.join(", ", row.defects()))
                .collect(Collectors.joining("; ", "Functions of schema rpc are not fit to be called: ", "")));
    }
}
