package com.heraerp.orchestration.domain.check;

import com.heraerp.kernel.SmartCode;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each node for itself: its name, its procedure, its inputs, its condition, its compensation. */
final class NodeRules {

    private NodeRules() {}

    static void ids(Subject subject, List<Problem> found) {
        Set<String> seen = new HashSet<>();
        for (NodeSpec node : subject.spec().nodes()) {
            if (!seen.add(node.id())) {
                found.add(subject.document().error("NODE_DUPLICATE", node.pointer() + "/id",
                        "the node id " + node.id() + " is taken by an earlier node"));
            }
        }
    }

    static void codes(Subject subject, List<Problem> found) {
        String code = subject.spec().smartCode();
        SmartCode.problem(code).ifPresent(problem -> found.add(subject.document()
                .error("SMART_CODE_INVALID", "/smart_code", "the smart code is malformed: " + problem)));
        if (SmartCode.problem(code).isEmpty() && !code.contains(".ORCH.")) {
            found.add(subject.document().error("SMART_CODE_NOT_ORCH", "/smart_code",
                    "an orchestration's smart code has the segment ORCH"));
        }
    }

    static void procedures(Subject subject, List<Problem> found) {
        for (NodeSpec node : subject.spec().nodes()) {
            if (subject.procedure(node.run()).isEmpty()) {
                found.add(subject.document().error("PROCEDURE_UNKNOWN", node.pointer() + "/run",
                        "the procedure " + node.run() + " is not registered" + malformed(node.run())));
            }
            if (node.compensation() != null && subject.procedure(node.compensation()).isEmpty()) {
                found.add(subject.document().error("COMPENSATION_UNKNOWN", node.pointer() + "/compensation",
                        "the procedure " + node.compensation() + " is not registered"
                                + malformed(node.compensation())));
            }
            subject.procedure(node.run())
                    .map(known -> known.spec().verifiedBy())
                    .filter(verifier -> subject.procedure(verifier).isEmpty())
                    .ifPresent(verifier -> found.add(subject.document().error("PROCEDURE_UNKNOWN",
                            node.pointer() + "/run", "the procedure " + verifier + ", which verifies " + node.run()
                                    + " in doubt, is not registered")));
        }
    }

    private static String malformed(String code) {
        return SmartCode.problem(code).map(problem -> ", and as a smart code it is malformed: " + problem).orElse("");
    }

    static void inputs(Subject subject, List<Problem> found) {
        for (NodeSpec node : subject.spec().nodes()) {
            JsonObject with = node.with();
            if (with == null) {
                continue;
            }
            String at = node.pointer() + "/with";
            references(subject, node, with, at, found);
            subject.procedure(node.run()).map(KnownProcedure::spec)
                    .ifPresent(procedure -> declared(subject, procedure, with, at, found));
        }
    }

    private static void references(Subject subject, NodeSpec node, JsonObject with, String at, List<Problem> found) {
        Set<String> upstream = subject.graph().reaching(node.id());
        Reference.eachIn(with, at, (text, pointer) -> Reference.parse(text).ifPresentOrElse(
                reference -> reference.node()
                        .filter(other -> other.equals(node.id()) || !upstream.contains(other))
                        .ifPresent(other -> found.add(subject.document().error("WITH_NOT_UPSTREAM", pointer,
                                text + " reads the node " + other + ", which does not come before " + node.id()))),
                () -> found.add(subject.document().error("REFERENCE_INVALID", pointer,
                        text + " is no reference; they begin with $.payload, $.nodes.ID.output, $.actor or $.run"))));
    }

    private static void declared(Subject subject, ProcedureSpec procedure, JsonObject with, String at,
            List<Problem> found) {
        for (Parameter input : procedure.required()) {
            if (!with.has(input.name())) {
                found.add(subject.document().error("INPUT_MISSING", at,
                        procedure.smartCode() + " needs the input " + input.name()));
            }
        }
        List<Parameter> inputs = Stream.concat(procedure.required().stream(), procedure.optional().stream()).toList();
        with.members().forEach((name, value) -> inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .ifPresentOrElse(input -> {
                    boolean looked = value instanceof JsonString(String text) && Reference.isReference(text);
                    if (!looked && value != JsonNull.NULL && !input.type().admits(value)) {
                        found.add(subject.document().error("INPUT_TYPE", at + "/" + name,
                                "the input " + name + " of " + procedure.smartCode() + " is of type "
                                        + input.type().code()));
                    }
                }, () -> {
                    if (!inputs.isEmpty()) {
                        found.add(subject.document().error("INPUT_UNKNOWN", at + "/" + name,
                                procedure.smartCode() + " has no input " + name));
                    }
                }));
    }

    static void conditions(Subject subject, List<Problem> found) {
        for (NodeSpec node : subject.spec().nodes()) {
            if (node.when() == null || !(subject.expressions().get(node.when()) instanceof ExpressionCheck check)) {
                continue;
            }
            String at = node.pointer() + "/when";
            switch (check) {
                case ExpressionCheck.Unsound(String message) ->
                    found.add(subject.document().error("WHEN_INVALID", at, message));
                case ExpressionCheck.Sound sound -> {
                    Set<String> upstream = subject.graph().reaching(node.id());
                    sound.nodes().stream()
                            .filter(other -> other.equals(node.id()) || !upstream.contains(other))
                            .forEach(other -> found.add(subject.document().error("WHEN_NOT_UPSTREAM", at,
                                    "the condition reads the node " + other + ", which does not come before "
                                            + node.id())));
                    sound.roots().stream()
                            .filter(root -> !Reference.ROOTS.contains(root))
                            .forEach(root -> found.add(subject.document().error("WHEN_INVALID", at,
                                    "$." + root + " is unknown; there are $.payload, $.nodes, $.actor and $.run")));
                }
            }
        }
    }

    static void compensations(Subject subject, List<Problem> found) {
        for (NodeSpec node : subject.spec().nodes()) {
            KnownProcedure undo = subject.procedure(node.compensation()).orElse(null);
            KnownProcedure done = subject.procedure(node.run()).orElse(null);
            if (undo == null || done == null) {
                continue;
            }
            String at = node.pointer() + "/compensation";
            if (undo.spec().kind().isWait()) {
                found.add(subject.document().error("COMPENSATION_WAITS", at,
                        undo.spec().smartCode() + " is no procedure that undoes something"));
            }
            Set<String> given = given(node, done.spec());
            undo.spec().required().stream()
                    .map(Parameter::name)
                    .filter(name -> !given.contains(name))
                    .forEach(name -> found.add(subject.document().error("COMPENSATION_INPUT_MISSING", at,
                            undo.spec().smartCode() + " needs " + name + ", which is neither an input nor a declared "
                                    + "output of " + node.id())));
        }
    }

    /** What a compensation is given: the inputs and, over them, the outputs of what it undoes. */
    private static Set<String> given(NodeSpec node, ProcedureSpec done) {
        Stream<String> inputs = node.with() == null
                ? Stream.concat(done.required().stream(), done.optional().stream()).map(Parameter::name)
                : node.with().names().stream();
        return Stream.concat(inputs, done.outputs().stream().map(Parameter::name)).collect(Collectors.toSet());
    }
}
