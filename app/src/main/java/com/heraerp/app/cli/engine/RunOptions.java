package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Of which orchestration a run is asked for, and with what. */
final class RunOptions {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "<smart code>", description = "In either spelling of its version.")
    private String code = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "<payload>", description = "A JSON object, or @ and the name of a file that holds one; {} without it.")
    private @Nullable String payload;

    @Option(names = "--event", paramLabel = "<name>", description = "Which trigger's event; the first's without it.")
    private @Nullable String event;

    String code() {
        return code;
    }

    Optional<String> event() {
        return Optional.ofNullable(event);
    }

    JsonNode payload() {
        return object(payload, "the payload");
    }

    /** A JSON object from the command line or from the file that it names; empty without one. */
    JsonNode object(@Nullable String given, String what) {
        if (given == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        String text = given.startsWith("@") ? Sources.text(Path.of(given.substring(1)), command) : given;
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new ParameterException(command.commandLine(), what + " is no JSON: " + malformed.getOriginalMessage(),
                    malformed);
        }
        throw new ParameterException(command.commandLine(), what + " must be a JSON object");
    }
}
