package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.heraerp.client.HeraClient;
import com.heraerp.client.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hera orchestrations runs}. */
@Command(name = "runs", description = "Lists runs, newest first; with an id shows that run, each node and all that was recorded.", mixinStandardHelpOptions = true)
final class RunsCommand extends ServerCommand {

    @Parameters(arity = "0..1", paramLabel = "<run id>", description = "Only this run.")
    private @Nullable UUID run;

    @Option(names = "--code", paramLabel = "<smart code>", description = "Of this orchestration.")
    private @Nullable String code;

    @Option(names = "--status", paramLabel = "<status>", description = "Like RUNNING, COMPLETED, FAILED, COMPENSATED, SUSPENDED.")
    private @Nullable String status;

    @Option(names = "--event", paramLabel = "<name>", description = "Begun by this event.")
    private @Nullable String event;

    @Option(names = "--subject", paramLabel = "<subject>", description = "About this cart, appointment, …")
    private @Nullable String subject;

    @Option(names = "--node", paramLabel = "<node id>", description = "In which this node has begun.")
    private @Nullable String node;

    @Option(names = "--from", paramLabel = "<date>", description = "Begun on this day of the organization, or at this time, or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "<date>", description = "Begun on this day or earlier.")
    private @Nullable String to;

    @Option(names = "--q", paramLabel = "<words>", description = "A part of key, subject or error.")
    private @Nullable String words;

    @Option(names = "--limit", paramLabel = "<number>", defaultValue = "50", description = "At most so many; ${DEFAULT-VALUE} without it.")
    private int limit;

    RunsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(HeraClient hera) {
        if (run != null) {
            one(hera, run);
        } else {
            all(hera);
        }
        return DONE;
    }

    private void all(HeraClient hera) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Table table = new Table("RUN", "STARTED", "STATUS", "SMART CODE", "EVENT", "ERROR");
        hera.runs().list(query()).stream().limit(limit).forEach(item -> {
            found.add(item);
            table.row(item.path("run_id").asText(), item.path("started_at").asText(), item.path("status").asText(),
                    item.path("smart_code").asText(), item.path("event").asText(),
                    item.path("error").isObject() ? RunTables.told(item.path("error")) : "");
        });
        if (isJson()) {
            print(found);
        } else if (table.isEmpty()) {
            err().println("There are no such runs.");
        } else {
            table.print(out());
        }
    }

    private Query query() {
        Map<String, @Nullable String> filters = new LinkedHashMap<>();
        filters.put("smart_code", code);
        filters.put("status", status);
        filters.put("event", event);
        filters.put("subject", subject);
        filters.put("node", node);
        filters.put("from", from);
        filters.put("to", to);
        filters.put("q", words);
        Query query = Query.ALL.limit(Math.clamp(limit, 1, 1000));
        for (Map.Entry<String, @Nullable String> filter : filters.entrySet()) {
            String value = filter.getValue();
            query = value == null ? query : query.and(filter.getKey(), value);
        }
        return query;
    }

    private void one(HeraClient hera, UUID id) {
        JsonNode whole = hera.runs().read(id);
        JsonNode timeline = hera.runs().timeline(id);
        if (isJson()) {
            print(JsonNodeFactory.instance
                    .objectNode().<com.fasterxml.jackson.databind.node.ObjectNode>set("run", whole)
                    .set("timeline", timeline));
            return;
        }
        RunTables.run(whole, out());
        Table table = new Table("AT", "KIND", "WHAT", "DETAIL");
        timeline.forEach(entry -> table.row(entry.path("at").asText(), entry.path("kind").asText(),
                entry.path("node").asText(entry.path("action").asText("")),
                entry.path("error").isObject() ? RunTables.told(entry.path("error")) : detail(entry)));
        if (!table.isEmpty()) {
            out().println();
            table.print(out());
        }
    }

    private static String detail(JsonNode entry) {
        return entry.path("reason").asText(entry.path("state").asText(entry.path("name").asText("")));
    }
}
