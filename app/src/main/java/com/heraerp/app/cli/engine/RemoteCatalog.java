package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Query;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.spec.ProcedureReading;
import com.heraerp.orchestration.domain.spec.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server has registered, asked for when a file needs it. */
final class RemoteCatalog implements SpecCatalog {

    private final HeraClient hera;
    private final Map<String, Optional<KnownProcedure>> known = new HashMap<>();
    private final List<BoundRoute> routes = new ArrayList<>();
    private boolean asked;

    RemoteCatalog(HeraClient hera) {
        this.hera = hera;
    }

    @Override
    public Optional<KnownProcedure> procedure(String smartCode) {
        return known.computeIfAbsent(Codes.folded(smartCode), _ -> asked(smartCode));
    }

    private Optional<KnownProcedure> asked(String smartCode) {
        try {
            JsonNode item = hera.registry().procedure(smartCode);
            JsonObject spec = JsonReader.readObject(item.path("spec").toString().getBytes(StandardCharsets.UTF_8));
            return Optional.of(new KnownProcedure(ProcedureReading.read(spec), item.path("spec_version").asInt(),
                    item.path("checksum").asText()));
        } catch (HeraRefusal.NotFound | HeraRefusal.BadRequest none) {
            return Optional.empty();
        }
    }

    @Override
    public List<BoundRoute> routes() {
        if (!asked) {
            asked = true;
            hera.registry().orchestrations(Query.ALL.limit(1000)).stream()
                    .map(item -> item.path("smart_code").asText())
                    .forEach(this::addRoutes);
        }
        return routes;
    }

    private void addRoutes(String code) {
        hera.registry().orchestration(code).path("spec").path("triggers")
                .forEach(trigger -> Trigger.parse(trigger.path("on").asText()).ifPresent(form -> {
                    if (form instanceof Trigger.Api api) {
                        routes.add(new BoundRoute(code, api));
                    }
                }));
    }
}
