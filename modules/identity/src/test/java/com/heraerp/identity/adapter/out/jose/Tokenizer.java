package com.heraerp.identity.adapter.out.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs headers and claims exactly as they are written, well-formed or not. */
final class Tokenizer {

    private Tokenizer() {}

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A token with this signature algorithm, whatever its header says. */
    static String signed(String header, String claims, JWSAlgorithm algorithm, JWSSigner signer) {
        String input = part(header) + '.' + part(claims);
        try {
            return input + '.'
                    + signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String hs256(String header, String claims, byte[] secret) {
        try {
            return signed(header, claims, JWSAlgorithm.HS256, new MACSigner(secret));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
