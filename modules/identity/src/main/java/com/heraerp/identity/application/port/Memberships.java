package com.heraerp.identity.application.port;

import com.heraerp.identity.domain.User;
import com.heraerp.kernel.Refused;
import java.util.Optional;

/** Who is known, and where they belong. */
public interface Memberships {

    /**
     * The user a token's subject stands for, as of now.
     *
     * @param subject the user's entity id, or the user's {@code auth_subject}
     * @throws Refused 503 or 504 when it cannot be found out
     */
    Optional<User> of(String subject);
}
