package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.spec.Concurrency;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.Reference;
import com.heraerp.orchestration.domain.spec.Trigger;
import com.heraerp.orchestration.domain.spec.TriggerSpec;
import java.util.ArrayList;
import java.util.List;

/** Triggers: their form, and that no request is meant for two. */
final class TriggerRules {

    private TriggerRules() {}

    static void forms(Subject subject, List<Problem> found) {
        for (TriggerSpec trigger : subject.spec().triggers()) {
            String at = trigger.pointer() + "/on";
            Trigger.parse(trigger.on()).ifPresentOrElse(
                    form -> {
                        if (form instanceof Trigger.Api api && Trigger.isBuiltIn(api)) {
                            found.add(subject.document().error("TRIGGER_SHADOWS", at,
                                    "the application itself answers " + api.method() + " " + api.path()));
                        }
                    },
                    () -> found.add(subject.document().error("TRIGGER_INVALID", at, trigger.on()
                            + " is no trigger; there are API.{METHOD}./api/v1/…, EVENT.{NAME},"
                            + " TXN.{TYPE}.CREATED|UPDATED|POSTED and CRON.<five fields>")));
        }
    }

    static void overlaps(Subject subject, List<Problem> found) {
        List<Trigger.Api> earlier = new ArrayList<>();
        for (TriggerSpec trigger : subject.spec().triggers()) {
            if (!(Trigger.parse(trigger.on()).orElse(null) instanceof Trigger.Api api)) {
                continue;
            }
            String at = trigger.pointer() + "/on";
            earlier.stream().filter(api::overlaps).findFirst().ifPresent(other -> found.add(subject.document()
                    .error("TRIGGER_OVERLAP", at, "a request could also be meant for " + other.path())));
            subject.routes().stream()
                    .filter(route -> !Codes.folded(route.smartCode()).equals(Codes.folded(subject.spec().smartCode())))
                    .filter(route -> route.api().overlaps(api))
                    .findFirst()
                    .ifPresent(route -> found.add(subject.document().error("TRIGGER_TAKEN", at,
                            route.smartCode() + " already answers " + api.method() + " " + route.api().path())));
            earlier.add(api);
        }
    }

    static void concurrencyKey(Subject subject, List<Problem> found) {
        Concurrency concurrency = subject.spec().concurrency();
        if (concurrency != null && Reference.parse(concurrency.key())
                .filter(reference -> !reference.steps().getFirst().equals("nodes"))
                .isEmpty()) {
            found.add(subject.document().error("CONCURRENCY_KEY", "/concurrency/key",
                    "the key is a reference into $.payload, $.actor or $.run"));
        }
    }
}
