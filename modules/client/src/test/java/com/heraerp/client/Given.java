package com.heraerp.client;

import java.util.UUID;

/** What the tests of the client speak of. */
final class Given {

    static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    static final UUID ORGANIZATION = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    static final String CODE = "HERA.SALON.INV.PRODUCT.SHAMPOO.V1";
    static final String CREATED = "{\"success\":true,\"entity_id\":\"" + ID
            + "\",\"version\":1,\"warnings\":[{\"code\":\"W\",\"message\":\"m\",\"severity\":\"WARNING\"}]}";
    static final String BUSY = """
            {"error":"overloaded","message":"later","error_code":"CB_001","retryable":true,"request_id":"r"}""";

    private Given() {}
}
