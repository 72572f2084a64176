package com.heraerp.app.health;

import com.heraerp.kernel.json.JsonObject;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;

/** What the process and its machine have left. */
final class Vitals {

    private static final double NEARLY_FULL = 0.95;

    private Vitals() {}

    /** Heap, in bytes: {@code used}, {@code committed}, {@code max}. */
    static JsonObject memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return JsonObject.builder()
                .put("status", heap.getUsed() > heap.getMax() * NEARLY_FULL ? "DEGRADED" : "UP")
                .put("used", heap.getUsed())
                .put("committed", heap.getCommitted())
                .put("max", heap.getMax())
                .build();
    }

    /** The disk that holds {@code home}, or the directory it will be made in, in bytes: {@code free}, {@code total}. */
    static JsonObject disk(Path home) {
        File place = home.toFile();
        while (!place.exists() && place.getParentFile() != null) {
            place = place.getParentFile();
        }
        long total = place.getTotalSpace();
        long free = place.getUsableSpace();
        return JsonObject.builder()
                .put("status", free < total * (1 - NEARLY_FULL) ? "DEGRADED" : "UP")
                .put("free", free)
                .put("total", total)
                .build();
    }

    /** Seconds since the process started. */
    static BigDecimal uptimeSeconds() {
        return BigDecimal.valueOf(ManagementFactory.getRuntimeMXBean().getUptime(), 3).setScale(1,
                RoundingMode.HALF_UP);
    }
}
