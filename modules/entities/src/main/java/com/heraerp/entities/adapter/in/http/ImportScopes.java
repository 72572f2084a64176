package com.heraerp.entities.adapter.in.http;

import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.web.Call;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Gives each part of a keyed import a key of its own, so that an import that broke off is taken up by sending it again. */
record ImportScopes(Call call, @Nullable Keyed keyed) implements IntFunction<Scope> {

    @Override
    public Scope apply(int part) {
        return call.writing(keyed == null
                ? null
                : new Keyed(keyed.key() + '/' + part, keyed.fingerprint(), keyed.elapsedMillis()));
    }
}
