package com.heraerp.rpc.domain;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;

/** Whom a call admits. */
public sealed interface Requirement {

    Requirement PLATFORM_ADMINISTRATOR = new Platform();
    Requirement NOBODY = new Nobody();

    /** A role and what contains it. */
    record AtLeast(Role role) implements Requirement {}

    /** Platform administrators, whatever their role in the organization. */
    record Platform() implements Requirement {}

    /** Nobody: the function demands a role that does not exist. */
    record Nobody() implements Requirement {}

    static Requirement of(Role role) {
        return new AtLeast(role);
    }

    /** Whether the actor may call. */
    default boolean admits(ActorContext actor) {
        return switch (this) {
            case AtLeast(Role role) -> actor.role().includes(role);
            case Platform ignored -> actor.platformAdministrator();
            case Nobody ignored -> false;
        };
    }

    /** The name callers see: a role's, {@code platform_administrator} or {@code nobody}. */
    default String code() {
        return switch (this) {
            case AtLeast(Role role) -> role.code();
            case Platform ignored -> "platform_administrator";
            case Nobody ignored -> "nobody";
        };
    }

    /**
     * Lets the actor pass.
     *
     * @throws Refused 403 when this does not admit him
     */
    default void demand(ActorContext actor) {
        if (!admits(actor)) {
            throw Refused.because(
                    Refusal.FORBIDDEN,
                    "This call needs the role " + code() + "; you are " + actor.role().code()
                            + " in this organization")
                    .withCode("42501");
        }
    }
}
