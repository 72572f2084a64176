package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the nodes of an orchestration read of a payload. A member that none of them reads is a caller's mistake, as an unknown field is
 * everywhere else: a misspelt quantity must not sell the usual one. Whatever event it comes with: who only asks whether something
 * would do sends what he will send to have it done.
 */
final class PayloadMembers {

    private static final Pattern PAYLOAD = Pattern.compile("\\$\\.payload\\b(?:\\.([A-Za-z_][A-Za-z0-9_]*))?");
    private static final Set<String> OF_THE_ROUTE = Set.of("path", "query");

    private final Set<String> read = new HashSet<>(OF_THE_ROUTE);
    private boolean whole;

    private PayloadMembers() {}

    /** Those members of a payload that no node reads. */
    static List<String> unread(LoadedPlan plan, JsonObject payload) {
        PayloadMembers members = new PayloadMembers();
        plan.plan().nodes().forEach(node -> members.add(plan, node));
        if (plan.plan().concurrency() != null) {
            members.addNamed(plan.plan().concurrency().key());
        }
        return members.whole
                ? List.of()
                : payload.names().stream().filter(name -> !members.read.contains(name)).toList();
    }

    private void add(LoadedPlan plan, PlanNode node) {
        if (node.when() != null) {
            addNamed(node.when());
        }
        if (node.with() != null) {
            addNamed(node.with().toJson());
            return;
        }
        // As NodeJudge gives a node without inputs of its own what its procedure declares, or all when it declares nothing.
        ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
        List<Parameter> declared = spec == null ? List.of() : spec.inputs().all().toList();
        whole |= declared.isEmpty();
        declared.forEach(input -> read.add(input.name()));
    }

    private void addNamed(String text) {
        for (Matcher found = PAYLOAD.matcher(text); found.find();) {
            if (found.group(1) == null) {
                whole = true;
            } else {
                read.add(found.group(1));
            }
        }
    }
}
