package com.heraerp.orchestration.adapter.out.yaml;

import com.heraerp.kernel.Severity;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns one text's nodes into JSON and notes the line of each. */
final class NodeReading {

    /** An alias repeats what it names: a bound keeps a few lines from becoming millions of values. */
    private static final int MOST_VALUES = 50_000;

    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private JsonObject mapping = JsonObject.EMPTY;
    private int values;

    /** The last mapping read: after the root, the root. */
    JsonObject mapping() {
        return mapping;
    }

    Map<String, Integer> lines() {
        return lines;
    }

    List<Problem> problems() {
        return problems;
    }

    JsonValue read(Node node, String at) {
        lines.put(at, line(node));
        if (++values > MOST_VALUES || depth(at) > JsonReader.MAX_DEPTH) {
            if (problems.stream().noneMatch(problem -> problem.code().equals("YAML_TOO_LARGE"))) {
                problem("YAML_TOO_LARGE", node, at, "the text holds more than " + MOST_VALUES
                        + " values, counting those that an alias repeats, or is nested too deeply");
            }
            return JsonNull.NULL;
        }
        return switch (node) {
            case MappingNode map -> mapping(map, at);
            case SequenceNode sequence -> {
                List<JsonValue> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(read(item, at + "/" + items.size())));
                yield new JsonArray(items);
            }
            case ScalarNode scalar -> scalar(scalar, at);
            default -> JsonNull.NULL;
        };
    }

    private JsonObject mapping(MappingNode node, String at) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem("YAML_KEY", tuple.getKeyNode(), at, "a name is a text, not a list or a mapping");
                continue;
            }
            String there = Document.member(at, key.getValue());
            if (members.containsKey(key.getValue())) {
                problem("YAML_DUPLICATE_KEY", key, there, "the name " + key.getValue() + " occurs twice");
                continue;
            }
            members.put(key.getValue(), read(tuple.getValueNode(), there));
            // What a reader looks for is the line of the name, also when its value begins on the next one.
            lines.put(there, line(key));
        }
        mapping = new JsonObject(members);
        return mapping;
    }

    private JsonValue scalar(ScalarNode node, String at) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JsonNull.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return JsonBoolean.of(node.getValue().equals("true"));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(node, at);
        }
        if (node.getValue().indexOf(0) >= 0) {
            problem("YAML_TEXT", node, at, "the text contains a NUL character, which cannot be stored");
        }
        return new JsonString(node.getValue());
    }

    private JsonValue number(ScalarNode node, String at) {
        try {
            BigDecimal number = new BigDecimal(node.getValue());
            if (Math.abs((long) number.precision() - number.scale()) <= JsonReader.MAX_DIGITS
                    && number.scale() <= JsonReader.MAX_DIGITS) {
                return new JsonNumber(number);
            }
        } catch (NumberFormatException notDecimal) {
            // Said below, as of numbers that are too large: .inf and .nan cannot be stored either.
        }
        problem("YAML_NUMBER", node, at, node.getValue() + " is no number that can be stored");
        return JsonNull.NULL;
    }

    private void problem(String code, Node node, String at, String message) {
        problems.add(new Problem(Severity.ERROR, code, at, line(node), message));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static int depth(String at) {
        return (int) at.chars().filter(c -> c == '/').count();
    }
}
