package com.heraerp.kernel;

/** Why a request was refused; the one table in {@code web.ErrorStatus} gives each its HTTP status (contract, "Errors"). */
public enum Refusal {
    INVALID_JSON, INVALID_REQUEST, GUARDRAIL_VIOLATION, ORGANIZATION_REQUIRED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, FUNCTION_NOT_FOUND, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, PAYLOAD_TOO_LARGE, URI_TOO_LONG, UNSUPPORTED_MEDIA_TYPE, HEADERS_TOO_LARGE,
    /** A unique key is taken (SQLSTATE 23505). */
    DUPLICATE,
    /** The state of things forbids it: dependants, already reversed, wrong state; or a lost race worth a retry. */
    CONFLICT, VERSION_CONFLICT,
    /** A row names another row that does not exist, or a value that a check refuses. */
    INVALID_REFERENCE,
    /** A business rule of a function said no (SQLSTATE P0001). */
    BUSINESS_RULE,
    /** A procedure of a workflow said no, under a code of its own. */
    PROCEDURE_REFUSED, IDEMPOTENCY_CONFLICT, RATE_LIMITED, INTERNAL_ERROR, DATABASE_ERROR, CIRCUIT_OPEN, OVERLOADED, DATABASE_UNAVAILABLE, TIMEOUT
}
