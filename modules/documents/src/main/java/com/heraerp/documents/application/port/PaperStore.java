package com.heraerp.documents.application.port;

import com.heraerp.documents.domain.Paper;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where transactions are read with all that a document of them says. */
public interface PaperStore {

    /** The transaction; null when the scope's organization has no such one, or it is the system's. */
    @Nullable
    Paper read(Scope scope, UUID id);
}
