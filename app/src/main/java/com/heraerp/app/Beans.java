package com.heraerp.app;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** All modules put together, on a database that is ready. */
public final class Beans {

    private Beans() {}

    /**
     * The beans, not started yet; nothing serves.
     *
     * @param properties of the framework, beside those that always hold
     */
    public static ApplicationContext of(HeraSettings settings, DatabaseSettings database, TokenSettings tokens,
            Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("micronaut.application.name", "hera");
        all.put("hera.production", settings.mode() == HeraSettings.Mode.PRODUCTION);
        return ApplicationContext.builder()
                .banner(false)
                .properties(all)
                .singletons(database, tokens)
                .singletons(settings.beans())
                .build();
    }
}
