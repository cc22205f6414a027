package vn.tram.bench.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import vn.tram.bench.Figures;
import vn.tram.centre.CentreConfig;
import vn.tram.centre.CentreProcess;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * A scan goes up and a release comes down over a line of 64 kbit/s and 150 ms each way, one after the other and at
 * once, from the wish to the other end's word that it is whole on its disk; beside it the same bytes by a plain TCP
 * connection and by rsync. For each transfer a line says where its time went. Then a large release over a fast line.
 */
public final class BlobBench {
    private static final int BYTES = 256 * 1024;
    private static final int ROUNDS = 3;
    private static final int FAST_BYTES = 16 * 1024 * 1024;

    /** Fibre to a ward: 100 Mbit/s, 40 ms there and back. */
    private static final LineWeather FAST = new LineWeather(100_000_000, Duration.ofMillis(20));

    private static final long SEED = 20_260_701;

    private BlobBench() {}

    /**
     * Seconds of each round.
     *
     * @param sent bytes that passed up meanwhile
     */
    private record Rounds(List<Double> raw, List<Double> up, List<Double> down, List<Double> sent) {
        Rounds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Seconds of the two that passed each other. */
    private record Both(List<Double> up, List<Double> down) {
        Both() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private interface Transfer {
        double seconds() throws IOException, InterruptedException, StoreFailure;
    }

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var chance = new SplittableRandom(SEED);
        var rounds = play(figures, work, chance, ROUNDS);
        print(figures, rounds);
        printBoth(figures, median(rounds.raw), playBoth(figures, work.resolve("both"), chance, ROUNDS));
        figures.atLeast("blob.fast_down_mb_s", playFast(work.resolve("fast"), chance), "MB/s", 2);
        var rsync = rsync(figures, bytes(chance), work.resolve("rsync"));
        if (rsync.isPresent()) {
            figures.print("blob.rsync_s", rsync.getAsDouble(), "s");
            figures.print("blob.rsync_ratio", median(rounds.raw) / rsync.getAsDouble(), "of plain TCP");
        }
    }

    /** One round, ours and rsync's side by side, for the race with peers. */
    public static void race(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var chance = new SplittableRandom(SEED);
        var rounds = play(figures, work, chance, 1);
        figures.print("peers.tcp_blob_s", median(rounds.raw), "s");
        figures.print("peers.tram_blob_s", median(rounds.up), "s");
        var rsync = rsync(figures, bytes(chance), work.resolve("rsync"));
        if (rsync.isPresent()) {
            figures.print("peers.rsync_blob_s", rsync.getAsDouble(), "s");
        }
    }

    private static Rounds play(Figures figures, Path work, SplittableRandom chance, int count)
            throws IOException, InterruptedException, StoreFailure {
        var rounds = new Rounds();
        try (var centre = centre(work.resolve("centre"));
                var line = line(centre, LineWeather.WEAK);
                var box = box(work, centre, line)) {
            box.awaitSettled();
            for (int round = 0; round < count; round++) {
                var bytes = bytes(chance);
                rounds.raw.add(PlainTcp.send(bytes, LineWeather.WEAK));
                figures.note("plain TCP " + rounds.raw.get(round) + " s");
                long before = line.up();
                rounds.up.add(timed(figures, "up", line::up, () -> box.send(bytes)));
                rounds.sent.add((double) (line.up() - before));
                var release = put(centre, bytes(chance));
                rounds.down.add(timed(figures, "down", line::down, () -> box.fetch(centre, release)));
            }
        }
        return rounds;
    }

    /** Each round a scan up and a release down that begin at the same moment. */
    private static Both playBoth(Figures figures, Path work, SplittableRandom chance, int count)
            throws IOException, InterruptedException, StoreFailure {
        var both = new Both();
        var second = Executors.newSingleThreadExecutor();
        try (var centre = centre(work.resolve("centre"));
                var line = line(centre, LineWeather.WEAK);
                var box = box(work, centre, line)) {
            box.awaitSettled();
            for (int round = 0; round < count; round++) {
                var scan = bytes(chance);
                var release = put(centre, bytes(chance));
                var up = second.submit(() -> timed(figures, "up beside down", line::up, () -> box.send(scan)));
                both.down.add(timed(figures, "down beside up", line::down, () -> box.fetch(centre, release)));
                both.up.add(up.get());
            }
        } catch (ExecutionException failed) {
            throw new IOException("the scan did not go up", failed);
        } finally {
            second.shutdownNow();
        }
        return both;
    }

