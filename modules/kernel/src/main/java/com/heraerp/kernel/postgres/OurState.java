package com.heraerp.kernel.postgres;

import com.heraerp.kernel.Refusal;
import java.util.Optional;

/**
 * The SQLSTATEs that our functions raise (class {@code ZH}), the twin of {@code hera.refusal_states()} in the
 * database; a test compares the two.
 */
public enum OurState {
    /** HERA_ORG_REQUIRED: no organization, or the null UUID where it is not allowed. */
    ORGANIZATION_REQUIRED("ZH001", Refusal.ORGANIZATION_REQUIRED),
    /** HERA_ACTOR_NOT_MEMBER, HERA_MEMBERSHIP_REQUIRED: the actor has no membership there. */
    NOT_A_MEMBER("ZH002", Refusal.FORBIDDEN),
    /** HERA_FORBIDDEN: the actor's role does not suffice. */
    ROLE_TOO_LOW("ZH003", Refusal.FORBIDDEN),
    /** HERA_RESERVED_KIND: only the kind's own endpoint may write it (D15). */
    RESERVED_KIND("ZH004", Refusal.FORBIDDEN),
    /** HERA_ENTITY_NOT_FOUND and the like. */
    NOT_FOUND("ZH005", Refusal.NOT_FOUND),
    /** HERA_VERSION_CONFLICT: expected_version does not match. */
    VERSION_CONFLICT("ZH006", Refusal.VERSION_CONFLICT),
    /** HERA_IDEMPOTENCY_CONFLICT: the key was used for another request. */
    IDEMPOTENCY_CONFLICT("ZH007", Refusal.IDEMPOTENCY_CONFLICT),
    /** HERA_FK_VIOLATION: a row that is named does not exist, or is deleted; reported as 23503. */
    MISSING_REFERENCE("ZH008", Refusal.INVALID_REFERENCE),
    /** HERA_PAYLOAD_INVALID, HERA_DYN_BATCH_PAYLOAD_INVALID: DETAIL names the field. */
    INVALID_PAYLOAD("ZH009", Refusal.INVALID_REQUEST),
    /** HERA_SMARTCODE_INVALID. */
    INVALID_SMART_CODE("ZH010", Refusal.GUARDRAIL_VIOLATION),
    /** HERA_HAS_DEPENDANTS: DETAIL counts them by kind. */
    HAS_DEPENDANTS("ZH011", Refusal.CONFLICT),
    /** HERA_BATCH_TOO_LARGE. */
    BATCH_TOO_LARGE("ZH012", Refusal.INVALID_REQUEST),
    /** HERA_WRONG_STATE: the row's state forbids it. */
    WRONG_STATE("ZH013", Refusal.CONFLICT),
    /** HERA_APPEND_ONLY: the change log is never changed. */
    APPEND_ONLY("ZH014", Refusal.CONFLICT),
    /** HERA_CURSOR_INVALID: a cursor that was not given out for this organization and filter. */
    INVALID_CURSOR("ZH015", Refusal.INVALID_REQUEST),
    /** HERA_GL_UNBALANCED: DETAIL tells debits and credits of every currency that does not balance. */
    GL_UNBALANCED("ZH016", Refusal.GUARDRAIL_VIOLATION),
    /** HERA_PERIOD_CLOSED: DETAIL names the period and whether it is closed, locked or missing. */
    PERIOD_CLOSED("ZH017", Refusal.GUARDRAIL_VIOLATION),
    /** HERA_GL_AMOUNT_INVALID: DETAIL names the line, its currency and the amount. */
    GL_AMOUNT_INVALID("ZH018", Refusal.GUARDRAIL_VIOLATION),
    /** HERA_PROCEDURE_FAILED: a procedure's own business error; DETAIL holds its {@code code}. */
    PROCEDURE_FAILED("ZH050", Refusal.CONFLICT);

    private final String code;
    private final Refusal refusal;

    OurState(String code, Refusal refusal) {
        this.code = code;
        this.refusal = refusal;
    }

    /** The SQLSTATE as raised. */
    public String code() {
        return code;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The {@code code} that callers see: PostgreSQL's own where one says the same. */
    public String reportedAs() {
        return this == MISSING_REFERENCE ? "23503" : code;
    }

    static Optional<OurState> of(String sqlState) {
        for (OurState state : values()) {
            if (state.code.equals(sqlState)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
