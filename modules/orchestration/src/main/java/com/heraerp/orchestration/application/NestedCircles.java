package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** That no orchestration runs itself through others, which would have no end. */
final class NestedCircles {

    private NestedCircles() {}

    static List<Problem> of(Document document, OrchestrationSpec spec, SpecCatalog catalog) {
        List<Problem> found = new ArrayList<>();
        String own = Codes.folded(spec.smartCode());
        for (NodeSpec node : spec.nodes()) {
            Set<String> way = new LinkedHashSet<>();
            if (leadsTo(own, Codes.folded(node.run()), catalog, way)) {
                found.add(document.error("NESTED_CIRCLE", node.pointer() + "/run", own + " would run itself: "
                        + String.join(" → ", way) + " → " + own));
            }
        }
        return found;
    }

    private static boolean leadsTo(String own, String code, SpecCatalog catalog, Set<String> way) {
        if (code.equals(own)) {
            return true;
        }
        Optional<Plan> plan = way.contains(code) ? Optional.empty() : catalog.orchestration(code);
        if (plan.isEmpty()) {
            return false;
        }
        way.add(code);
        for (PlanNode node : plan.get().nodes()) {
            if (node.procedure().kind() == ProcedureKind.ORCHESTRATION
                    && leadsTo(own, Codes.folded(node.procedure().smartCode()), catalog, way)) {
                return true;
            }
        }
        way.remove(code);
        return false;
    }
}
