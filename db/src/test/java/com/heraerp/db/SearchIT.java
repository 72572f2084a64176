package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for words: what it finds, what it puts first, and what it will not look for. */
class SearchIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final Crud LUXE = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private static final Crud BELLA = Crud.of(DATABASE.asApp(), Demo.BELLA_OWNER, Demo.BELLA);

    @BeforeAll
    static void stocks() throws SQLException {
        remedy("Crème de Rosé", "REM-1", "For dry skin", "Maison Élan");
        remedy("Rose Water", "REM-2", "Distilled petals", "Gulf Traders");
        remedy("Rosemary Shampoo", "REM-3", "With rose oil", "Gulf Traders");
        remedy("Hand Balm", "ROSE-9", "Contains beeswax", "Élan & Sons");
        remedy("Night Serum", "REM-5", "Anti-ageing drops", "O'Neil.Care");
        for (int i = 0; i < 20; i++) {
            remedy("Bulk Soap " + i, "BULK-" + i, "Plain", "Gulf Traders");
        }
    }

    private static void remedy(String name, String code, String description, String maker) throws SQLException {
        LUXE.v1("CREATE", "{\"entity_type\":\"REMEDY\",\"entity_name\":\"" + name + "\",\"entity_code\":\"" + code
                + "\",\"entity_description\":\"" + description
                + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}",
                "{\"maker\":{\"field_type\":\"text\",\"field_value_text\":\"" + maker
                        + "\",\"smart_code\":\"HERA.SALON.INV.DYN.MAKER.V1\"},\"price\":{\"field_type\":\"number\",\"field_value_number\":77123,"
                        + "\"smart_code\":\"HERA.SALON.INV.DYN.PRICE.V1\"}}",
                "{}", "{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "petals         | Rose Water", "distil         | Rose Water", "creme rose     | Crème de Rosé",
        "CRÈME          | Crème de Rosé",
        "rem-5          | Night Serum", "elan sons      | Hand Balm", "beeswax hand   | Hand Balm",
        "o'neil         | Night Serum",
        "rosmary shampo | Rosemary Shampoo", "nihgt serum    | Night Serum", "Anti-Ageing    | Night Serum",
    })
    void findsWordsBeginningsAndNamesThatAreAlike(String q, String name) throws SQLException {
        assertThat(names(LUXE, "\"q\":\"" + q + "\"")).first().isEqualTo(name);
    }

    @Test
    void ranksNamesAndCodesAboveWhatOnlyMentionsTheWord() throws SQLException {
        assertThat(names(LUXE, "\"q\":\"rose\"")).containsExactly("Rose Water", "Rosemary Shampoo", "Crème de Rosé",
                "Hand Balm");
        assertThat(names(LUXE, "\"q\":\"rose\",\"order\":\"entity_name.asc\"")).first().isEqualTo("Crème de Rosé");
    }

    @ParameterizedTest
    @ValueSource(strings = {"77123", "maker", "price", "ro", "zzzzzz"})
    void doesNotFindNumbersNamesOfFieldsOrHalvesOfShortWords(String q) throws SQLException {
        assertThat(names(LUXE, "\"q\":\"" + q + "\"")).isEmpty();
    }

    @Test
    void staysWithinTheOrganization() throws SQLException {
        assertThat(names(BELLA, "\"q\":\"rose\"")).isEmpty();
        assertThat(names(BELLA, "\"q\":\"rosmary shampo\"")).isEmpty();
        assertThat(names(BELLA, "\"dynamic.maker\":\"ilike.*traders*\"")).isEmpty();
    }

    @Test
    void goesTogetherWithFiltersAndPages() throws SQLException {
        String query = "{\"entity_type\":\"REMEDY\",\"q\":\"traders\",\"dynamic.price\":\"gt.1\",\"limit\":";
        Gadgets listing = new Gadgets(LUXE.sql());

        List<String> whole = listing.page(query + "100}").ids();

        assertThat(listing.walk(query + "4}")).isEqualTo(whole).hasSize(22);
    }

    @Test
    void forgetsWhatIsDeletedAndLearnsWhatIsChanged() throws SQLException {
        remedy("Vanishing Cream", "VAN-1", "Gone soon", "Nobody");
        String id = LUXE.at(LUXE.v1("READ", "{\"entity_code\":\"VAN-1\"}"), "{items,0,id}");
        LUXE.v1("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Lasting Cream\"}");
        assertThat(names(LUXE, "\"q\":\"lasting\"")).containsExactly("Lasting Cream");
        assertThat(names(LUXE, "\"q\":\"vanishing\"")).isEmpty();

        LUXE.v1("DELETE", "{\"entity_id\":\"" + id + "\"}");
        assertThat(names(LUXE, "\"q\":\"lasting\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "---", "a b c d e f g h i j k"})
    void refusesWhatHoldsNoWordOrTooMany(String q) {
        refusalOf(() -> names(LUXE, "\"q\":\"" + q + "\"")).is("ZH009", "HERA_PAYLOAD_INVALID: q").naming("\"q\"");
        refusalOf(() -> names(LUXE, "\"q\":\"" + "x".repeat(201) + "\"")).is("ZH009", "HERA_PAYLOAD_INVALID: q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' | rose:*", "rose & !water", "a\\\\'b", "(((", "<->", "\\u0001\\u0002x", "😀 rose",
        "%%%a"})
    void takesNoWordForSyntax(String q) throws SQLException {
        try {
            assertThat(names(LUXE, "\"q\":\"" + q + "\"")).isNotNull();
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).isEqualTo("ZH009");
        }
    }

    private static List<String> names(Crud crud, String asked) throws SQLException {
        return crud.sql().all(
                "select i.value ->> 'entity_name' from jsonb_array_elements(('{' || hera.list_entities(?::jsonb) || '}')::jsonb -> 'data')"
                        + " with ordinality i (value, place) order by i.place",
                "{\"entity_type\":\"REMEDY\"," + asked + "}");
    }
}
