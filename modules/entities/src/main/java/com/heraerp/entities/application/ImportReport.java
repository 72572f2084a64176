package com.heraerp.entities.application;

import com.heraerp.entities.application.port.ImportStore.Failure;
import com.heraerp.entities.application.port.ImportStore.Part;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import java.util.ArrayList;
import java.util.List;

/** What became of an import so far: counts of everything, the first findings by line. */
public final class ImportReport {

    /** How many failures, and how many warnings, are told one by one. */
    public static final int TOLD = 100;

    private final List<Failure> failures = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private int lines;
    private int created;
    private int updated;
    private int unchanged;
    private int failed;
    private int warned;

    /** What a line was warned of. */
    public record Warning(int line, Violation violation) {}

    /** Lines read, empty ones not counted. */
    public int lines() {
        return lines;
    }

    public int created() {
        return created;
    }

    /** Lines of entities that were known, those of {@link #unchanged} too. */
    public int updated() {
        return updated;
    }

    /** Lines whose entity already was as they say, and got no new version. */
    public int unchanged() {
        return unchanged;
    }

    /** Lines refused, and lines whose entity was written without a reference that was refused. */
    public int failed() {
        return failed;
    }

    /** Warnings, also those not told. */
    public int warned() {
        return warned;
    }

    /** The first failures, by line. */
    public List<Failure> failures() {
        return failures.stream().sorted((a, b) -> Integer.compare(a.line(), b.line())).toList();
    }

    /** The first warnings, by line. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    void read() {
        lines++;
    }

    void fail(int line, Refused refused) {
        failed++;
        if (failures.size() < TOLD) {
            failures.add(new Failure(line, refused));
        }
    }

    void warn(int line, List<Violation> findings) {
        warned += findings.size();
        for (Violation finding : findings) {
            if (warnings.size() < TOLD) {
                warnings.add(new Warning(line, finding));
            }
        }
    }

    void add(Part part) {
        created += part.created();
        updated += part.updated();
        unchanged += part.unchanged();
        part.failures().forEach(failure -> fail(failure.line(), failure.refused()));
    }
}
