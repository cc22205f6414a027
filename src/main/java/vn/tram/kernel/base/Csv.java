package vn.tram.kernel.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged lists: RFC 4180, comma, UTF-8, one header line. For files we ship and test, not for what people send.
 */
public final class Csv {
    private Csv() {}

    /** One line under its header. */
    public record Row(Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        /** The text under a column's name; empty when the line is too short or has no such column. */
        public String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** Every row. */
    public static List<Row> rows(String text) {
        var lines = records(text);
        if (lines.isEmpty()) {
            return List.of();
        }
        var header = lines.get(0);
        var rows = new ArrayList<Row>(lines.size());
        for (var line : lines.subList(1, lines.size())) {
            var row = new HashMap<String, String>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < line.size() ? line.get(i) : "");
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    private static List<List<String>> records(String text) {
        var records = new ArrayList<List<String>>();
        var record = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                record.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(record));
                    record.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !record.isEmpty()) {
            record.add(cell.toString());
            records.add(List.copyOf(record));
        }
        return records;
    }
}
