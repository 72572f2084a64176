package com.heraerp.app.cli;

import picocli.CommandLine.Command;

/** {@code hera serve}, the same as no command at all. */
@Command(name = "serve", description = "Serves the API in the foreground until a signal stops it (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {

    private final Runnable serve;

    ServeCommand(Runnable serve) {
        this.serve = serve;
    }

    @Override
    public void run() {
        serve.run();
    }
}
