package com.heraerp.documents.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with all that a document of it says.
 *
 * @param number null for one that has none; {@link #numbered} always tells it apart
 * @param ledger whether it belongs to the general ledger
 * @param financial whether it belongs to the books, so that its being a draft matters
 * @param parties source and target, those that there are
 * @param branch where it happened, null when unknown
 * @param total as its header states it
 * @param currency of its amounts, null when it states none
 * @param reason why it reverses another
 */
public record Paper(
        Issuer issuer,
        String id,
        String type,
        @Nullable String number,
        Instant date,
        String status,
        Posting posting,
        boolean ledger,
        boolean financial,
        @Nullable String reference,
        @Nullable String externalReference,
        List<Party> parties,
        @Nullable Party branch,
        @Nullable BigDecimal total,
        @Nullable String currency,
        @Nullable Reference reversalOf,
        @Nullable Reference reversedBy,
        @Nullable String reason,
        List<Line> lines) {

    /** How far it got into the books. */
    public enum Posting {
        DRAFT, POSTED, REVERSED
    }

    public Paper {
        parties = List.copyOf(parties);
        lines = List.copyOf(lines);
    }

    public Kind kind() {
        return Kind.of(type, ledger, issuer.taxNumber() != null);
    }

    /** Its number, or its id when it has none. */
    public String numbered() {
        return number == null ? id : number;
    }

    /** Whether it must not be taken for the final thing. Only what belongs to the books becomes final by posting. */
    public boolean isDraft() {
        return posting == Posting.DRAFT && financial;
    }

    public boolean isReversed() {
        return posting == Posting.REVERSED;
    }

    /** The lines that it shows: how a sale is booked is no business of the customer's. */
    public List<Line> shownLines() {
        return kind() == Kind.JOURNAL ? lines : lines.stream().filter(line -> !line.ledger()).toList();
    }
}
