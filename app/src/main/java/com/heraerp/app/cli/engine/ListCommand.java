package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.heraerp.client.HeraClient;
import com.heraerp.client.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hera procedures list|search}, {@code hera orchestrations list}. */
abstract class ListCommand extends ServerCommand {

    ListCommand(Map<String, String> environment) {
        super(environment);
    }

    abstract List<SpecWord> words();

    abstract Query query();

    @Override
    final int run(HeraClient hera) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Table table = new Table("SMART CODE", "KIND", "VERSION", "REGISTRY", "INTENT");
        for (SpecWord word : words()) {
            word.list(hera, query()).stream().forEach(item -> {
                all.add(item);
                table.row(item.path("smart_code").asText(), word.name().toLowerCase(Locale.ROOT),
                        item.path("spec_version").asText(), item.path("registry").asText(),
                        item.path("intent").asText());
            });
        }
        if (isJson()) {
            print(all);
        } else if (table.isEmpty()) {
            err().println("Nothing is registered that fits.");
        } else {
            table.print(out());
        }
        return DONE;
    }

    /** One kind, whole. */
    @Command(name = "list", description = "Lists what the organization can use: its own before the platform's.", mixinStandardHelpOptions = true)
    static final class All extends ListCommand {

        private final SpecWord word;

        All(Map<String, String> environment, SpecWord word) {
            super(environment);
            this.word = word;
        }

        @Override
        List<SpecWord> words() {
            return List.of(word);
        }

        @Override
        Query query() {
            return Query.ALL.limit(1000);
        }
    }

    /** Both kinds, by a word. */
    @Command(name = "search", description = "Lists the procedures and orchestrations whose code or intent holds these words.", mixinStandardHelpOptions = true)
    static final class Search extends ListCommand {

        @Parameters(paramLabel = "<words>", arity = "1..*", description = "A part of the smart code or of the intent.")
        private List<String> sought = List.of();

        Search(Map<String, String> environment) {
            super(environment);
        }

        @Override
        List<SpecWord> words() {
            return List.of(SpecWord.values());
        }

        @Override
        Query query() {
            return Query.of("q", String.join(" ", sought)).limit(1000);
        }
    }
}
