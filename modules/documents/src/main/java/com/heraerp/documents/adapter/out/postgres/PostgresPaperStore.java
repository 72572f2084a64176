package com.heraerp.documents.adapter.out.postgres;

import com.heraerp.documents.application.port.PaperStore;
import com.heraerp.documents.domain.Issuer;
import com.heraerp.documents.domain.Line;
import com.heraerp.documents.domain.Paper;
import com.heraerp.documents.domain.Paper.Posting;
import com.heraerp.documents.domain.Party;
import com.heraerp.documents.domain.Reference;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresPaperStore implements PaperStore {

    private static final String READ = Database.reading("hera.transaction_document(?)");

    private final Database database;

    PostgresPaperStore(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable Paper read(Scope scope, UUID id) {
        byte[] document = database.read(scope, READ, (statement, first) -> statement.setObject(first, id));
        return document == null ? null : paper(JsonReader.readStored(document));
    }

    private static Paper paper(JsonObject told) {
        return new Paper(
                issuer(Objects.requireNonNull(told.object("organization"), "organization")),
                text(told, "id"),
                text(told, "type"),
                told.text("number"),
                instant(told),
                text(told, "status"),
                posting(text(told, "posting_status")),
                told.isTrue("is_gl"),
                told.isTrue("is_financial"),
                told.text("reference"),
                told.text("external_reference"),
                Stream.of("source", "target").flatMap(role -> Stream.ofNullable(party(told.object(role)))).toList(),
                party(told.object("branch")),
                number(told, "total_amount"),
                told.text("currency_code"),
                reference(told.object("reversal_of")),
                reference(told.object("reversed_by")),
                told.text("reason"),
                lines(told.array("lines")));
    }

    private static Issuer issuer(JsonObject organization) {
        JsonObject settings = Objects.requireNonNullElse(organization.object("settings"), JsonObject.EMPTY);
        String taxNumber = settings.text("tax_number");
        String locale = settings.text("locale");
        return new Issuer(text(organization, "name"), taxNumber == null || taxNumber.isBlank() ? null : taxNumber,
                locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale), zone(settings.text("time_zone")));
    }

    /** PostgreSQL knows names of zones that Java does not, such as {@code posix/Europe/Rome}. */
    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name.replaceFirst("^posix/", ""));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static Posting posting(String status) {
        return switch (status) {
            case "draft" -> Posting.DRAFT;
            case "reversed" -> Posting.REVERSED;
            default -> Posting.POSTED;
        };
    }

    private static @Nullable Party party(@Nullable JsonObject told) {
        return told == null
                ? null
                : new Party(text(told, "type"), text(told, "name"), told.text("address"), told.text("phone"),
                        told.text("tax_number"));
    }

    private static @Nullable Reference reference(@Nullable JsonObject told) {
        return told == null ? null : new Reference(text(told, "type"), text(told, "number"), instant(told));
    }

    private static List<Line> lines(@Nullable JsonArray lines) {
        return lines == null ? List.of() : lines.values().stream().map(PostgresPaperStore::line).toList();
    }

    private static Line line(JsonValue value) {
        JsonObject told = (JsonObject) value;
        return new Line(
                text(told, "type"),
                told.text("description"),
                told.text("name"),
                told.text("code"),
                number(told, "quantity"),
                number(told, "unit_amount"),
                number(told, "line_amount"),
                number(told, "discount_amount"),
                number(told, "tax_amount"),
                number(told, "debit_amount"),
                number(told, "credit_amount"),
                told.text("currency_code"),
                told.isTrue("is_gl"));
    }

    private static String text(JsonObject object, String name) {
        return Objects.requireNonNull(object.text(name), name);
    }

    private static Instant instant(JsonObject object) {
        return OffsetDateTime.parse(text(object, "date")).toInstant();
    }

    private static @Nullable BigDecimal number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.value() : null;
    }
}
