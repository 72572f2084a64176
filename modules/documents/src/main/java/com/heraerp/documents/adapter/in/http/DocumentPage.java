package com.heraerp.documents.adapter.in.http;

import com.heraerp.documents.adapter.in.http.Rows.Cell;
import com.heraerp.documents.domain.Figures;
import com.heraerp.documents.domain.Kind;
import com.heraerp.documents.domain.Paper;
import com.heraerp.documents.domain.Party;
import com.heraerp.documents.domain.Reference;
import com.heraerp.documents.domain.Sum;
import com.heraerp.documents.domain.Sum.Role;
import com.heraerp.documents.domain.Words;
import com.heraerp.kernel.web.Html;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as a page: well-formed XML, so that it can be printed, with one style element and nothing that would have to be
 * fetched.
 */
final class DocumentPage {

    private final Paper paper;
    private final PageStyle style;
    private final Words words;
    private final Figures figures;
    private final Html html = new Html();
    private final Rows rows;

    private DocumentPage(Paper paper, PageStyle style) {
        this.paper = paper;
        this.style = style;
        this.words = Words.in(paper.issuer().locale());
        this.figures = new Figures(paper.issuer().locale(), words.locale(), paper.issuer().zone());
        this.rows = new Rows(html, style == PageStyle.PAPER && words.areFromRight());
    }

    /** The page, as text. */
    static String of(Paper paper, PageStyle style) {
        DocumentPage page = new DocumentPage(paper, style);
        page.page();
        return page.html.toString();
    }

    private void page() {
        html.markup("<!DOCTYPE html>\n<html lang=\"").text(words.locale().toLanguageTag())
                .markup("\" dir=\"" + (words.areFromRight() ? "rtl" : "ltr") + "\"><head><meta charset=\"utf-8\"/>")
                .markup("<meta name=\"viewport\" content=\"width=device-width\"/><title>")
                .text(words.title(paper) + ' ' + paper.numbered() + " · " + paper.issuer().name())
                .markup("</title><style>" + style.css() + "</style></head><body><main>");
        head();
        notices();
        parties();
        LinesTable lines = new LinesTable(paper, words, figures, rows);
        if (paper.kind() == Kind.JOURNAL) {
            lines.ofJournal();
        } else {
            lines.ofItems();
            sums();
        }
        html.markup("</main></body></html>");
    }

    private void head() {
        rows.beside("head", List.of("half", "half end"), List.of(this::issuer, this::facts));
    }

    private void issuer() {
        html.markup("<h1><bdi>").text(paper.issuer().name()).markup("</bdi></h1>");
        Party branch = paper.branch();
        if (branch != null) {
            html.markup("<p><bdi>").text(branch.name()).markup("</bdi></p>");
            details(branch.address(), branch.phone());
        }
        labelled("tax_number", paper.issuer().taxNumber());
    }

    private void facts() {
        html.markup("<h2>").text(words.title(paper)).markup("</h2><table class=\"facts\">");
        fact("number", paper.numbered());
        fact("date", paper.kind() == Kind.INVOICE || paper.kind() == Kind.TAX_INVOICE || paper.kind() == Kind.JOURNAL
                ? figures.day(paper.date())
                : figures.moment(paper.date()));
        fact("reference", paper.reference());
        fact("external_reference", paper.externalReference());
        if (paper.kind() == Kind.STATEMENT) {
            fact("status", Words.readable(paper.status()));
        }
        html.markup("</table>");
    }

    private void fact(String label, @Nullable String value) {
        if (value != null) {
            rows.row("", List.of(new Cell("muted", words.of(label), null), new Cell("end wide", value, null)));
        }
    }

    private void notices() {
        if (paper.isDraft()) {
            notice("draft", words.of("draft_note"));
        }
        if (paper.isReversed()) {
            Reference by = paper.reversedBy();
            notice("reversed", by == null ? null : words.of("reversed_by", named(by), figures.day(by.date())));
        }
        Reference original = paper.reversalOf();
        if (original != null) {
            notice("reversal", words.of("reversal_of", named(original), figures.day(original.date())));
        }
    }

    private String named(Reference reference) {
        return words.type(reference.type()) + ' ' + reference.number();
    }

    private void notice(String label, @Nullable String explanation) {
        html.markup("<div class=\"notice\"><p><strong>").text(words.of(label)).markup("</strong></p>");
        if (explanation != null) {
            html.markup("<p>").text(explanation).markup("</p>");
        }
        if (label.equals("reversal") && paper.reason() != null) {
            html.markup("<p>").text(words.of("reason", paper.reason())).markup("</p>");
        }
        html.markup("</div>");
    }

    private void parties() {
        if (!paper.parties().isEmpty()) {
            rows.beside("parties", List.of("half", "half"),
                    paper.parties().stream().<Runnable>map(party -> () -> party(party)).toList());
        }
    }

    private void party(Party party) {
        html.markup("<p class=\"muted\">").text(words.party(party.type())).markup("</p><p><strong><bdi>")
                .text(party.name()).markup("</bdi></strong></p>");
        details(party.address(), party.phone());
        labelled("tax_number", party.taxNumber());
    }

    private void details(@Nullable String address, @Nullable String phone) {
        if (address != null) {
            for (String line : address.lines().toList()) {
                html.markup("<p><bdi>").text(line).markup("</bdi></p>");
            }
        }
        labelled("phone", phone);
    }

    private void labelled(String label, @Nullable String value) {
        if (value != null) {
            html.markup("<p><span class=\"muted\">").text(words.of(label)).markup(":</span> <bdi>").text(value)
                    .markup("</bdi></p>");
        }
    }

    private void sums() {
        List<Sum> sums = Sum.of(paper);
        if (sums.isEmpty()) {
            return;
        }
        html.markup("<table class=\"sums\">");
        for (Sum sum : sums) {
            rows.row(sum.role() == Role.TOTAL ? "total" : "", List.of(
                    Cell.of(words.of("sum." + sum.role())),
                    Cell.number(figures.money(sum.amount(), paper.currency()))));
        }
        html.markup("</table>");
    }
}
