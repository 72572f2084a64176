package com.heraerp.guardrails.api;

/** In which of the three documented forms a payload came; they differ in what they allow to leave out. */
public enum Dialect {

    /** The REST body of {@code /api/v2.1/entities}: flat, strict about every name. */
    V2_1,

    /** {@code hera_entities_crud_v2}: {@code p_entity}, typed {@code p_dynamic}, an array of relationships. */
    RPC_V2,

    /**
     * {@code hera_entities_crud_v1}: also the simple field form {@code {value, type, smart_code}}, relationships as
     * {@code {mode, relationships}} or {@code {TYPE: [id, …]}}, and relationships without smart code, which the
     * function fills in.
     */
    RPC_V1;

    /** Whether the payload comes as {@code p_entity}, {@code p_dynamic}, {@code p_relationships}, {@code p_options}. */
    public boolean isRpc() {
        return this != V2_1;
    }
}
