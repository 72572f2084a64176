package com.heraerp.orchestration.adapter.out.yaml;

import com.heraerp.kernel.Severity;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML 1.2, in which {@code on} is a name and not a truth value; JSON is a part of it. */
@Singleton
final class YamlSpecParser implements SpecParser {

    private static final int MOST_CHARACTERS = 1_000_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("specification")
            .setAllowDuplicateKeys(true)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();

    @Override
    public Reading read(String text) {
        Optional<Node> root;
        try {
            root = new Compose(SETTINGS).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            int line = malformed.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            return unreadable("YAML_INVALID", line, "the text is no YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            return unreadable("YAML_INVALID", 1, "the text is no YAML, or too long");
        }
        if (root.isEmpty()) {
            return unreadable("YAML_EMPTY", 1, "the text is empty");
        }
        NodeReading reading = new NodeReading();
        boolean mapping = reading.read(root.get(), "") instanceof JsonObject;
        if (!reading.problems().isEmpty()) {
            return new Unreadable(reading.problems());
        }
        return mapping
                ? new Read(new Document(reading.mapping(), reading.lines()))
                : unreadable("YAML_NO_MAPPING", 1, "the text is no mapping with names");
    }

    private static Reading unreadable(String code, int line, String message) {
        return new Unreadable(List.of(new Problem(Severity.ERROR, code, "", line, message)));
    }
}
