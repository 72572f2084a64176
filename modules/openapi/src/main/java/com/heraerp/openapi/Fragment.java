package com.heraerp.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One module's part of the document.
 *
 * @param name its file, for messages
 * @param content maps, lists, texts, numbers and truth values as YAML 1.2 reads them
 */
record Fragment(String name, Map<String, Object> content) {

    /**
     * Reads a part.
     *
     * @throws BadDescription when it is no YAML, names a key twice, or is no map of texts
     */
    static Fragment parse(String name, String yaml) {
        Object read;
        try {
            read = new Load(LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false).build())
                    .loadFromString(yaml);
        } catch (YamlEngineException malformed) {
            throw new BadDescription(name + ": " + malformed.getMessage());
        }
        return new Fragment(name, object(name, read));
    }

    /**
     * A node as an object.
     *
     * @throws BadDescription naming {@code where} for anything else, also for a key that is no text
     */
    static Map<String, Object> object(String where, @Nullable Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new BadDescription(where + " must be an object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new BadDescription(where + ": the key " + key + " must be quoted");
            }
            object.put(name, value);
        });
        return object;
    }
}
