package com.heraerp.app;

import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.app.config.HeraLogging;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.StartRefused;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** The process. Without arguments, or with {@code serve}, it serves; with any others it is the command line. */
public final class Hera {

    private Hera() {}

    /**
     * Serves, or runs one command.
     *
     * @param arguments see {@code hera --help}
     */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (arguments.length > 0) {
            System.exit(CommandLineInterface.run(System.getenv(), List.of(arguments), Hera::serve));
        }
        try {
            serve();
        } catch (StartRefused refused) {
            System.err.println("hera: " + refused.getMessage());
            System.exit(CommandLineInterface.FAILED);
        } catch (RuntimeException | Error failure) {
            // What had begun may hold the process, which would then live on and serve nobody.
            LoggerFactory.getLogger(Hera.class).error("HERA could not start", failure);
            System.exit(CommandLineInterface.FAILED);
        }
    }

    /** Returns only by an exception; a signal ends the process, and the hook stops everything in order. */
    private static void serve() {
        HeraSettings settings = HeraSettings.from(System.getenv());
        HeraLogging.configure(settings.logging());
        HeraServer server = new HeraServer(settings);
        AtomicBoolean serves = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, serves.get()), "hera-stop"));
        server.start();
        serves.set(true);
        System.out.println(Welcome.text(server));
        while (true) {
            LockSupport.park();
        }
    }

    /** Nothing but a signal ends what serves; an end in order is no failure, for which Maven and service managers take 143. */
    private static void stop(HeraServer server, boolean serves) {
        server.close();
        if (serves) {
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
