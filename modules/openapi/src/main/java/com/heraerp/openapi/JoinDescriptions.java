package com.heraerp.openapi;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The program that the application's build runs: parts from its class path in, {@code openapi.json} and {@code .yaml} out. */
public final class JoinDescriptions {

    private static final String BASE = "base.yaml";

    private JoinDescriptions() {}

    /**
     * @param arguments the directory to write into, and the version that the document states
     * @throws IOException when a part cannot be read or the document not be written
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> classPath = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .toList();
        write(join(Fragments.on(classPath), arguments[1]), Path.of(arguments[0]));
    }

    static Map<String, Object> join(List<Fragment> parts, String version) {
        List<Fragment> modules = new ArrayList<>(parts);
        Fragment base = parts.stream()
                .filter(part -> part.name().equals(BASE))
                .findFirst()
                .orElseThrow(() -> new BadDescription("There is no openapi/" + BASE));
        modules.remove(base);
        Map<String, Object> document = ApiDocument.join(base, modules);
        Map<String, Object> info = Fragment.object("info", document.get("info"));
        info.put("version", version);
        document.put("info", info);
        return document;
    }

    private static void write(Map<String, Object> document, Path directory) throws IOException {
        DumpSettings plain = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .setWidth(120)
                .build();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("openapi.json"), JsonText.of(document));
        Files.writeString(directory.resolve("openapi.yaml"), new Dump(plain).dumpToString(document));
    }
}
