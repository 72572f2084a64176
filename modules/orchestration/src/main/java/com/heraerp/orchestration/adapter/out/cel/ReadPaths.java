package com.heraerp.orchestration.adapter.out.cel;

import com.heraerp.orchestration.domain.check.ExpressionCheck.Sound;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Set;
import java.util.TreeSet;

/** What an expression reads: the names behind {@code $.}, and the nodes. */
final class ReadPaths {

    private final Set<String> roots = new TreeSet<>();
    private final Set<String> nodes = new TreeSet<>();
    private int nodesNamed;
    private int nodesRead;

    private ReadPaths() {}

    static ReadPaths of(CelAbstractSyntaxTree tree) {
        ReadPaths paths = new ReadPaths();
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> paths.look(node.expr()));
        return paths;
    }

    /** Whether some node is not named but computed, or all of them are looked through. */
    boolean isComputed() {
        return nodesRead > nodesNamed;
    }

    Sound sound() {
        return new Sound(roots, nodes);
    }

    private void look(CelExpr expr) {
        if (expr.getKind() == Kind.SELECT) {
            CelExpr operand = expr.select().operand();
            if (isRoot(operand)) {
                roots.add(expr.select().field());
                nodesRead += expr.select().field().equals("nodes") ? 1 : 0;
            } else if (isNodes(operand)) {
                nodes.add(expr.select().field());
                nodesNamed++;
            }
        } else if (expr.getKind() == Kind.CALL && expr.call().function().equals("_[_]")
                && isNodes(expr.call().args().getFirst())
                && expr.call().args().getLast().getKind() == Kind.CONSTANT
                && expr.call().args().getLast().constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            nodes.add(expr.call().args().getLast().constant().stringValue());
            nodesNamed++;
        }
    }

    private static boolean isNodes(CelExpr expr) {
        return expr.getKind() == Kind.SELECT && expr.select().field().equals("nodes")
                && isRoot(expr.select().operand());
    }

    private static boolean isRoot(CelExpr expr) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(Translation.ROOT);
    }
}
