package com.heraerp.db;

import java.util.UUID;

/** The ids of the demo data (spec/README). */
public final class Demo {

    public static final UUID PLATFORM = new UUID(0, 0);
    public static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    public static final UUID BELLA = UUID.fromString("b0000000-0000-4000-8000-000000000001");
    public static final UUID OWNER = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    public static final UUID FINANCE_ADMIN = UUID.fromString("a0000000-0000-4000-8000-0000000000a2");
    public static final UUID STAFF = UUID.fromString("a0000000-0000-4000-8000-0000000000a3");
    public static final UUID VIEWER = UUID.fromString("a0000000-0000-4000-8000-0000000000a4");
    public static final UUID MANAGER = UUID.fromString("a0000000-0000-4000-8000-0000000000a5");
    public static final UUID ADMIN = UUID.fromString("a0000000-0000-4000-8000-0000000000a6");
    public static final UUID BELLA_OWNER = UUID.fromString("b0000000-0000-4000-8000-0000000000b1");
    public static final UUID OF_BOTH = UUID.fromString("ab000000-0000-4000-8000-0000000000ab");
    public static final UUID OF_NONE = UUID.fromString("cc000000-0000-4000-8000-0000000000cc");
    public static final UUID PLATFORM_ADMIN = UUID.fromString("d0000000-0000-4000-8000-0000000000d1");
    public static final UUID BRANCH = UUID.fromString("a0000000-0000-4000-8000-0000000000c1");
    public static final UUID CATEGORY = UUID.fromString("a0000000-0000-4000-8000-0000000000e1");
    public static final UUID BRAND = UUID.fromString("a0000000-0000-4000-8000-0000000000e2");
    public static final UUID ARGAN_OIL = UUID.fromString("a0000000-0000-4000-8000-0000000000f1");
    public static final UUID CUT_AND_STYLE = UUID.fromString("a0000000-0000-4000-8000-0000000000f2");
    public static final UUID SARAH = UUID.fromString("a0000000-0000-4000-8000-0000000000f3");
    public static final UUID MARIA = UUID.fromString("a0000000-0000-4000-8000-0000000000f4");
    /** The twin of {@link #ARGAN_OIL} in Bella. */
    public static final UUID BELLA_PRODUCT = UUID.fromString("b0000000-0000-4000-8000-0000000000f1");

    private Demo() {}
}
