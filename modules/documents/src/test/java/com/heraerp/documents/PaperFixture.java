package com.heraerp.documents;

import com.heraerp.documents.domain.Issuer;
import com.heraerp.documents.domain.Line;
import com.heraerp.documents.domain.Paper;
import com.heraerp.documents.domain.Paper.Posting;
import com.heraerp.documents.domain.Party;
import com.heraerp.documents.domain.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Papers told in a sentence: {@code aPaper("INVOICE").totalling("105.00").item("Cut", "100.00", null, "5.00").paper()}. */
public final class PaperFixture {

    public static final String ID = "0199f000-0000-7000-8000-000000000001";

    private final String type;
    private @Nullable String number = "INV-2025-0042";
    private Instant date = Instant.parse("2025-10-20T14:30:00Z");
    private String name = "Luxe Salon";
    private @Nullable String taxNumber = "100200300400003";
    private String locale = "en-AE";
    private String zone = "Asia/Dubai";
    private Posting posting = Posting.POSTED;
    private boolean ledger;
    private boolean financial = true;
    private @Nullable BigDecimal total;
    private @Nullable String currency = "AED";
    private @Nullable Reference reversalOf;
    private @Nullable Reference reversedBy;
    private @Nullable String reason;
    private final List<Party> parties = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private PaperFixture(String type) {
        this.type = type;
    }

    public static PaperFixture aPaper(String type) {
        return new PaperFixture(type);
    }

    public PaperFixture numbered(@Nullable String given) {
        this.number = given;
        return this;
    }

    public PaperFixture at(String instant) {
        this.date = Instant.parse(instant);
        return this;
    }

    public PaperFixture by(String organization) {
        this.name = organization;
        return this;
    }

    public PaperFixture untaxed() {
        this.taxNumber = null;
        return this;
    }

    public PaperFixture in(String language, String timeZone, @Nullable String money) {
        this.locale = language;
        this.zone = timeZone;
        this.currency = money;
        return this;
    }

    public PaperFixture draft() {
        this.posting = Posting.DRAFT;
        return this;
    }

    public PaperFixture outsideTheBooks() {
        this.financial = false;
        return this;
    }

    public PaperFixture ofTheLedger() {
        this.ledger = true;
        return this;
    }

    public PaperFixture reversedBy(String reversal) {
        this.posting = Posting.REVERSED;
        this.reversedBy = new Reference(type, reversal, Instant.parse("2025-11-03T10:00:00Z"));
        return this;
    }

    public PaperFixture reversing(String original, @Nullable String why) {
        this.reversalOf = new Reference(type, original, Instant.parse("2025-10-01T20:00:00Z"));
        this.reason = why;
        return this;
    }

    public PaperFixture totalling(@Nullable String amount) {
        this.total = decimal(amount);
        return this;
    }

    public PaperFixture party(String kind, String called, @Nullable String address) {
        parties.add(new Party(kind, called, address, null, null));
        return this;
    }

    public PaperFixture item(String description, String amount, @Nullable String discount, @Nullable String tax) {
        return item(description, "1", amount, amount, discount, tax);
    }

    public PaperFixture item(String description, String quantity, String price, String amount,
            @Nullable String discount, @Nullable String tax) {
        lines.add(new Line("SERVICE", description, null, null, decimal(quantity), decimal(price), decimal(amount),
                decimal(discount), decimal(tax), null, null, null, false));
        return this;
    }

    public PaperFixture debit(String code, String account, String amount, @Nullable String money) {
        lines.add(entry(code, account, decimal(amount), null, money));
        return this;
    }

    public PaperFixture credit(String code, String account, String amount, @Nullable String money) {
        lines.add(entry(code, account, null, decimal(amount), money));
        return this;
    }

    private static Line entry(
            String code, String account, @Nullable BigDecimal debit, @Nullable BigDecimal credit,
            @Nullable String money) {
        return new Line("GL", null, account, code, null, null, null, null, null, debit, credit, money, true);
    }

    public Paper paper() {
        return new Paper(
                new Issuer(name, taxNumber, Locale.forLanguageTag(locale), ZoneId.of(zone)),
                ID, type, number, date, "CONFIRMED", posting, ledger, financial, null, null, parties,
                new Party("BRANCH", "Downtown", "12 Palm Street\nDubai", "+971 4 000 0000", null), total, currency,
                reversalOf, reversedBy, reason, lines);
    }

    private static @Nullable BigDecimal decimal(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }
}
