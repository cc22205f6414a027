package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Csv;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.cli.AtCentre.Place;
import vn.tram.provisioning.cli.Provision.World;
import vn.tram.provisioning.wards.WardList;

/** {@code tram-provision staff}: accounts of wards' staff, as the centre tells them to the wards' boxes. */
@Command(name = "staff")
final class StaffActs implements Runnable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final World world;
    private final AtCentre at;

    @Spec
    private @Nullable CommandSpec spec;

    StaffActs(World world) {
        this.world = world;
        this.at = new AtCentre(world);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** Every account of a ward. */
    @Command(name = "list")
    void list(@Mixin Place place, @Parameters(paramLabel = "WARD") String ward, @Option(names = "--json") boolean json)
            throws Refused {
        var rows = new ArrayList<Map<String, String>>();
        for (var account : at.asked(() -> at.operator(place).get("/api/wards/" + ward(ward) + "/staff"))
                .path("staff")) {
            var row = new LinkedHashMap<String, String>();
            row.put("name", account.path("name").asText());
            row.put("shown", account.path("shown").asText());
            var roles = new ArrayList<String>();
            account.path("roles").forEach(role -> roles.add(role.asText()));
            row.put("roles", String.join(" ", roles));
            row.put(
                    "until",
                    DAY.format(Instant.ofEpochMilli(account.path("until").asLong())));
            row.put("code", account.path("code").asBoolean() ? "open" : "-");
            rows.add(row);
        }
        print(json ? Shown.json(rows) : Shown.table(rows));
    }

    /** Somebody new, or somebody known with another role. */
    @Command(name = "put")
    void put(
            @Mixin Place place,
            @Parameters(paramLabel = "WARD") String ward,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--shown", required = true, paramLabel = "TEXT") String shown,
            @Option(names = "--role", required = true, paramLabel = "ROLE") List<String> roles,
            @Option(names = "--subject", paramLabel = "ISSUER|SUBJECT") @Nullable List<String> subjects,
            @Option(names = "--dry-run") boolean dryRun)
            throws Refused {
        var person = new Person(ward, name, shown, String.join(",", roles));
        var wrong = wrong(person);
        if (!wrong.isEmpty()) {
            throw new Refused(wrong);
        }
        if (dryRun) {
            say("staff.put.dry", 1);
            return;
        }
        var row = told(put(place, person, subjects == null ? "" : String.join(",", subjects)));
        print(Shown.table(List.of(row)));
        say("staff.once");
    }

    /** @param roles names, with commas between */
    private record Person(String ward, String name, String shown, String roles) {}

    private JsonNode put(Place place, Person person, String subjects) throws Refused {
        var fields = Map.of(
                "who", place.who,
                "name", person.name,
                "shown", person.shown,
                "roles", person.roles,
                "subjects", subjects);
        return at.asked(() -> at.operator(place).post("/api/wards/" + person.ward + "/staff", fields));
    }

    private static Map<String, String> told(JsonNode done) {
        var row = new LinkedHashMap<String, String>();
        row.put("ward", done.path("ward").asText());
        row.put("name", done.path("name").asText());
        row.put(
                "code",
                done.path("code").asText().isEmpty() ? "-" : done.path("code").asText());
        return row;
    }

    /** Everybody of a list: all lines are checked before the first is sent. */
    @Command(name = "import")
    void importList(
            @Mixin Place place,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--out", paramLabel = "FILE") @Nullable Path out,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        if (!Files.isReadable(file)) {
            throw new Refused(world.words().say("file.missing", file));
        }
        if (out != null && Files.exists(out)) {
            throw new Refused(world.words().say("box.file.taken", out));
        }
        var people = people(file);
        if (dryRun) {
            say("staff.put.dry", people.size());
            return;
        }
        var rows = new ArrayList<Map<String, String>>();
        try {
            for (var person : people) {
                rows.add(told(put(place, person, "")));
                progress(rows.size(), people.size(), person.name);
            }
        } finally {
            tell(rows, out); // a code is shown once: what was made before a failure is not lost
        }
    }

    private List<Person> people(Path file) throws IOException, Refused {
        var people = new ArrayList<Person>();
        var problems = new ArrayList<String>();
        int line = 1;
        for (var row : Csv.rows(Files.readString(file))) {
            line++;
            var person = new Person(
                    row.get("ward").strip(),
                    row.get("name").strip(),
                    row.get("shown").strip(),
                    row.get("roles").strip().replaceAll("[;\\s]+", ","));
            var wrong = wrong(person);
            if (wrong.isEmpty()) {
                people.add(person);
            } else {
                problems.add(world.words().say("staff.line", line, wrong));
            }
        }
        if (!problems.isEmpty() || people.isEmpty()) {
            problems.add(world.words().say("staff.import.none"));
            throw new Refused(String.join(System.lineSeparator(), problems));
        }
        return people;
    }

    /** What is wrong with it; empty when nothing is. */
    private String wrong(Person person) {
        if (WardList.hanoi().keySet().stream().noneMatch(ward -> ward.value().equals(person.ward))) {
            return world.words().say("staff.ward", person.ward);
        }
        if (!StaffRow.isName(person.name) || person.shown.isBlank()) {
            return world.words().say("staff.name", person.name);
        }
        for (var role : person.roles.split(",", -1)) {
            var known = Arrays.stream(Role.values())
                    .anyMatch(one -> one.isOfWard() && one.name().equals(role.toUpperCase(Locale.ROOT)));
            if (!known) {
                return world.words().say("staff.role", role);
            }
        }
        return "";
    }

    private void tell(List<Map<String, String>> rows, @Nullable Path out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        if (out == null) {
            print(Shown.table(rows));
            say("staff.once");
            return;
        }
        var lines = new ArrayList<String>(List.of("ward,name,code"));
        rows.forEach(row -> lines.add(String.join(",", row.values())));
        WholeFile.write(out, String.join("\n", lines) + "\n", Readers.OWNER);
        say("box.claim.written", rows.size(), out);
    }

    /** Another code: the first was lost, or a PIN was forgotten. */
    @Command(name = "code")
    void code(
            @Mixin Place place,
            @Parameters(paramLabel = "WARD") String ward,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--dry-run") boolean dryRun)
            throws Refused {
        if (dryRun) {
            say("staff.code.dry", name);
            return;
        }
        print(Shown.table(List.of(told(act(place, ward, name, "code")))));
        say("staff.once");
    }

    /** An account is over. */
    @Command(name = "revoke")
    void revoke(
            @Mixin Place place,
            @Parameters(paramLabel = "WARD") String ward,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--dry-run") boolean dryRun)
            throws Refused {
        if (dryRun) {
            say("staff.revoke.dry", name);
            return;
        }
        act(place, ward, name, "revoke");
        say("staff.revoke.done", name);
    }

    private JsonNode act(Place place, String ward, String name, String act) throws Refused {
        if (!StaffRow.isName(name)) {
            throw new Refused(world.words().say("staff.name", name));
        }
        var path = "/api/wards/" + ward(ward) + "/staff/" + name + "/" + act;
        return at.asked(() -> at.operator(place).post(path, Map.of("who", place.who)));
    }

    private String ward(String code) throws Refused {
        if (WardList.hanoi().keySet().stream().noneMatch(ward -> ward.value().equals(code))) {
            throw new Refused(world.words().say("staff.ward", code));
        }
        return code;
    }

    private void progress(int done, int all, String name) {
        if (spec != null && all > 1) {
            var err = spec.commandLine().getErr();
            err.println(world.words().say("box.progress", done, all, name));
            err.flush();
        }
    }

    private void say(String key, Object... parts) {
        print(world.words().say(key, parts));
    }

    private void print(String text) {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
