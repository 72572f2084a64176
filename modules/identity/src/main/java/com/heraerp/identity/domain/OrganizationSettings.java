package com.heraerp.identity.domain;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** What the database cannot tell about an organization's settings (D10); of the others it refuses what is no value of its kind. */
public final class OrganizationSettings {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private OrganizationSettings() {}

    /**
     * The settings, when their currency is one.
     *
     * @throws Refused 400 naming {@code settings.base_currency}
     */
    public static JsonObject checked(JsonObject settings) {
        String currency = settings.text("base_currency");
        if (settings.has("base_currency") && (currency == null || !CURRENCIES.contains(currency))) {
            throw Refused.field("settings.base_currency", "settings.base_currency must be a currency of ISO 4217");
        }
        return settings;
    }
}
