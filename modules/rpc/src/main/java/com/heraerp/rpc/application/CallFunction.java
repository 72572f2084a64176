package com.heraerp.rpc.application;

import com.heraerp.guardrails.api.LedgerRefusals;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.rpc.api.Functions;
import com.heraerp.rpc.application.port.FunctionRegistry;
import com.heraerp.rpc.application.port.FunctionRunner;
import com.heraerp.rpc.domain.ActionRoles;
import com.heraerp.rpc.domain.BoundArgument;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionCatalog;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.GivenArguments;
import com.heraerp.rpc.domain.RpcFunction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Calls a function by its name with named arguments, as the caller and only as far as his role goes. */
@Singleton
public final class CallFunction implements Functions {

    /** SQLSTATEs by which PostgreSQL says that the catalog is behind: no such function, not granted any more. */
    private static final Set<String> CATALOG_IS_BEHIND = Set.of("42883", "42725", "42501");

    private final FunctionRegistry registry;
    private final FunctionRunner runner;
    private final PayloadRules rules;

    public CallFunction(FunctionRegistry registry, FunctionRunner runner, PayloadRules rules) {
        this.registry = registry;
        this.runner = runner;
        this.rules = rules;
    }

    /**
     * One call.
     *
     * @param safe whether the method promises to change nothing (GET, HEAD)
     * @param reading what the database is told when the function changes nothing
     * @param writing what it is told when the function may write, the caller's idempotency key included
     */
    public record Command(
            String function,
            GivenArguments arguments,
            boolean safe,
            CallMode mode,
            ActorContext actor,
            Scope reading,
            Scope writing) {}

    /** The answer together with the function that gave it. */
    public record Answer(RpcFunction function, FunctionResult result) {}

    /**
     * Calls.
     *
     * @throws Refused 404 for a name that is not in the catalog, 405 for a safe method on a function that writes, 403
     *     below the function's role or for another's actor or organization, 400 for wrong arguments, and whatever the
     *     function refuses
     */
    public Answer handle(Command command) {
        RpcFunction function = find(command);
        try {
            return new Answer(function, attempt(function, command));
        } catch (Refused refused) {
            if (!isCatalogBehind(refused)) {
                throw refused;
            }
            RpcFunction fresh = again(command);
            if (fresh.equals(function)) {
                throw failedInside(refused);
            }
            return new Answer(fresh, attempt(fresh, command));
        }
    }

    @Override
    public Outcome call(Request request) {
        CallMode mode = new CallMode(false, Integer.MAX_VALUE, 0, request.keyed());
        FunctionResult result = handle(
                new Command(request.function(), GivenArguments.of(request.arguments()), false, mode,
                        request.actor(), request.reading(), request.writing()))
                .result();
        return new Outcome(result.json(), result.replayed(), result.storedMillis());
    }

    private RpcFunction find(Command command) {
        RpcFunction known = registry.current().find(command.function());
        return known == null ? again(command) : known;
    }

    private RpcFunction again(Command command) {
        FunctionCatalog fresh = registry.reread();
        RpcFunction function = fresh.find(command.function());
        if (function == null) {
            throw fresh.notFound(command.function(), command.actor());
        }
        return function;
    }

    private FunctionResult attempt(RpcFunction function, Command command) {
        if (command.safe() && !function.volatility().isReadOnly()) {
            throw Refused.because(
                    Refusal.METHOD_NOT_ALLOWED, "The function may write; it is called by POST");
        }
        ActorContext actor = command.actor();
        ActionRoles.of(function, command.arguments().values()).demand(actor);
        command.arguments().refuseForeign(actor);
        List<BoundArgument> arguments = command.arguments().bind(function, actor);
        GivenArguments passed = rules.passed(function, command.arguments(), actor, command.reading());
        return run(function, passed == command.arguments() ? arguments : passed.bind(function, actor), command);
    }

    private FunctionResult run(RpcFunction function, List<BoundArgument> arguments, Command command) {
        GivenArguments given = command.arguments();
        CallMode mode = given.takeTheWindow(function) ? command.mode().withoutWindow() : command.mode();
        Scope scope = function.volatility().isReadOnly() ? command.reading() : command.writing();
        try {
            return runner.run(function, arguments, mode, scope);
        } catch (Refused refused) {
            throw LedgerRefusals.inTheGuidesWords(refused);
        }
    }

    private static boolean isCatalogBehind(Refused refused) {
        String code = refused.code();
        // The cause tells a refusal of the database from one of ours.
        return refused.getCause() != null && code != null && CATALOG_IS_BEHIND.contains(code);
    }

    /** The function is there and granted: what was not found or not allowed lies within it. */
    private static Refused failedInside(Refused refused) {
        if (refused.refusal() == Refusal.FORBIDDEN) {
            return refused;
        }
        Refused inside = Refused.because(Refusal.DATABASE_ERROR, "The function failed");
        return refused.code() == null ? inside : inside.withCode(refused.code()).causedBy(refused);
    }
}
