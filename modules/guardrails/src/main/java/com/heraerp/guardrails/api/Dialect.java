package com.heraerp.guardrails.api;

/** In which of the documented forms a payload came; they differ in what they allow to leave out. */
public enum Dialect {

    /** The REST body of {@code /api/v2.1} (and {@code v1}): flat, strict about every name. */
    V2_1,

    /** The REST body of {@code /api/v2}: flat, and callers may send more than is known. */
    V2,

    /** {@code hera_entities_crud_v2} and its sister: {@code p_entity}, typed {@code p_dynamic}, an array of relationships. */
    RPC_V2,

    /**
     * {@code hera_entities_crud_v1}: also the simple field form {@code {value, type, smart_code}}, relationships as
     * {@code {mode, relationships}} or {@code {TYPE: [id, …]}}, and relationships without smart code, which the
     * function fills in. {@code hera_txn_crud_v1}: header and lines in one {@code p_payload}.
     */
    RPC_V1;

    /** Whether the parts of the payload come as named arguments, {@code p_entity}, {@code p_dynamic} and so on. */
    public boolean isRpc() {
        return this == RPC_V2 || this == RPC_V1;
    }

    /** Whether unknown names are let pass and null means absent: callers of v2 send extras (contract). */
    public boolean ignoresExtras() {
        return this != V2_1;
    }
}
