package com.heraerp.transactions;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Who calls in tests, and with what. */
public final class Callers {

    public static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    public static final UUID OWNER = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    public static final UUID BELLA = UUID.fromString("b0000000-0000-4000-8000-000000000001");

    private Callers() {}

    /** A member of Luxe. */
    public static ActorContext a(Role role) {
        return new ActorContext(OWNER, new OrganizationId(LUXE), role, false);
    }

    /** A call in Luxe. */
    public static Scope inLuxe() {
        return new Scope(LUXE, OWNER, "", new DatabaseCall());
    }

    public static JsonObject json(String text) {
        return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A note, which moves no money. */
    public static JsonObject aNote() {
        return json("""
                {"transaction_type": "note", "smart_code": "HERA.SALON.CRM.TXN.NOTE.V1",
                 "transaction_date": "2025-10-18"}""");
    }

    /** A journal of two lines dated 2025-02-10. */
    public static JsonObject aJournal(String debit, String credit) {
        return json("""
                {"transaction_type": "JOURNAL_ENTRY", "smart_code": "HERA.FIN.GL.TXN.JOURNAL.V1",
                 "transaction_date": "2025-02-10", "lines": [
                  {"line_type": "GL", "smart_code": "HERA.FIN.GL.LINE.ENTRY.V1", "currency_code": "AED",
                   "debit_amount": %s},
                  {"line_type": "GL", "smart_code": "HERA.FIN.GL.LINE.ENTRY.V1", "currency_code": "AED",
                   "credit_amount": %s}]}""".formatted(debit, credit));
    }
}
