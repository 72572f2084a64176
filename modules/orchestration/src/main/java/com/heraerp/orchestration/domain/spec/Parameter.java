package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One declared input or output of a procedure.
 *
 * @param fallback the value of an optional input that is not given; null when there is none
 */
public record Parameter(String name, DataType type, @Nullable JsonValue fallback, Form form) {

    /** Tells everything that is wrong with a value. */
    void check(JsonValue value, String path, Form.Listener listener) {
        Form.Listener told = Form.within(form.error(), listener);
        String broken = form.broken(value);
        if (!type.admits(value)) {
            // At the top that is malformed, and no business error.
            (path.indexOf('.') < 0 ? listener : told).wrong(null, path, "is not of type " + type.code());
        } else if (broken != null) {
            told.wrong(null, path, broken);
        } else if (form.members() instanceof Members members) {
            check(members, value, path, told);
        }
    }

    private static void check(Members members, JsonValue value, String path, Form.Listener told) {
        if (value instanceof JsonObject object) {
            members.check(object, path + '.', told);
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                String place = path + '.' + i;
                if (array.values().get(i) instanceof JsonObject object) {
                    members.check(object, place + '.', told);
                } else {
                    told.wrong(null, place, "is not of type object");
                }
            }
        }
    }
}
