package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Pages;
import com.heraerp.client.Query;

/** The two things that a registry holds. */
enum SpecWord {

    PROCEDURE {
        @Override
        Pages<JsonNode> list(HeraClient hera, Query query) {
            return hera.registry().procedures(query);
        }

        @Override
        JsonNode read(HeraClient hera, String code) {
            return hera.registry().procedure(code);
        }

        @Override
        JsonNode register(HeraClient hera, String text) {
            return hera.registry().registerProcedure(text);
        }
    },
    ORCHESTRATION {
        @Override
        Pages<JsonNode> list(HeraClient hera, Query query) {
            return hera.registry().orchestrations(query);
        }

        @Override
        JsonNode read(HeraClient hera, String code) {
            return hera.registry().orchestration(code);
        }

        @Override
        JsonNode register(HeraClient hera, String text) {
            return hera.registry().registerOrchestration(text);
        }
    };

    abstract Pages<JsonNode> list(HeraClient hera, Query query);

    abstract JsonNode read(HeraClient hera, String code);

    abstract JsonNode register(HeraClient hera, String text);

    /** What has this code. @throws HeraRefusal.NotFound when neither has */
    static Named find(HeraClient hera, String code) {
        try {
            return new Named(PROCEDURE, PROCEDURE.read(hera, code));
        } catch (HeraRefusal.NotFound none) {
            return new Named(ORCHESTRATION, ORCHESTRATION.read(hera, code));
        }
    }

    /** Something registered. */
    record Named(SpecWord word, JsonNode item) {}
}
