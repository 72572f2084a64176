package com.heraerp.app.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.heraerp.app.config.HeraSettings.LogFormat;
import com.heraerp.app.config.HeraSettings.LogLevel;
import com.heraerp.app.config.HeraSettings.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging without a configuration file: one stream, standard error, so that standard output belongs to what was asked for.
 * Logback finds this class as a service and logs warnings in text until {@link #configure} knows better.
 */
public final class HeraLogging extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %X{request_id} %logger{30} %msg%n";

    /** Logs as asked from now on. Our own loggers follow the level; libraries speak from {@code info} at the most. */
    public static void configure(Logging logging) {
        apply((LoggerContext) LoggerFactory.getILoggerFactory(), logging);
    }

    @Override
    public ExecutionStatus configure(LoggerContext loggerContext) {
        apply(loggerContext, new Logging(LogLevel.WARN, LogFormat.TEXT));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void apply(LoggerContext context, Logging logging) {
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, logging.format()));
        console.start();
        Level level = Level.toLevel(logging.level().name());
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO);
        root.addAppender(console);
        context.getLogger("com.heraerp").setLevel(level);
        // Flyway warns on every migration that PostgreSQL 18 is newer than it knows; our tests know it
        context.getLogger("org.flywaydb.core.internal.database.base.Database").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        if (format == LogFormat.JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setWithContext(false);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithFormattedMessage(true);
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.setContext(context);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