    /** Megabytes a second of a large release. */
    private static double playFast(Path work, SplittableRandom chance)
            throws IOException, InterruptedException, StoreFailure {
        try (var centre = centre(work.resolve("centre"));
                var line = line(centre, FAST);
                var box = box(work, centre, line)) {
            box.awaitSettled();
            return FAST_BYTES / 1e6 / box.fetch(centre, put(centre, bytes(chance, FAST_BYTES)));
        }
    }

    private static double timed(Figures figures, String which, LongSupplier passed, Transfer transfer)
            throws IOException, InterruptedException, StoreFailure {
        try (var times = new LineTimes(passed, LineWeather.WEAK)) {
            double seconds = transfer.seconds();
            figures.note(which + " " + seconds + " s: " + times.close(seconds));
            return seconds;
        }
    }

    private static void print(Figures figures, Rounds rounds) {
        figures.print("blob.bytes", BYTES, "B");
        figures.print("blob.tcp_s", median(rounds.raw), "s");
        figures.print("blob.up_s", median(rounds.up), "s");
        figures.print("blob.down_s", median(rounds.down), "s");
        figures.print("blob.up_overhead", median(rounds.sent) / BYTES - 1, "of the bytes");
        figures.atLeast("blob.goodput_ratio", median(rounds.raw) / median(rounds.up), "of plain TCP", 0.85);
        figures.atLeast("blob.down_goodput_ratio", median(rounds.raw) / median(rounds.down), "of plain TCP", 0.85);
    }

    private static void printBoth(Figures figures, double raw, Both both) {
        figures.print("blob.both_up_s", median(both.up), "s");
        figures.print("blob.both_down_s", median(both.down), "s");
        figures.print("blob.both_up_ratio", raw / median(both.up), "of plain TCP");
        figures.print("blob.both_down_ratio", raw / median(both.down), "of plain TCP");
    }

    private static OptionalDouble rsync(Figures figures, byte[] bytes, Path work)
            throws IOException, InterruptedException {
        var seconds = Rsync.send(bytes, work, LineWeather.WEAK);
        if (seconds.isEmpty()) {
            figures.note("rsync is not installed (Debian: rsync); its figure is left out");
        }
        return seconds;
    }

    private static CentreProcess centre(Path data) throws IOException {
        var config = CentreConfig.of(Map.of("node.data", data.toString(), "http.port", "0", "broker.port", "0"));
        try {
            return new CentreProcess(config, BlobBench::broken);
        } catch (CentreProcess.StartFailure failure) {
            throw new IOException("the centre did not start", failure);
        }
    }

    private static LineProxy line(CentreProcess centre, LineWeather weather) throws IOException {
        return new LineProxy(Objects.requireNonNull(centre.broker()).getPort(), weather);
    }

    private static BlobBox box(Path work, CentreProcess centre, LineProxy line) throws StoreFailure {
        var ward = WardList.hanoi().keySet().iterator().next().value();
        var city = new KeyRing(List.of(Objects.requireNonNull(centre.cityKey())));
        return new BlobBox(work.resolve("box"), ward, line.port(), city);
    }

    private static void broken(Throwable bug) {
        throw new AssertionError("the centre is broken", bug);
    }

    private static BlobName put(CentreProcess centre, byte[] bytes) throws IOException, StoreFailure {
        try {
            return centre.blobs().put(new ByteArrayInputStream(bytes), bytes.length);
        } catch (BadForm impossible) {
            throw new IOException("bytes in memory", impossible);
        }
    }

    private static byte[] bytes(SplittableRandom chance) {
        return bytes(chance, BYTES);
    }

    private static byte[] bytes(SplittableRandom chance, int length) {
        var bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
