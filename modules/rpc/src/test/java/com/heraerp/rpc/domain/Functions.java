package com.heraerp.rpc.domain;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import java.util.List;
import java.util.UUID;

/** Functions and callers for tests. */
final class Functions {

    static final UUID ACTOR = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    static final UUID ORGANIZATION = UUID.fromString("a0000000-0000-4000-8000-000000000001");

    private Functions() {}

    static RpcFunction function(String name, Volatility volatility, String comment, Argument... arguments) {
        return new RpcFunction(1, name, List.of(arguments), ResultShape.JSON, "jsonb", volatility,
                FunctionComment.of(comment));
    }

    static Argument required(String name, String sqlName, ScalarKind kind) {
        return new Argument(name, new ArgumentType(sqlName, kind, false), true, null);
    }

    static Argument optional(String name, String sqlName, ScalarKind kind, String byDefault) {
        return new Argument(name, new ArgumentType(sqlName, kind, false), false, byDefault);
    }

    static ActorContext actor(Role role) {
        return new ActorContext(ACTOR, new OrganizationId(ORGANIZATION), role, false);
    }

    static ActorContext platformAdministrator() {
        return new ActorContext(ACTOR, new OrganizationId(ORGANIZATION), Role.VIEWER, true);
    }
}
