package com.heraerp.openapi;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds every part on a class path, so that a module is described as soon as it has one. */
final class Fragments {

    private static final String DIRECTORY = "openapi";

    private Fragments() {}

    /** Every {@code openapi/*.yaml} in the directories and jars of {@code classPath}, by name within each. */
    static List<Fragment> on(List<Path> classPath) throws IOException {
        List<Fragment> found = new ArrayList<>();
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                found.addAll(below(entry.resolve(DIRECTORY)));
            } else if (Files.isRegularFile(entry)) {
                try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                    found.addAll(below(jar.getPath(DIRECTORY)));
                }
            }
        }
        return found;
    }

    private static List<Fragment> below(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Fragment> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
                found.add(Fragment.parse(String.valueOf(file.getFileName()), Files.readString(file)));
            }
        }
        return found;
    }
}
