package com.heraerp.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The document of all parts. Nothing is overwritten: what two parts both say is an error. */
final class ApiDocument {

    private static final String LOCAL = "#/";

    private final Map<String, Object> root;
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();
    private final Map<String, Map<String, Object>> components = new LinkedHashMap<>();
    private final List<Object> tags = new ArrayList<>();

    private ApiDocument(Fragment base) {
        root = new LinkedHashMap<>(base.content());
        root.remove("tags");
        root.remove("paths");
        root.remove("components");
    }

    /**
     * Joins the parts.
     *
     * @param base what is no module's own: version, title, security, common components
     * @param modules tags, paths and components each
     * @return the document, its paths in order of their names
     * @throws BadDescription for an operation or component said twice, a section that no module may have, or a reference
     *     to nothing
     */
    static Map<String, Object> join(Fragment base, Collection<Fragment> modules) {
        ApiDocument document = new ApiDocument(base);
        document.add(base);
        for (Fragment module : modules) {
            refuseOtherSections(module);
            document.add(module);
        }
        document.root.put("tags", document.tags);
        document.root.put("paths", document.paths);
        document.root.put("components", document.components);
        document.refuseDangling(document.root);
        return document.root;
    }

    private static void refuseOtherSections(Fragment module) {
        for (String section : module.content().keySet()) {
            if (!List.of("tags", "paths", "components").contains(section)) {
                throw new BadDescription(module.name() + ": " + section + " belongs into base.yaml");
            }
        }
    }

    private void add(Fragment part) {
        if (part.content().get("tags") instanceof List<?> own) {
            tags.addAll(own);
        }
        addAll(part, "paths", paths);
        addAll(part, "components", components);
    }

    private static void addAll(Fragment part, String section, Map<String, Map<String, Object>> into) {
        Object own = part.content().get(section);
        if (own == null) {
            return;
        }
        Fragment.object(part.name() + " " + section, own).forEach((group, members) -> {
            String where = part.name() + " " + section + " " + group;
            Map<String, Object> known = into.computeIfAbsent(group, ignored -> new LinkedHashMap<>());
            Fragment.object(where, members).forEach((name, member) -> {
                if (known.putIfAbsent(name, member) != null) {
                    throw new BadDescription(where + ": " + name + " is described twice");
                }
            });
        });
    }

    private void refuseDangling(@Nullable Object node) {
        switch (node) {
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String reference && !leadsSomewhere(reference)) {
                    throw new BadDescription(reference + " leads nowhere");
                }
                map.values().forEach(this::refuseDangling);
            }
            case List<?> list -> list.forEach(this::refuseDangling);
            case null, default -> {}
        }
    }

    private boolean leadsSomewhere(String reference) {
        if (!reference.startsWith(LOCAL)) {
            return false;
        }
        Object node = root;
        for (String step : reference.substring(LOCAL.length()).split("/")) {
            String name = step.replace("~1", "/").replace("~0", "~");
            node = node instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return node != null;
    }
}
