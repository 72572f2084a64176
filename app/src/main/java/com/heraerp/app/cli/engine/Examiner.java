package com.heraerp.app.cli.engine;

import com.heraerp.orchestration.application.ValidateFiles;
import com.heraerp.orchestration.application.port.SpecFiles;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's own rules for specifications, without a server: of all its beans those alone that read and examine text. */
final class Examiner implements AutoCloseable {

    private final ApplicationContext context = ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .bootstrapEnvironment(false)
            .beanConfigurations(new NothingElse())
            .start();

    /** What examines. */
    ValidateFiles files() {
        return context.getBean(ValidateFiles.class);
    }

    /** What finds files in directories. */
    SpecFiles reader() {
        return context.getBean(SpecFiles.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Leaves out every other bean of the application, which would want a database. */
    private static final class NothingElse implements BeanConfiguration {

        private static final Pattern WANTED = Pattern.compile("io\\.micronaut\\..*"
                + "|com\\.heraerp\\.orchestration\\.adapter\\.out\\.(cel|schema|yaml|files)\\..*"
                + "|com\\.heraerp\\.orchestration\\.application\\.\\$Validate.*");

        @Override
        public Package getPackage() {
            return NothingElse.class.getPackage();
        }

        @Override
        public String getName() {
            return "all but the examination of specifications";
        }

        @Override
        public @Nullable String getVersion() {
            return null;
        }

        @Override
        public boolean isEnabled(BeanContext beans, @Nullable BeanResolutionContext resolution) {
            return false;
        }

        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public boolean isWithin(BeanDefinitionReference reference) {
            return !WANTED.matcher(reference.getBeanDefinitionName()).matches();
        }
    }
}
