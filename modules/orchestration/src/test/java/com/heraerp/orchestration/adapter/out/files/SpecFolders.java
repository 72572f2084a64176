package com.heraerp.orchestration.adapter.out.files;

import com.heraerp.orchestration.application.port.SpecFiles;

/** Hands the adapter to tests of other packages. */
public final class SpecFolders {

    private SpecFolders() {}

    public static SpecFiles files() {
        return new DirectorySpecFiles();
    }
}
