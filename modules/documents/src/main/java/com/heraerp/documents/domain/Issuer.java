package com.heraerp.documents.domain;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The organization that hands a document out.
 *
 * @param taxNumber null for one that has none
 * @param locale in which its documents speak
 * @param zone in which its days begin
 */
public record Issuer(String name, @Nullable String taxNumber, Locale locale, ZoneId zone) {}
