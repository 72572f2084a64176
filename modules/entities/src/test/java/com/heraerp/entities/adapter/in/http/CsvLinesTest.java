package com.heraerp.entities.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.entities.application.ImportLine;
import com.heraerp.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

    @Test
    void readsEveryRowWhateverTheOthersAreLike() {
        List<ImportLine> lines = lines("""
                entity_type,entity_name,dynamic.price:number
                PRODUCT,Soap,1.50
                PRODUCT,Short

                PRODUCT,Long,1,2
                PRODUCT,"Two
                lines",
                PRODUCT,Last,7
                """);

        assertThat(lines).extracting(ImportLine::number).containsExactly(2, 3, 5, 6, 8);
        assertThat(lines.get(1)).isInstanceOfSatisfying(ImportLine.Unreadable.class,
                line -> assertThat(line.why()).hasMessage("The row has 2 cells, the header 3"));
        assertThat(lines.get(2)).isInstanceOfSatisfying(ImportLine.Unreadable.class,
                line -> assertThat(line.why()).hasMessage("The row has 4 cells, the header 3"));
        assertThat(lines.get(4)).isInstanceOfSatisfying(ImportLine.Readable.class,
                line -> assertThat(line.body().toJson()).contains("\"Last\"", "\"field_value_number\":7"));
    }

    @Test
    void endsWhereNobodyKnowsWhereTheNextRowBegins() {
        assertThatThrownBy(() -> lines("entity_type,entity_name\nPRODUCT,\"a\"b\nPRODUCT,c\n"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not well-formed CSV");
        assertThatThrownBy(() -> lines("entity_type,entity_name\nPRODUCT,a\n\"open,b\nPRODUCT,c\nPRODUCT,d\n"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.details()).contains("line 3"));
        assertThatThrownBy(() -> lines("")).isInstanceOf(Refused.class).hasMessageContaining("no header");
    }

    private static List<ImportLine> lines(String table) {
        List<ImportLine> lines = new ArrayList<>();
        new CsvLines(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8))).forEachRemaining(lines::add);
        return lines;
    }
}
