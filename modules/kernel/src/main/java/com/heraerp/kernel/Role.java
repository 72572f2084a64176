package com.heraerp.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * A member's role in one organization (contract, "Who is calling"). The order is partial: admin and finance_admin do
 * not contain each other, owner contains both.
 */
public enum Role {
    VIEWER, STAFF, MANAGER, FINANCE_ADMIN, ADMIN, OWNER;

    /** Whether a caller of this role may do what {@code required} admits. */
    public boolean includes(Role required) {
        return switch (this) {
            case OWNER -> true;
            case ADMIN -> required != OWNER && required != FINANCE_ADMIN;
            case FINANCE_ADMIN -> required != OWNER && required != ADMIN;
            case MANAGER, STAFF, VIEWER -> required.ordinal() <= ordinal();
        };
    }

    /** The role's name as stored in {@code relationship_data.role}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this stored name; empty for an unknown one, which therefore may do nothing. */
    public static Optional<Role> of(String code) {
        for (Role role : values()) {
            if (role.code().equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
