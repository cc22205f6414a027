package vn.tram.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tram.bench.blob.BlobBench;
import vn.tram.bench.country.CountryBench;
import vn.tram.bench.enrol.EnrolBench;
import vn.tram.bench.footprint.FootprintBench;
import vn.tram.bench.issue.IssueBench;
import vn.tram.bench.signin.SignInBench;
import vn.tram.bench.sim.MutantsBench;
import vn.tram.bench.sim.SimBench;
import vn.tram.bench.sync.DrainBench;
import vn.tram.bench.sync.IdleBench;
import vn.tram.bench.sync.LanesBench;
import vn.tram.bench.sync.PeersBench;
import vn.tram.bench.sync.SyncBench;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.process.Checkout;

/** {@code src/bin/bench NAME}: runs one benchmark. Exit codes: 0 all limits kept, 1 one missed, 2 unknown name. */
@Command(
        name = "src/bin/bench",
        mixinStandardHelpOptions = true,
        description = "Runs one benchmark and prints its figures, one a line: figure NAME VALUE UNIT.")
public final class Bench implements Callable<Integer> {
    /** Every benchmark with what it measures. */
    enum Name {
        ISSUE("tickets a second through HTTP on one box, beside raw SQLite commits; a slow disk", IssueBench::run),
        SYNC_BYTES("bytes of a ward's day on the line, beside one JSON message an event", SyncBench::run),
        SYNC_DRAIN(
                "a ward's day over a line of 64 kbit/s and 150 ms each way, steady and cut by turns", DrainBench::run),
        SYNC_INGEST("events a second that a centre on PostgreSQL takes in from MQTT, durable", CountryBench::ingest),
        SYNC_COUNTRY("3,321 boxes with a day's backlog each at one centre", CountryBench::country),
        SYNC_BLOB(
                "a scan up and a release down a line of 64 kbit/s and 150 ms each way, beside plain TCP and rsync",
                BlobBench::run),
        SYNC_LANES("how long urgent facts take while a backlog fills that line, and how full it is", LanesBench::run),
        SYNC_IDLE("bytes of an idle box's line in a day, memory of its end of the line", IdleBench::run),
        SYNC_IDLE_TLS("bytes of an idle box's line in a day by certificates, as in a hall", IdleBench::certified),
        SIGN_IN("full TLS handshakes a second that a box makes for browsers", SignInBench::run),
        ENROL("the boxes of all wards of a city from the list to their first sync", EnrolBench::run),
        FOOTPRINT("memory of a box after a ward's day, time of a cold start", FootprintBench::run),
        SIM("how much of a fleet's life the simulation plays in a minute of computing", SimBench::run),
        PEERS(
                "a ward's day over a weak line: ours, JSON through Mosquitto, PouchDB; a scan: ours, rsync",
                PeersBench::run),
        MUTANTS("bugs planted into the ports, and whether the simulation's invariants find each", MutantsBench::run);

        private final String what;

        /** A reference to a static method, which holds nothing; the checker cannot see that. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final Benchmark benchmark;

        Name(String what, Benchmark benchmark) {
            this.what = what;
            this.benchmark = benchmark;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "which one; --list names them")
    private @Nullable String name;

    @Option(names = "--list", description = "print the names with what each measures")
    private boolean list;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, StoreFailure {
        var names = Stream.of(Name.values()).map(each -> each.word() + "  " + each.what);
        if (list) {
            names.forEach(System.out::println);
            return 0;
        }
        for (var each : Name.values()) {
            if (each.word().equals(name)) {
                var figures = new Figures(System.out);
                each.benchmark.run(figures, freshFolder(each.word()));
                return figures.finish() ? 0 : 1;
            }
        }
        System.err.println(
                "There is no benchmark named " + name + ". The names are:\n" + names.collect(Collectors.joining("\n")));
        return 2;
    }

    /** On the disk of the source tree: a folder for temporary files may lie in memory. */
    static Path freshFolder(String name) throws IOException {
        var folder = Checkout.find().root().resolve("target").resolve("bench").resolve(name);
        if (Files.exists(folder)) {
            try (var old = Files.walk(folder)) {
                for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
