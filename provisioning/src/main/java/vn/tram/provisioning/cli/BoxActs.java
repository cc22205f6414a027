package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.cli.Provision.World;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.WardList;

/** {@code tram-provision box}: the boxes of all wards, as the centre knows them. */
@Command(name = "box")
final class BoxActs implements Runnable {
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(HANOI);

    private final World world;
    private final AtCentre at;

    @Spec
    private @Nullable CommandSpec spec;

    BoxActs(World world) {
        this.world = world;
        this.at = new AtCentre(world);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** Every box, its code, its certificate. */
    @Command(name = "list")
    void list(@Mixin AtCentre.Place place, @Option(names = "--json") boolean json) throws IOException, Refused {
        var rows = new ArrayList<Map<String, String>>();
        for (var box : at.asked(() -> at.reader(place).get("/api/boxes")).path("boxes")) {
            rows.add(row(box));
        }
        print(json ? Shown.json(rows) : Shown.table(rows));
    }

    private static Map<String, String> row(JsonNode box) {
        var row = new LinkedHashMap<String, String>();
        var certificate = box.path("certificate");
        row.put("box", box.path("box").asText());
        row.put("name", box.path("name").asText());
        row.put("claim", box.path("claim").path("state").asText("-"));
        row.put("until", moment(certificate.path("until")));
        row.put("words", certificate.path("words").asText("-"));
        row.put("contact", moment(box.path("lastContact")));
        row.put("replaced", box.path("replacedBy").asText("-").replace("null", "-"));
        return row;
    }

    private static String moment(JsonNode millis) {
        return millis.isIntegralNumber() ? MOMENT.format(Instant.ofEpochMilli(millis.asLong())) : "-";
    }

    /** Codes, one for each box; shown now and never again. */
    @Command(name = "claim")
    void claim(
            @Mixin AtCentre.Place place,
            @Parameters(arity = "0..*", paramLabel = "BOX") @Nullable List<String> boxes,
            @Option(names = "--all-hanoi") boolean all,
            @Option(names = "--out", paramLabel = "FILE") @Nullable Path out,
            @Option(names = "--sheet", paramLabel = "FILE") @Nullable Path sheet,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        var wanted = all ? hanoi() : named(boxes);
        mustBeFree(out);
        mustBeFree(sheet);
        var anchors = at.anchors(place);
        if (dryRun) {
            say("box.claim.dry", wanted.size(), String.join(", ", wanted));
            return;
        }
        var centre = at.operator(place);
        var rows = new ArrayList<Map<String, String>>();
        try {
            for (var box : wanted) {
                rows.add(newClaim(
                        at.asked(() -> centre.post("/api/boxes/" + box + "/claim", Map.of("who", place.who)))));
                progress(rows.size(), wanted.size(), box);
            }
        } finally {
            // What was made before a failure is not lost: a code is shown once.
            if (sheet == null || out != null) {
                tell(rows, out);
            }
            print(rows, sheet, new Sheet(world.words(), place.centre, printed(anchors)));
        }
    }

    private void mustBeFree(@Nullable Path file) throws Refused {
        if (file != null && Files.exists(file)) {
            throw new Refused(world.words().say("box.file.taken", file));
        }
    }

    /** As the page of a box shows it. */
    private static String printed(List<X509Certificate> anchors) {
        return anchors.isEmpty()
                ? ""
                : Shown.fingerprint(anchors.get(0)).replace(":", "").replaceAll("(....)(?!$)", "$1 ");
    }

    private void print(List<Map<String, String>> rows, @Nullable Path file, Sheet sheet) throws IOException {
        if (file != null && !rows.isEmpty()) {
            WholeFile.write(file, sheet.html(rows), Readers.OWNER);
            say("box.sheet.written", rows.size(), file);
        }
    }

    private static Map<String, String> newClaim(JsonNode made) {
        var row = new LinkedHashMap<String, String>();
        row.put("box", made.path("box").asText());
        row.put("code", made.path("code").asText());
        row.put("until", moment(made.path("expires")));
        return row;
    }

    private void tell(List<Map<String, String>> rows, @Nullable Path out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        if (out == null) {
            print(Shown.table(rows));
            say("box.claim.once");
            return;
        }
        var lines = new ArrayList<String>(List.of("box,code,until"));
        rows.forEach(row -> lines.add(String.join(",", row.values())));
        WholeFile.write(out, String.join("\n", lines) + "\n", Readers.OWNER);
        say("box.claim.written", rows.size(), out);
    }

    private static List<String> hanoi() {
        return WardList.hanoi().keySet().stream()
                .map(ward -> new BoxName(ward, 1).id().value())
                .toList();
    }

    private List<String> named(@Nullable List<String> boxes) throws Refused {
        if (boxes == null || boxes.isEmpty()) {
            throw new Refused(world.words().say("box.none"));
        }
        for (var box : boxes) {
            if (!isName(box)) {
                throw new Refused(world.words().say("box.name", box));
            }
        }
        return boxes;
    }

    private static boolean isName(String box) {
        try {
            return BoxName.parse(new BoxId(box)).isPresent();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** The open code of a box is dead. */
    @Command(name = "void")
    void callOff(
            @Mixin AtCentre.Place place,
            @Parameters(paramLabel = "BOX") String box,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        act(place, box, "void", "", dryRun);
    }

    /** Everything that a box was given is taken back. */
    @Command(name = "revoke")
    void revoke(
            @Mixin AtCentre.Place place,
            @Parameters(paramLabel = "BOX") String box,
            @Option(names = "--why", required = true, paramLabel = "TEXT") String why,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        act(place, box, "revoke", why, dryRun);
    }

    private void act(AtCentre.Place place, String box, String act, String why, boolean dryRun)
            throws IOException, Refused {
        named(List.of(box));
        if (dryRun) {
            say("box." + act + ".dry", box);
            return;
        }
        var done = at.asked(
                () -> at.operator(place).post("/api/boxes/" + box + "/" + act, Map.of("who", place.who, "why", why)));
        say(done.path("changed").asBoolean() ? "box." + act + ".done" : "box." + act + ".nothing", box);
    }

    /** A box is replaced by the next one of its ward. */
    @Command(name = "replace")
    void replace(
            @Mixin AtCentre.Place place,
            @Parameters(paramLabel = "BOX") String box,
            @Option(names = "--why", required = true, paramLabel = "TEXT") String why,
            @Option(names = "--dry-run") boolean dryRun)
            throws IOException, Refused {
        named(List.of(box));
        if (dryRun) {
            say("box.replace.dry", box);
            return;
        }
        var done = at.asked(
                () -> at.operator(place).post("/api/boxes/" + box + "/replace", Map.of("who", place.who, "why", why)));
        say("box.replace.done", box, done.path("next").asText());
        tell(List.of(newClaim(done.path("claim"))), null);
    }

    /** On the error stream, so that what is printed can be kept. */
    private void progress(int done, int all, String box) {
        if (spec != null && all > 1) {
            var err = spec.commandLine().getErr();
            err.println(world.words().say("box.progress", done, all, box));
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
