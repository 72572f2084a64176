package com.heraerp.app.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that is right but for one thing, which is found out when much has been done already.
 *
 * @param status how it is refused
 * @param who the role of its caller
 */
record LateRefusal(int status, String who, Attempt attempt) {

    private static final Pattern NAME = Pattern.compile("<([a-z0-9-]+)>");
    private static final Pattern HEADER = Pattern.compile("([A-Z][A-Za-z-]+)=(\\S+) (.*)");

    /** Those of {@code late-refusals.txt}, which says how it is written. */
    static List<LateRefusal> all(Map<String, String> made) {
        Map<String, String> names = new LinkedHashMap<>(made);
        List<LateRefusal> all = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("let ")) {
                String[] parts = line.split(" +", 3);
                names.put(parts[1], filled(parts[2], names));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                all.add(read(filled(line, names)));
            }
        }
        return all;
    }

    private static LateRefusal read(String line) {
        String[] parts = line.split(" +", 5);
        Map<String, String> headers = new HashMap<>();
        String body = parts.length < 5 ? "" : parts[4] + ' ';
        for (Matcher header = HEADER.matcher(body); header.matches(); header = HEADER.matcher(body)) {
            headers.put(header.group(1), header.group(2));
            body = header.group(3);
        }
        return new LateRefusal(Integer.parseInt(parts[0]), parts[1],
                new Attempt(parts[2], parts[3], body.strip().replace('⏎', '\n'), headers));
    }

    private static String filled(String text, Map<String, String> names) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                Objects.requireNonNull(names.get(found.group(1)), found.group())));
    }

    private static List<String> lines() {
        try (InputStream file = LateRefusal.class.getResourceAsStream("late-refusals.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
