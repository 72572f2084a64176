package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.NoAnswer;
import com.heraerp.orchestration.application.ValidateFiles;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hera procedures register}. */
@Command(name = "register", description = {
    "Registers procedures and orchestrations from files, and from directories with all below them (*.yaml, *.yml, *.json).",
    "All are examined together first, by the rules of this version and what the server has registered: when one is invalid,",
    "everything that is wrong is told, each with file, line and path, and nothing is sent. What is registered already in the",
    "same words changes nothing, so that the command can be repeated. Needs the role admin; with --org of the platform a",
    "platform administrator."}, mixinStandardHelpOptions = true)
final class RegisterCommand extends ServerCommand {

    @Parameters(paramLabel = "<path>", arity = "1..*", description = "A file, or a directory.")
    private List<Path> paths = List.of();

    @Option(names = "--strict", description = "Takes warnings for errors.")
    private boolean strict;

    RegisterCommand(Map<String, String> environment) {
        super(environment);
    }

    /** One file that is to be sent. */
    private record Due(SpecWord word, SpecFile file) {}

    @Override
    int run(HeraClient hera) {
        ValidateFiles.Result result;
        try (Examiner examiner = new Examiner()) {
            List<SpecFile> files = Sources.read(examiner.reader(), paths, spec());
            if (files.isEmpty()) {
                problem("there is no *.yaml, *.yml or *.json below " + paths);
                return CommandLineInterface.FAILED;
            }
            err().println("Examining " + files.size() + (files.size() == 1 ? " file" : " files"));
            err().flush();
            result = examiner.files().handle(files, new RemoteCatalog(hera), strict);
        }
        Findings findings = new Findings(result.problems());
        return findings.errors() == 0 ? registered(hera, result, findings) : refused(findings);
    }

    private int refused(Findings findings) {
        if (isJson()) {
            ObjectNode json = findings.json();
            json.putArray("registered");
            print(json);
        } else {
            findings.print(out());
        }
        problem("nothing was registered: " + findings.summary());
        return CommandLineInterface.FAILED;
    }

    private int registered(HeraClient hera, ValidateFiles.Result result, Findings findings) {
        List<Due> due = new ArrayList<>();
        result.procedures().keySet().forEach(code -> due.add(due(SpecWord.PROCEDURE, result, code)));
        // An orchestration pins the versions of its procedures that are registered when it is
        result.orchestrations().keySet().forEach(code -> due.add(due(SpecWord.ORCHESTRATION, result, code)));
        findings.print(err());
        List<JsonNode> done = new ArrayList<>();
        try {
            for (Due each : due) {
                JsonNode answer = each.word().register(hera, each.file().text());
                done.add(answer);
                err().println("[" + done.size() + '/' + due.size() + "] " + answer.path("status").asText() + ' '
                        + answer.path("smart_code").asText() + "  " + each.file().path());
                err().flush();
            }
        } catch (HeraRefusal | NoAnswer failure) {
            problem("registered before it went wrong: " + done.size() + " of " + due.size()
                    + "; the rest can be sent again with the same command");
            throw failure;
        }
        return told(done, findings);
    }

    private static Due due(SpecWord word, ValidateFiles.Result result, String code) {
        SpecFile file = result.sources().get(code);
        if (file == null) {
            throw new IllegalStateException("no file holds " + code);
        }
        return new Due(word, file);
    }

    private int told(List<JsonNode> done, Findings findings) {
        if (isJson()) {
            ObjectNode json = findings.json();
            ArrayNode registered = json.putArray("registered");
            done.forEach(answer -> registered.addObject().put("smart_code", answer.path("smart_code").asText())
                    .put("status", answer.path("status").asText())
                    .put("spec_version", answer.path("spec_version").asInt())
                    .put("checksum", answer.path("checksum").asText()));
            print(json);
        } else {
            Map<String, Integer> counts = new TreeMap<>();
            done.forEach(answer -> counts.merge(answer.path("status").asText(), 1, Integer::sum));
            List<String> told = new ArrayList<>();
            counts.forEach((status, count) -> told.add(count + " " + status));
            out().println(String.join(", ", told));
        }
        return DONE;
    }
}
