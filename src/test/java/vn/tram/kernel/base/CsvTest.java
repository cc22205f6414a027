package vn.tram.kernel.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CsvTest {
    @Example
    void quotesCommasAndLineEndsAreRead() {
        var rows = Csv.rows("code,name\r\n1,\"Đổi, cấp lại \"\"giấy\"\"\"\r\n2,\"hai\ndòng\"\n");
        assertThat(rows)
                .containsExactly(
                        row(Map.of("code", "1", "name", "Đổi, cấp lại \"giấy\"")),
                        row(Map.of("code", "2", "name", "hai\ndòng")));
    }

    @Example
    void shortLinesAndUnknownColumnsAreEmpty() {
        var rows = Csv.rows("a,b,c\n1\n");
        assertThat(rows.get(0).get("b")).isEmpty();
        assertThat(rows.get(0).get("none")).isEmpty();
    }

    @Example
    void lastLineNeedsNoEnd() {
        assertThat(Csv.rows("a\n1\n2")).hasSize(2);
        assertThat(Csv.rows("a\n")).isEmpty();
        assertThat(Csv.rows("")).isEmpty();
    }

    @Property(tries = 500)
    void whatIsQuotedComesBack(
            @ForAll @Size(min = 1, max = 5) List<@Size(value = 3) List<@StringLength(max = 12) String>> cells) {
        var text = new StringBuilder("a,b,c\n");
        for (var line : cells) {
            text.append(line.stream()
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        var rows = Csv.rows(text.toString());
        assertThat(rows).hasSameSizeAs(cells);
        for (int i = 0; i < cells.size(); i++) {
            var row = rows.get(i);
            assertThat(List.of(row.get("a"), row.get("b"), row.get("c"))).isEqualTo(cells.get(i));
        }
    }

    private static Csv.Row row(Map<String, String> cells) {
        return new Csv.Row(cells);
    }
}
