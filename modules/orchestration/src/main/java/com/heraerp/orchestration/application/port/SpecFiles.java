package com.heraerp.orchestration.application.port;

import java.util.List;

/** Where specifications lie as files. */
public interface SpecFiles {

    /**
     * One file.
     *
     * @param path relative to where the search began, with slashes
     */
    record SpecFile(String path, String text) {}

    /** Those that come with the application, by path. */
    List<SpecFile> bundled();

    /**
     * All files {@code *.yaml}, {@code *.yml} and {@code *.json} in the directory and below it, by path.
     *
     * @throws com.heraerp.kernel.Refused when it is no directory that can be read
     */
    List<SpecFile> under(String directory);
}
