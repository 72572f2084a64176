package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's examples about transactions, and what the contract adds to them. */
class TransactionJourneyIT {

    private static final String TRANSACTIONS = "/api/v2.1/transactions";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller owner = RunningHera.as(Demo.OWNER);

    @Test
    void createsTheGuidesAppointmentWithServiceLines() {
        Answer created = staff.post(TRANSACTIONS, guidesAppointment(unique("APPT")));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("api_version")).isEqualTo("v2.1");
        assertThat(created.text("actor_user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(created.text("organization_id")).isEqualTo(Demo.LUXE.toString());
        assertThat(created.text("posting_status")).isEqualTo("draft");
        assertThat(created.header("Location")).isEqualTo(TRANSACTIONS + "/" + created.text("transaction_id"));
        assertThat(created.header("ETag")).isEqualTo("\"1\"");

        JsonObject item = staff.get(created.header("Location") + "?include_relationships=true").item();
        assertThat(item.text("transaction_status")).isEqualTo("CONFIRMED");
        assertThat(item.text("transaction_date")).isEqualTo("2025-10-20T14:30:00Z");
        assertThat(item.text("customer_notes")).startsWith("Customer wants to go lighter");
        assertThat(item.toJson()).contains(
                "\"total_amount\":235.00", "\"line_amount\":185.00", "\"line_amount\":50.00", "\"HAS_STATUS\"",
                "\"reminder_sent\":true", "mobile_app");
    }

    @Test
    void listsConfirmedAppointmentsAsTheGuideDoes() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("LIST"))).text("transaction_id");

        Answer list = staff.get(TRANSACTIONS
                + "?transaction_type=APPOINTMENT&transaction_status=CONFIRMED&limit=50&include_lines=true");

        assertThat(list.status()).as(list.text()).isEqualTo(200);
        assertThat(list.items("data")).anySatisfy(item -> {
            assertThat(item.text("id")).isEqualTo(id);
            assertThat(item.toJson()).contains("\"lines\":[{", "\"line_number\":1");
        });
        assertThat(String.valueOf(list.json().object("filters"))).contains("APPOINTMENT", "CONFIRMED");
        assertThat(staff.get(TRANSACTIONS + "?transaction_id=" + id + "&include_lines=false").text())
                .doesNotContain("\"lines\"");
    }

    @Test
    void narrowsByEveryFilterOfTheGuideAndTheContract() {
        String number = unique("FILTER");
        String id = staff.post(TRANSACTIONS, guidesAppointment(number)).text("transaction_id");

        for (String filter : List.of(
                "transaction_id=" + id, "transaction_number=" + number, "source_entity_id=" + Demo.SARAH,
                "target_entity_id=" + Demo.MARIA, "branch_id=" + Demo.BRANCH, "posting_status=draft", "q=" + number,
                "smart_code=HERA.SALON.APPOINTMENT.TXN.BOOKED.V1", "date_from=2025-10-20&date_to=2025-10-20",
                "date_from=2025-10-20T14:30:00Z", "date_to=2025-10-20T14:30:00%2B00:00")) {
            assertThat(staff.get(TRANSACTIONS + "?limit=1000&" + filter).text()).as(filter).contains(id);
        }
        for (String filter : List.of("date_to=2025-10-19", "posting_status=posted", "source_entity_id=" + Demo.MARIA)) {
            assertThat(staff.get(TRANSACTIONS + "?limit=1000&" + filter).text()).as(filter).doesNotContain(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "date_from=tomorrow", "date_to=2025-02-30", "posting_status=lost", "limit=0",
        "limit=1001", "source_entity_id=x", "order=colour.asc", "offset=1&cursor=x", "include_lines=yes",
        "transaction_type=", "cursor=x"})
    void refusesAQueryThatItCannotAnswer(String query) {
        Answer refused = staff.get(TRANSACTIONS + "?" + query);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void pagesThroughWithoutLossOrRepetition() {
        String type = unique("PAGED");
        for (int i = 0; i < 5; i++) {
            staff.post(TRANSACTIONS, note(type, "\"total_amount\": " + i));
        }

        String page = TRANSACTIONS + "?transaction_type=" + type
                + "&limit=2&order=total_amount.desc&include_total=true";
        Answer first = staff.get(page);
        Answer second = staff.get(page + "&cursor=" + first.text("next_cursor"));
        Answer third = staff.get(page + "&cursor=" + second.text("next_cursor"));

        assertThat(first.number("total")).isEqualTo(5);
        assertThat(List.of(first, second, third))
                .flatExtracting(answer -> answer.items("data").stream()
                        .map(item -> String.valueOf(item.get("total_amount"))).toList())
                .hasSize(5).doesNotHaveDuplicates();
        assertThat(third.json().has("next_cursor")).isFalse();
    }

    @Test
    void completesTheGuidesAppointment() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("PUT"))).text("transaction_id");

        Answer updated = staff.put(TRANSACTIONS, """
                {"transaction_id": "%s", "transaction_status": "COMPLETED", "dynamic": {
                  "completion_time": {"field_type": "date", "field_value_date": "2025-10-20T16:30:00.000Z",
                    "smart_code": "HERA.SALON.APPOINTMENT.DYN.COMPLETION.V1"},
                  "customer_satisfaction": {"field_type": "number", "field_value_number": 5.0,
                    "smart_code": "HERA.SALON.APPOINTMENT.DYN.RATING.V1"},
                  "stylist_notes": {"field_type": "text",
                    "field_value_text": "Customer loved the highlights. Book follow-up in 6 weeks.",
                    "smart_code": "HERA.SALON.APPOINTMENT.DYN.STYLIST_NOTES.V1"}}}""".formatted(id));

        assertThat(updated.status()).as(updated.text()).isEqualTo(200);
        assertThat(updated.number("version")).isEqualTo(2);
        JsonObject item = staff.get(TRANSACTIONS + "/" + id).item();
        assertThat(item.text("transaction_status")).isEqualTo("COMPLETED");
        assertThat(item.toJson()).contains("\"customer_satisfaction\":5.0", "\"reminder_sent\":true",
                "\"line_amount\":185.00");
    }

    @Test
    void replacesTheLinesThatAreGiven() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("LINES"))).text("transaction_id");

        Answer updated = staff.put(TRANSACTIONS, """
                {"transaction_id": "%s", "transaction_status": "COMPLETED", "total_amount": 185.00, "lines": [
                  {"line_number": 1, "line_type": "SERVICE", "description": "Hair Cut & Style", "quantity": 1,
                   "unit_amount": 175.00, "line_amount": 175.00, "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1"},
                  {"line_number": 2, "line_type": "PRODUCT", "description": "Hair Gel", "quantity": 1,
                   "unit_amount": 10.00, "line_amount": 10.00, "smart_code": "HERA.SALON.APPOINTMENT.LINE.PRODUCT.V1",
                   "entity_id": "%s"}]}""".formatted(id, Demo.ARGAN_OIL));

        assertThat(updated.status()).as(updated.text()).isEqualTo(200);
        assertThat(staff.get(TRANSACTIONS + "/" + id).text())
                .contains("Hair Gel", "\"total_amount\":185.00").doesNotContain("Highlights\",\"quantity");
    }

    @Test
    void keepsTheChangeOfSomebodyElse() {
        String id = staff.post(TRANSACTIONS, note("NOTE", "\"total_amount\": 1")).text("transaction_id");
        String tag = staff.get(TRANSACTIONS + "/" + id).header("ETag");
        String change = "{\"transaction_id\":\"" + id + "\",\"total_amount\":2.50}";

        assertThat(staff.with("If-None-Match", tag).get(TRANSACTIONS + "/" + id).status()).isEqualTo(304);
        assertThat(staff.with("If-Match", tag).put(TRANSACTIONS, change).status()).isEqualTo(200);
        assertThat(staff.with("If-Match", tag).put(TRANSACTIONS, change).text("error")).isEqualTo("version_conflict");
        assertThat(staff.get(TRANSACTIONS + "/" + id).text()).contains("\"total_amount\":2.50");
    }

    @Test
    void deletesSoftlyAndForGood() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("DEL"))).text("transaction_id");
        String cancelled = "{\"transaction_id\":\"" + id
                + "\",\"action\":\"soft_delete\",\"reason\":\"Customer cancelled\",\"cascade\":false}";

        Answer deleted = owner.delete(TRANSACTIONS, cancelled);

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(deleted.json().isTrue("deleted")).isTrue();
        assertThat(staff.get(TRANSACTIONS + "/" + id).status()).isEqualTo(404);
        assertThat(staff.get(TRANSACTIONS + "/" + id + "?include_deleted=true").status()).isEqualTo(200);
        assertThat(owner.delete(TRANSACTIONS, cancelled.replace("soft", "hard")).status()).isEqualTo(200);
        assertThat(staff.get(TRANSACTIONS + "/" + id + "?include_deleted=true").status()).isEqualTo(404);
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswerByteForByte() {
        Caller keyed = staff.with("Idempotency-Key", unique("txn-key"));
        String body = guidesAppointment(unique("KEY"));

        Answer first = keyed.post(TRANSACTIONS, body);
        Answer second = keyed.post(TRANSACTIONS, body);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keyed.post(TRANSACTIONS, guidesAppointment(unique("KEY"))).text("error"))
                .isEqualTo("idempotency_conflict");
    }

    @Test
    void namesTheTakenNumber() {
        String number = unique("TAKEN");
        staff.post(TRANSACTIONS, guidesAppointment(number));

        Answer taken = staff.post(TRANSACTIONS, guidesAppointment(number));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("code")).isEqualTo("23505");
        assertThat(String.valueOf(taken.json().object("context"))).contains("transaction_number");
    }

    @Test
    void tellsWhatHappened() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("HISTORY"))).text("transaction_id");
        staff.put(TRANSACTIONS, "{\"transaction_id\":\"" + id + "\",\"total_amount\":240.00,\"reason\":\"tip\"}");

        Answer history = staff.get(TRANSACTIONS + "/" + id + "/history");

        assertThat(history.text("transaction_id")).isEqualTo(id);
        assertThat(history.items("data")).hasSize(2);
        assertThat(history.items("data").getFirst().toJson()).contains("total_amount", "235.00", "240.00");
        assertThat(staff.get(TRANSACTIONS + "/" + id + "/history?format=html").text()).startsWith("<!doctype html>");
    }

    @Test
    void undoesAnAtomicBatchAndTellsEachResult() {
        String good = note("NOTE", "\"action\": \"CREATE\"");
        String bad = note("NOTE", "\"action\": \"CREATE\", \"total_amount\": \"x\"");

        Answer atomic = staff.post(TRANSACTIONS + "/batch", "{\"operations\":[" + good + "," + bad + "]}");
        Answer single = staff.post(
                TRANSACTIONS + "/batch", "{\"atomic\":false,\"operations\":[" + good + "," + bad + "]}");

        assertThat(atomic.status()).isEqualTo(400);
        assertThat(atomic.items("results")).extracting(result -> String.valueOf(result.get("status")))
                .containsExactly("JsonNumber[value=424]", "JsonNumber[value=400]");
        assertThat(single.status()).as(single.text()).isEqualTo(200);
        assertThat(single.number("succeeded")).isEqualTo(1);
        assertThat(single.items("results").getFirst().text("transaction_id")).isNotNull();
    }

    @Test
    void servesTheSameUnderV1() {
        Answer created = staff.post("/api/v1/transactions", guidesAppointment(unique("V1")));
        String path = "/api/v1/transactions/" + created.text("transaction_id");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("api_version")).isEqualTo("v1");
        assertThat(created.header("Location")).isEqualTo(path);
        assertThat(staff.put(path, "{\"transaction_status\": \"COMPLETED\"}").status()).isEqualTo(200);
        assertThat(staff.put(path, "{\"transaction_id\": \"" + Demo.SARAH + "\"}").status()).isEqualTo(400);
        assertThat(staff.get(path).item().text("transaction_status")).isEqualTo("COMPLETED");
        assertThat(staff.get("/api/v1/transactions?limit=1").text("api_version")).isEqualTo("v1");
    }

    @Test
    void hidesOneOrganizationFromAnother() {
        String id = staff.post(TRANSACTIONS, guidesAppointment(unique("HIDDEN"))).text("transaction_id");
        Caller bella = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);

        assertThat(bella.get(TRANSACTIONS + "/" + id).status()).isEqualTo(404);
        assertThat(bella.get(TRANSACTIONS + "/" + id + "/history").status()).isEqualTo(404);
        assertThat(bella.get(TRANSACTIONS + "?transaction_id=" + id).number("count")).isZero();
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    private static String note(String type, String more) {
        return """
                {"transaction_type": "%s", "smart_code": "HERA.SALON.CRM.TXN.NOTE.V1",
                 "transaction_date": "2025-10-18", %s}""".formatted(type, more);
    }

    /** The guide's example 2; where it has placeholders, ids of the demo data. */
    private static String guidesAppointment(String number) {
        return """
                {
                  "transaction_type": "APPOINTMENT",
                  "smart_code": "HERA.SALON.APPOINTMENT.TXN.BOOKED.V1",
                  "transaction_date": "2025-10-20T14:30:00Z",
                  "transaction_number": "%s",
                  "source_entity_id": "%s",
                  "target_entity_id": "%s",
                  "total_amount": 235.00,
                  "transaction_status": "CONFIRMED",
                  "reference_number": "BOOKING-12345",
                  "business_context": {
                    "branch_id": "%s",
                    "appointment_type": "color_and_cut",
                    "duration_minutes": 120,
                    "booking_source": "mobile_app"
                  },
                  "lines": [
                    {
                      "line_number": 1,
                      "line_type": "SERVICE",
                      "description": "Hair Color & Highlights",
                      "quantity": 1,
                      "unit_amount": 185.00,
                      "line_amount": 185.00,
                      "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
                      "entity_id": "%s",
                      "line_data": {
                        "duration_minutes": 90,
                        "scheduled_time": "2025-10-20T14:30:00Z",
                        "branch_id": "downtown-branch-uuid",
                        "service_category": "color"
                      }
                    },
                    {
                      "line_number": 2,
                      "line_type": "SERVICE",
                      "description": "Haircut & Styling",
                      "quantity": 1,
                      "unit_amount": 50.00,
                      "line_amount": 50.00,
                      "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
                      "entity_id": "%s",
                      "line_data": {
                        "duration_minutes": 30,
                        "scheduled_time": "2025-10-20T16:00:00Z",
                        "branch_id": "downtown-branch-uuid",
                        "service_category": "cut"
                      }
                    }
                  ],
                  "dynamic": {
                    "customer_notes": {
                      "field_type": "text",
                      "field_value_text": "Customer wants to go lighter, add caramel highlights",
                      "smart_code": "HERA.SALON.APPOINTMENT.DYN.NOTES.V1"
                    },
                    "allergies": {
                      "field_type": "json",
                      "field_value_json": {
                        "chemical": ["ammonia"],
                        "severity": "moderate"
                      },
                      "smart_code": "HERA.SALON.APPOINTMENT.DYN.ALLERGIES.V1"
                    },
                    "reminder_sent": {
                      "field_type": "boolean",
                      "field_value_boolean": true,
                      "smart_code": "HERA.SALON.APPOINTMENT.DYN.REMINDER.V1"
                    }
                  },
                  "relationships": [
                    {
                      "to_entity_id": "%s",
                      "relationship_type": "HAS_STATUS",
                      "smart_code": "HERA.SALON.APPOINTMENT.REL.STATUS.V1"
                    }
                  ]
                }""".formatted(number, Demo.SARAH, Demo.MARIA, Demo.BRANCH, Demo.CUT_AND_STYLE, Demo.CUT_AND_STYLE,
                Demo.CATEGORY);
    }
}
