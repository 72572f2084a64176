package com.heraerp.orchestration.adapter.out.files;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.application.port.SpecFiles;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of a directory, or of {@code registry/} where our classes are: a directory while building, else a jar. */
@Singleton
final class DirectorySpecFiles implements SpecFiles {

    private static final String REGISTRY = "registry/";
    private static final Pattern SPECIFICATION = Pattern.compile(".*\\.(ya?ml|json)");

    @Override
    public List<SpecFile> bundled() {
        try {
            Path home = Path.of(
                    DirectorySpecFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(home) ? walk(home.resolve(REGISTRY)) : entries(home);
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the registry that comes with the application cannot be read", unreadable);
        }
    }

    @Override
    public List<SpecFile> under(String directory) {
        Path root = Path.of(directory);
        if (!Files.isDirectory(root)) {
            throw Refused.because(Refusal.NOT_FOUND, directory + " is no directory");
        }
        try {
            return walk(root);
        } catch (IOException | UncheckedIOException unreadable) {
            throw Refused.because(Refusal.INVALID_REQUEST, directory + " cannot be read").causedBy(unreadable);
        }
    }

    private static List<SpecFile> walk(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> SPECIFICATION.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .map(file -> new SpecFile(slashed(root.relativize(file)), text(file)))
                    .sorted(Comparator.comparing(SpecFile::path))
                    .toList();
        }
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<SpecFile> entries(Path home) throws IOException {
        try (JarFile jar = new JarFile(home.toFile())) {
            return jar.stream()
                    .filter(entry -> entry.getName().startsWith(REGISTRY)
                            && SPECIFICATION.matcher(entry.getName()).matches())
                    .map(entry -> {
                        try (InputStream in = jar.getInputStream(entry)) {
                            return new SpecFile(entry.getName().substring(REGISTRY.length()),
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    })
                    .sorted(Comparator.comparing(SpecFile::path))
                    .toList();
        }
    }
}
