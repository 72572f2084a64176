package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.client.HeraClient;
import com.heraerp.client.Query;
import com.heraerp.orchestration.application.ValidateFiles;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code hera procedures validate}, {@code hera orchestrations validate}. */
@Command(name = "validate", description = {
    "Examines specifications and tells everything that is wrong with them, each with file, line and path; changes nothing.",
    "Names are smart codes of what is registered, files, or directories with all below them. Without one: all that is registered."}, mixinStandardHelpOptions = true)
final class ValidateCommand extends ServerCommand {

    /** How many are read before it is told how far that has come. */
    private static final int STRIDE = 20;

    private final Set<SpecWord> words;

    @Parameters(paramLabel = "<name>", arity = "0..*", description = "A smart code, a file, or a directory.")
    private List<String> names = List.of();

    @Option(names = "--strict", description = "Takes warnings for errors.")
    private boolean strict;

    @Option(names = "--offline", description = "Examines files against what comes with HERA; no server is called.")
    private boolean offline;

    ValidateCommand(Map<String, String> environment, Set<SpecWord> words) {
        super(environment);
        this.words = words;
    }

    @Override
    public Integer call() {
        return offline ? examinedOffline() : connected(this::run);
    }

    private int examinedOffline() {
        List<Path> paths = paths();
        if (paths.isEmpty() || paths.size() < names.size()) {
            throw new ParameterException(spec().commandLine(), "'--offline' needs files or directories");
        }
        try (Examiner examiner = new Examiner()) {
            List<SpecFile> files = Sources.read(examiner.reader(), paths, spec());
            ValidateFiles.Result bundled = examiner.files().handle(examiner.reader().bundled(), new NothingRegistered(),
                    false);
            return told(examiner.files().handle(files, new BundledCatalog(bundled), strict));
        }
    }

    @Override
    int run(HeraClient hera) {
        try (Examiner examiner = new Examiner()) {
            List<SpecFile> files = new ArrayList<>(Sources.read(examiner.reader(), paths(), spec()));
            if (names.isEmpty()) {
                files.addAll(allRegistered(hera));
            }
            names.stream().filter(name -> !Files.exists(Path.of(name)))
                    .forEach(code -> files.add(registered(SpecWord.find(hera, code).item())));
            return told(examiner.files().handle(files, new RemoteCatalog(hera), strict));
        }
    }

    private List<SpecFile> allRegistered(HeraClient hera) {
        List<SpecWord.Named> all = words.stream().flatMap(word -> word.list(hera, Query.ALL.limit(1000)).stream()
                .map(item -> new SpecWord.Named(word, item))).toList();
        List<SpecFile> files = new ArrayList<>();
        for (SpecWord.Named each : all) {
            if (files.size() % STRIDE == 0) {
                err().println("Reading " + files.size() + " of " + all.size());
                err().flush();
            }
            files.add(registered(each.word().read(hera, each.item().path("smart_code").asText())));
        }
        return files;
    }

    private List<Path> paths() {
        return names.stream().map(Path::of).filter(Files::exists).toList();
    }

    private static SpecFile registered(JsonNode item) {
        return new SpecFile(item.path("smart_code").asText(), item.path("spec").toPrettyString());
    }

    private int told(ValidateFiles.Result result) {
        Findings findings = new Findings(result.problems());
        if (isJson()) {
            print(findings.json());
        } else {
            findings.print(out());
            out().println(findings.summary());
        }
        return findings.errors() == 0 ? DONE : CommandLineInterface.FAILED;
    }
}
