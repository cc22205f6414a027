package vn.tram.firmware.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Csv;

/** The catalogue the software comes with: 464 real commune-level procedures and their eight groups. */
public final class StartingSet {
    private StartingSet() {}

    /** Read once, on first use: a box comes back to these rows after every commit that failed. */
    private static final class Rows {
        private static final List<Procedure> PROCEDURES = readProcedures();
        private static final List<ServiceGroup> SERVICES = readServices();
    }

    /** Rows of {@code procedures.csv} (facts of dichvucong.gov.vn; see NOTICE beside the file). */
    public static List<Procedure> procedures() {
        return Rows.PROCEDURES;
    }

    public static List<ServiceGroup> services() {
        return Rows.SERVICES;
    }

    private static List<Procedure> readProcedures() {
        var rows = new ArrayList<Procedure>();
        for (var row : Csv.rows(text("procedures.csv"))) {
            rows.add(new Procedure(
                    row.get("code"),
                    row.get("name"),
                    row.get("field"),
                    row.get("time_limit"),
                    fee(row.get("fee_vnd")),
                    row.get("documents").isEmpty()
                            ? List.of()
                            : List.of(row.get("documents").split("; ")),
                    row.get("source"),
                    row.get("result"),
                    row.get("office"),
                    row.get("tier").equals("core")));
        }
        return List.copyOf(rows);
    }

    private static List<ServiceGroup> readServices() {
        try {
            return CatalogueJson.services(text("services.json").getBytes(StandardCharsets.UTF_8));
        } catch (BadForm broken) {
            throw new AssertionError("the packaged services.json is tested", broken);
        }
    }

    private static @Nullable Long fee(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }

    private static String text(String name) {
        try (var in = StartingSet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("missing from the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name, broken);
        }
    }
}
