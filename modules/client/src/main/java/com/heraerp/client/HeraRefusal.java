package com.heraerp.client;

/** The server refused; which subtype says why, {@link #error()} everything. Nothing was changed. */
public sealed class HeraRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HeraError error;

    private HeraRefusal(HeraError error) {
        super(error.status() + " " + error.error() + ": " + error.message());
        this.error = error;
    }

    /** What the server said. */
    public HeraError error() {
        return error;
    }

    static HeraRefusal of(HeraError error) {
        return switch (error.status()) {
            case 400 -> error.violations().isEmpty() ? new BadRequest(error) : new Violated(error);
            case 401 -> new Unauthorized(error);
            case 403 -> new Forbidden(error);
            case 404 -> new NotFound(error);
            case 409 -> new Conflict(error);
            case 412 -> new VersionConflict(error);
            case 422 -> new Unprocessable(error);
            case 429 -> new RateLimited(error);
            default -> error.status() >= 500 ? new ServerFailed(error) : new BadRequest(error);
        };
    }

    /** 400 without findings, 405, 406, 413 to 415, 431: the request is not one that the API knows. */
    public static final class BadRequest extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private BadRequest(HeraError error) {
            super(error);
        }
    }

    /** 400 with the guardrails' findings. */
    public static final class Violated extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private Violated(HeraError error) {
            super(error);
        }
    }

    /** 401: no token, or one that does not hold. */
    public static final class Unauthorized extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private Unauthorized(HeraError error) {
            super(error);
        }
    }

    /** 403: not a member, or his role does not allow it. */
    public static final class Forbidden extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private Forbidden(HeraError error) {
            super(error);
        }
    }

    /** 404: there is no such thing in the organization. */
    public static final class NotFound extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private NotFound(HeraError error) {
            super(error);
        }
    }

    /** 409: a duplicate, something that depends on it, a wrong state. */
    public static final class Conflict extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private Conflict(HeraError error) {
            super(error);
        }
    }

    /** 412: somebody else has changed it; {@link HeraError#context()} has both versions. */
    public static final class VersionConflict extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private VersionConflict(HeraError error) {
            super(error);
        }

        /** The version it has now. */
        public long currentVersion() {
            return error().context().path("current_version").longValue();
        }
    }

    /** 422: a reference to nothing, a broken rule, or an idempotency key used with another body. */
    public static final class Unprocessable extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private Unprocessable(HeraError error) {
            super(error);
        }
    }

    /** 429: too many requests, also after the client had waited and tried again. */
    public static final class RateLimited extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private RateLimited(HeraError error) {
            super(error);
        }
    }

    /** 500 and above, also after the client had tried again where that makes sense. */
    public static final class ServerFailed extends HeraRefusal {
        private static final long serialVersionUID = 1L;

        private ServerFailed(HeraError error) {
            super(error);
        }
    }
}
