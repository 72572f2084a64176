package com.heraerp.app.config;

import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code HERA_HOME}: the embedded database, its logs, and secrets that must outlive a restart. Everything in it
 * is readable by its owner alone.
 */
public final class Home {

    /** The name of the file that says where the server of this home answers. */
    private static final String ADDRESS = "address";

    /** The name of the secret that signs development tokens. */
    public static final String TOKEN_SECRET = "token-key";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int SECRET_BYTES = 32;

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates the directory when it is missing.
     *
     * @throws StartRefused when it cannot be created or written
     */
    public static Home at(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
            }
        } catch (IOException notWritable) {
            throw StartRefused.variable("HERA_HOME", "is not a directory that can be created: " + directory);
        }
        if (!Files.isWritable(directory)) {
            throw StartRefused.variable("HERA_HOME", "is not writable: " + directory);
        }
        return new Home(directory);
    }

    /** The directory itself; absolute when the settings made it so. */
    public Path directory() {
        return directory;
    }

    /** A directory below, created when missing, readable by the owner alone. */
    public Path subdirectory(String name) {
        try {
            Path path = directory.resolve(name);
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path, OWNER_ONLY_DIRECTORY);
            }
            return path;
        } catch (FileAlreadyExistsException another) {
            return directory.resolve(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A random secret under this name, made on first use and the same ever after, also when two processes ask at once.
     *
     * @return 43 printable characters
     */
    public String secret(String name) {
        Path secrets = subdirectory("secrets");
        Path file = secrets.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(secrets, file);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the secret of this name was made already. */
    public boolean hasSecret(String name) {
        return Files.exists(directory.resolve("secrets").resolve(name));
    }

    /**
     * Takes the home for this process. The lock is the operating system's: it ends with the process, however that ends.
     *
     * @throws StartRefused when another process holds it
     */
    public Lock lock() {
        try {
            FileChannel channel = FileChannel.open(
                    directory.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OWNER_ONLY_FILE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw StartRefused.variable("HERA_HOME", "is in use by another HERA process: " + directory);
            }
            return new Lock(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether another process, or this one, holds the home. */
    public static boolean isTaken(Path directory) {
        try (Lock _ = at(directory).lock()) {
            return false;
        } catch (StartRefused taken) {
            return true;
        }
    }

    /**
     * Says where the server of this home answers, for commands on the same machine.
     *
     * @return takes that back
     */
    public AutoCloseable announce(URI url) {
        Path file = directory.resolve(ADDRESS);
        try {
            Files.writeString(file, url.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return () -> Files.deleteIfExists(file);
    }

    /**
     * Where the server of this home said that it answers. One that was killed could not take it back: whoever calls there
     * finds out.
     *
     * @return empty when none runs, or there is no such home
     */
    public static Optional<URI> announced(Path directory) {
        try {
            return Optional.of(URI.create(Files.readString(directory.resolve(ADDRESS)).strip()));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void create(Path secrets, Path file) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        Path fresh = Files.createTempFile(secrets, "fresh", null, OWNER_ONLY_FILE);
        try {
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            // A link, unlike a move, never replaces: of two processes that ask at once, both use the winner's secret
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // its secret is read by the caller
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The home is taken until this is closed. */
    public static final class Lock implements AutoCloseable {

        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
