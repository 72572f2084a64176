package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.List;

/** How something strange can be named to imports and exports. */
final class FileRecipes {

    static final String IMPORT = "/api/v2.1/entities/import";
    static final String EXPORT = "/api/v2.1/entities/export";

    private FileRecipes() {}

    static List<Attempt> bringIn(Strange strange, Strange own) {
        List<String> lines = new ArrayList<>(Recipes.references(Recipes.NEW, strange));
        lines.add("{\"entity_id\":\"" + strange.entity() + "\"," + Recipes.NEW + '}');
        List<Attempt> attempts = new ArrayList<>();
        for (String line : lines) {
            Attempt attempt = Attempt.of("POST", IMPORT, line).with("Content-Type", "application/x-ndjson");
            attempts.add(attempt);
            attempts.add(Recipes.inOrganization(attempt, strange));
        }
        String table = "entity_type,entity_name,smart_code,parent_entity_id\nPRODUCT,New,"
                + "HERA.SALON.INV.PRODUCT.SHAMPOO.V1," + strange.parent() + '\n';
        attempts.add(Attempt.of("POST", IMPORT + "?mode=upsert", table).with("Content-Type", "text/csv"));
        return attempts;
    }

    static List<Attempt> handOut(Strange strange, Strange own) {
        return List.of(
                Recipes.inOrganization(Attempt.get(EXPORT), strange),
                Attempt.get(EXPORT + "?entity_id=" + strange.entity()),
                Attempt.get(EXPORT + "?format=csv&parent_entity_id=" + strange.parent()));
    }
}
