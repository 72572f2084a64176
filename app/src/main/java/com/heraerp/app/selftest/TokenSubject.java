package com.heraerp.app.selftest;

import com.heraerp.kernel.StartRefused;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** Whom a token speaks for. The server has checked it; here it is only read. */
final class TokenSubject {

    private TokenSubject() {}

    /** @throws StartRefused when it is no token, or names nobody */
    static String of(String token) {
        try {
            @Nullable
            String subject = JWTParser.parse(token).getJWTClaimsSet().getSubject();
            if (subject != null) {
                return subject;
            }
        } catch (ParseException notAToken) {
            // said below
        }
        throw new StartRefused("the token is not one that names a user");
    }
}
