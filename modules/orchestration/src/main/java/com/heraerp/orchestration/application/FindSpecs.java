package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.application.SpecView.Entry;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecStore.Active;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Plan;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what is registered. */
@Singleton
public final class FindSpecs {

    private final SpecViews views;

    FindSpecs(SpecViews views) {
        this.views = views;
    }

    /**
     * Which to list.
     *
     * @param words a part of code or intent, in any case; null for all
     * @param cursor the code after which to go on; null for the first page
     */
    public record Query(SpecKind kind, @Nullable String words, int limit, @Nullable String cursor) {}

    /** @param next the next page's cursor; null on the last */
    public record Page(List<JsonObject> items, @Nullable String next) {}

    /**
     * Lists.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out
     */
    public Page list(ActorContext actor, Query query) {
        Map<String, Entry> all = new TreeMap<>(seen(actor).all(query.kind));
        if (query.cursor != null && !all.containsKey(Codes.folded(query.cursor))) {
            throw Refused.field("cursor", "this cursor was not given out here");
        }
        List<JsonObject> items = new ArrayList<>();
        String last = null;
        for (Map.Entry<String, Entry> each : all.entrySet()) {
            boolean before = query.cursor != null && each.getKey().compareTo(Codes.folded(query.cursor)) <= 0;
            if (before || !matches(each.getValue().active(), query.words)) {
                continue;
            }
            if (items.size() == query.limit) {
                return new Page(items, last);
            }
            items.add(summary(each.getValue()).build());
            last = each.getKey();
        }
        return new Page(items, null);
    }

    private static boolean matches(Active active, @Nullable String words) {
        if (words == null) {
            return true;
        }
        String sought = words.toLowerCase(Locale.ROOT);
        return active.smartCode().toLowerCase(Locale.ROOT).contains(sought)
                || active.intent().toLowerCase(Locale.ROOT).contains(sought);
    }

    /** One, whole. */
    public record Found(long entityVersion, JsonObject item) {}

    /**
     * Reads one.
     *
     * @throws Refused 404 when none has this code, 403 for who may not read
     */
    public Found read(ActorContext actor, SpecKind kind, String smartCode) {
        Entry entry = seen(actor).entry(kind, smartCode).orElseThrow(() -> unknown(kind, smartCode));
        Active active = entry.active();
        JsonArray versions = active.insights().array("versions");
        JsonObject.Builder item = summary(entry)
                .put("versions", versions == null ? JsonArray.EMPTY : versions)
                .put("spec", active.content());
        if (active.plan() != null) {
            item.put("plan", active.plan());
        }
        return new Found(active.entityVersion(), item.build());
    }

    /**
     * The active plan of an orchestration.
     *
     * @throws Refused as {@link #read}
     */
    public Plan plan(ActorContext actor, String smartCode) {
        return seen(actor).plan(smartCode).orElseThrow(() -> unknown(SpecKind.ORCHESTRATION, smartCode));
    }

    private RegisteredSpecs seen(ActorContext actor) {
        if (!actor.organizationId().isPlatform()) {
            actor.require(Role.VIEWER);
        }
        return views.of(actor.organizationId().value());
    }

    private static JsonObject.Builder summary(Entry entry) {
        Active active = entry.active();
        boolean platform = entry.organizationId().equals(OrganizationId.PLATFORM.value());
        return JsonObject.builder()
                .put("entity_id", active.entityId().toString())
                .put("smart_code", active.smartCode())
                .put("intent", active.intent())
                .put("registry", platform ? "platform" : "organization")
                .put("version", active.entityVersion())
                .put("spec_version", or(active.insights().get("active_version")))
                .put("checksum", or(active.insights().get("checksum")))
                .put("path", or(active.insights().get("path")))
                .put("registered_at", or(active.insights().get("registered_at")))
                .put("registered_by", or(active.insights().get("registered_by")));
    }

    private static JsonValue or(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }

    static Refused unknown(SpecKind kind, String smartCode) {
        return Refused.because(Refusal.NOT_FOUND, "There is no " + kind.code() + " " + smartCode);
    }
}
