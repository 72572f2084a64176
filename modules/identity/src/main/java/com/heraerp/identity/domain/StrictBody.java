package com.heraerp.identity.domain;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request's body of which every field is known; a field that is null counts as absent. */
public final class StrictBody {

    private static final int LONGEST = 255;
    private static final int LONGEST_REASON = 10_000;
    private static final BigDecimal LATEST_VERSION = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final JsonObject body;

    private StrictBody(JsonObject body) {
        this.body = body;
    }

    /**
     * The body that may hold the {@code known} fields, {@code organization_id} and no other.
     *
     * @throws Refused 400 naming all that are unknown
     */
    public static StrictBody of(JsonObject body, Set<String> known) {
        List<String> unknown = body.names().stream()
                .filter(name -> !known.contains(name) && !name.equals("organization_id"))
                .toList();
        if (!unknown.isEmpty()) {
            String what = unknown.size() == 1 ? "Unknown field: " : "Unknown fields: ";
            throw Refused.because(Refusal.INVALID_REQUEST, what + String.join(", ", unknown))
                    .withContext(JsonObject.builder()
                            .put("fields", JsonArray.ofTexts(unknown))
                            .build());
        }
        return new StrictBody(body);
    }

    /**
     * Lets pass what names no organization or this one.
     *
     * @throws Refused 400 for what is no UUID, 403 for any other
     */
    public void refuseOtherOrganization(UUID here) {
        UUID named = id("organization_id");
        if (named != null && !named.equals(here)) {
            throw Refused.because(Refusal.FORBIDDEN, "organization_id is not the organization you are calling for");
        }
    }

    /**
     * A name, code or word; null when absent.
     *
     * @throws Refused 400 for anything but a text of 1 to 255 characters
     */
    public @Nullable String text(String name) {
        return text(name, LONGEST);
    }

    /**
     * Why something is done; null when nothing is said.
     *
     * @throws Refused 400 for anything but a text of 1 to 10,000 characters
     */
    public @Nullable String reason() {
        return text("reason", LONGEST_REASON);
    }

    private @Nullable String text(String name, int longest) {
        if (!body.has(name)) {
            return null;
        }
        String text = body.text(name);
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            throw Refused.field(name, name + " must be a text of 1 to " + longest + " characters");
        }
        return text;
    }

    /**
     * As {@link #text}, of a field that must be there.
     *
     * @throws Refused 400 when it is absent
     */
    public String required(String name) {
        String text = text(name);
        if (text == null) {
            throw Refused.field(name, name + " is required");
        }
        return text;
    }

    /**
     * A UUID; null when absent.
     *
     * @throws Refused 400 for anything else
     */
    public @Nullable UUID id(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return Uuids.parse(text).orElseThrow(() -> Refused.field(name, name + " must be a UUID"));
    }

    /**
     * A UUID that must be there.
     *
     * @throws Refused 400 when it is absent or none
     */
    public UUID requiredId(String name) {
        required(name);
        UUID id = id(name);
        if (id == null) {
            throw Refused.field(name, name + " is required");
        }
        return id;
    }

    /**
     * The member that is an object; null when absent.
     *
     * @throws Refused 400 for anything else
     */
    public @Nullable JsonObject object(String name) {
        JsonObject object = body.object(name);
        if (object == null && body.has(name)) {
            throw Refused.field(name, name + " must be an object");
        }
        return object;
    }

    /**
     * The version that the write expects: {@code ifMatch} when it is given, else the body's {@code expected_version}.
     *
     * @throws Refused 400 when that is no version
     */
    public @Nullable Long expectedVersion(@Nullable Long ifMatch) {
        if (ifMatch != null || !body.has("expected_version")) {
            return ifMatch;
        }
        if (body.get("expected_version") instanceof JsonNumber(BigDecimal value)
                && value.signum() > 0
                && value.compareTo(LATEST_VERSION) <= 0
                && value.stripTrailingZeros().scale() <= 0) {
            return value.longValueExact();
        }
        throw Refused.field("expected_version", "expected_version must be a whole number, 1 or more");
    }
}
