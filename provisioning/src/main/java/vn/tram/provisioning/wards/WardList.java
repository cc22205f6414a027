package vn.tram.provisioning.wards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.kernel.base.Csv;
import vn.tram.kernel.base.WardCode;

/** The real lists, packaged; sources and licence in the NOTICE beside the files. */
public final class WardList {
    private WardList() {}

    /** The 126 units of Hanoi by code. */
    public static Map<WardCode, Ward> hanoi() {
        var wards = new TreeMap<WardCode, Ward>();
        for (var row : rows("hanoi-wards.csv")) {
            var code = new WardCode(row.get("code"));
            wards.put(code, ward(code, row, row.get("full_name")));
        }
        return wards;
    }

    /** The 3,321 units of the country by code. */
    public static Map<WardCode, Ward> country() {
        var wards = new TreeMap<WardCode, Ward>();
        for (var row : rows("vn-communes.csv")) {
            var code = new WardCode(row.get("code"));
            var type = row.get("type");
            var fullName = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + " " + row.get("name");
            wards.put(code, ward(code, row, fullName));
        }
        return wards;
    }

    private static Ward ward(WardCode code, Csv.Row row, String fullName) {
        return new Ward(code, row.get("name"), row.get("type"), fullName);
    }

    private static List<Csv.Row> rows(String name) {
        try (var in = WardList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("missing from the jar: " + name);
            }
            return Csv.rows(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name, broken);
        }
    }
}
