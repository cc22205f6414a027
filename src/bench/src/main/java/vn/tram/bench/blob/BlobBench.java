package vn.tram.bench.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import vn.tram.bench.Figures;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * A scan goes up over a line of 64 kbit/s and 150 ms each way, from the wish to the centre's word that it is whole on
 * its disk; beside it the same bytes by a plain TCP connection and by rsync.
 */
public final class BlobBench {
    private static final int BYTES = 256 * 1024;
    private static final int ROUNDS = 3;
    private static final long SEED = 20_260_701;

    private BlobBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var chance = new SplittableRandom(SEED);
        var ours = new double[ROUNDS];
        var raw = new double[ROUNDS];
        double up = 0;
        var site = CentreSite.of(work.resolve("centre"));
        var ward = WardList.hanoi().keySet().iterator().next().value();
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK);
                var box = new BlobBox(work.resolve("box"), ward, line.port(), site.cityKeys())) {
            figures.note("the centre is process " + centre.pid());
            box.awaitSettled();
            for (int round = 0; round < ROUNDS; round++) {
                var bytes = bytes(chance);
                raw[round] = PlainTcp.send(bytes, LineWeather.WEAK);
                long before = line.up();
                ours[round] = box.send(bytes);
                up = line.up() - before;
                figures.note("plain TCP " + raw[round] + " s, ours " + ours[round] + " s");
            }
        }
        figures.print("blob.bytes", BYTES, "B");
        figures.print("blob.s", median(ours), "s");
        figures.print("blob.tcp_s", median(raw), "s");
        figures.print("blob.up_overhead", up / BYTES - 1, "of the bytes");
        figures.atLeast("blob.goodput_ratio", median(raw) / median(ours), "of plain TCP", 0.85);
        var rsync = Rsync.send(bytes(chance), work.resolve("rsync"), LineWeather.WEAK);
        if (rsync.isPresent()) {
            figures.print("blob.rsync_s", rsync.getAsDouble(), "s");
            figures.print("blob.rsync_ratio", median(raw) / rsync.getAsDouble(), "of plain TCP");
        } else {
            figures.note("rsync is not installed (Debian: rsync); its figure is left out");
        }
    }

    private static byte[] bytes(SplittableRandom chance) {
        var bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
