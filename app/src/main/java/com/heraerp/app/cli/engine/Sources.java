package com.heraerp.app.cli.engine;

import com.heraerp.orchestration.application.port.SpecFiles;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files that the command line names, those of directories among them. */
final class Sources {

    private Sources() {}

    /** All of them, each under the path that leads to it from here. */
    static List<SpecFile> read(SpecFiles reader, List<Path> paths, CommandSpec command) {
        List<SpecFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                reader.under(path.toString()).forEach(
                        file -> files.add(new SpecFile(path.resolve(file.path()).toString(), file.text())));
            } else if (Files.isRegularFile(path)) {
                files.add(new SpecFile(path.toString(), text(path, command)));
            } else {
                throw new ParameterException(command.commandLine(), "'" + path + "' is neither a file nor a directory");
            }
        }
        return files;
    }

    static String text(Path path, CommandSpec command) {
        try {
            return Files.readString(path);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ParameterException(command.commandLine(), "'" + path + "' cannot be read as UTF-8 text",
                    unreadable);
        }
    }
}
