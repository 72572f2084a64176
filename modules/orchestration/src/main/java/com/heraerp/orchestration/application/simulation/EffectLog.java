package com.heraerp.orchestration.application.simulation;

import com.heraerp.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What procedures write to in memory: committed with the run's changes, or gone with them. */
public final class EffectLog {

    private final List<JsonObject> written = new ArrayList<>();

    public void write(JsonObject effect) {
        written.add(effect);
    }

    public List<JsonObject> written() {
        return List.copyOf(written);
    }

    int size() {
        return written.size();
    }

    void cutTo(int size) {
        written.subList(size, written.size()).clear();
    }
}
