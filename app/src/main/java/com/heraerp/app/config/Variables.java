package com.heraerp.app.config;

import com.heraerp.kernel.StartRefused;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads environment variables as typed values. A blank value counts as unset; a value that does not fit is refused by name. */
final class Variables {

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean isSet(String name) {
        return text(name).isPresent();
    }

    int integer(String name, int defaultValue, int min, int max) {
        return optionalInteger(name, min, max).orElse(defaultValue);
    }

    OptionalInt optionalInteger(String name, int min, int max) {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(parseInteger(name, text.get(), min, max));
    }

    BigDecimal decimal(String name, String defaultValue, BigDecimal min, BigDecimal max) {
        String text = text(name).orElse(defaultValue);
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, in the same words as a number out of range
        }
        throw StartRefused.variable(name, "must be a number from " + min + " to " + max + ", not '" + text + "'");
    }

    boolean flag(String name, boolean defaultValue) {
        return text(name).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw StartRefused.variable(name, "must be true or false, not '" + text + "'");
        }).orElse(defaultValue);
    }

    <E extends Enum<E>> E choice(String name, E defaultValue) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        List<E> choices = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        return choices.stream().filter(choice -> choice.name().equalsIgnoreCase(text.get())).findFirst()
                .orElseThrow(() -> StartRefused.variable(name, "must be one of " + choices.stream()
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))
                        + ", not '" + text.get() + "'"));
    }

    /** The value is not repeated in the refusal: an address may carry a password. */
    Optional<URI> address(String name, List<String> schemes) {
        return text(name).map(text -> {
            try {
                URI uri = new URI(text);
                String scheme = uri.getScheme();
                if (scheme != null && uri.getHost() != null && schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
                    return uri;
                }
            } catch (URISyntaxException notAnAddress) {
                // refused below, without the value
            }
            throw StartRefused.variable(name, "must be an address like " + schemes.getFirst() + "://host:port/path");
        });
    }

    /** Origins of pages, separated by commas, each in the one form that browsers send. */
    Set<String> origins(String name) {
        Set<String> origins = new LinkedHashSet<>();
        for (String text : text(name).orElse("").split(",", -1)) {
            if (!text.isBlank()) {
                origins.add(origin(name, text.strip()));
            }
        }
        return origins;
    }

    private static String origin(String name, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null
                    && uri.equals(new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null))) {
                String address = uri.getScheme() + "://" + uri.getHost();
                return (address + port(uri)).toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException notAnAddress) {
            // refused below, in the same words as an address that holds more than an origin
        }
        throw StartRefused.variable(
                name, "must be origins like https://shop.example, separated by commas, not '" + text + "'");
    }

    /** Browsers leave out the port that a scheme has anyway. */
    private static String port(URI origin) {
        boolean own = switch (origin.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> origin.getPort() == 443;
            case "http" -> origin.getPort() == 80;
            default -> false;
        };
        return own || origin.getPort() < 0 ? "" : ":" + origin.getPort();
    }

    private static int parseInteger(String name, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, in the same words as a number out of range
        }
        String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        throw StartRefused.variable(name, "must be a whole number " + range + ", not '" + text + "'");
    }
}
