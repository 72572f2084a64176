package com.heraerp.entities;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;

/** Who calls in tests. */
public final class Callers {

    /** Luxe Salon of the demo data. */
    public static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");

    /** Bella Salon of the demo data. */
    public static final UUID BELLA = UUID.fromString("b0000000-0000-4000-8000-000000000001");

    private static final UUID OWNER_OF_LUXE = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    private static final UUID OWNER_OF_BELLA = UUID.fromString("b0000000-0000-4000-8000-0000000000b1");

    private Callers() {}

    /** A member of Luxe. */
    public static ActorContext a(Role role) {
        return new ActorContext(OWNER_OF_LUXE, new OrganizationId(LUXE), role, false);
    }

    /** A call in Luxe. */
    public static Scope inLuxe() {
        return new Scope(LUXE, OWNER_OF_LUXE, "", new DatabaseCall());
    }

    /** A call in Bella. */
    public static Scope inBella() {
        return new Scope(BELLA, OWNER_OF_BELLA, "", new DatabaseCall());
    }
}
