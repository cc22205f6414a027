package vn.tram.bench.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import vn.tram.bench.Figures;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.CityDesk;
import vn.tram.system.process.OpenHall;

/**
 * How long a city takes to bring all its boxes to life: codes for the list of its wards, a code typed into each box,
 * its certificate, its first words by TLS. The centre and city IT's command are processes; the boxes share one.
 */
public final class EnrolBench {
    /** Codes that are typed at a time. */
    private static final int HANDS = 8;

    private static final double NANOS = 1e9;

    private EnrolBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var city = CentreSite.of(work.resolve("centre"));
        var desk = new CityDesk(city.checkout(), work.resolve("desk"), List.of());
        var keys = desk.authority(city, List.of());
        try (var centre = city.start(keys);
                var ways = new ManyAddresses(city.httpPort())) {
            figures.note("the centre is process " + centre.pid());
            for (var ward : WardList.hanoi().keySet()) {
                city.publish(ward.value(), OpenHall.json(Rules.STANDARD));
            }
            long begin = System.nanoTime();
            var codes = work.resolve("codes.csv");
            desk.operator(city, "claim", "--all-hanoi", "--out", codes.toString());
            double made = (System.nanoTime() - begin) / NANOS;
            var boxes = claimed(work, ways.address(), Files.readAllLines(codes));
            double claimed = (System.nanoTime() - begin) / NANOS;
            for (var box : boxes) {
                box.awaitSynced();
            }
            double synced = (System.nanoTime() - begin) / NANOS;
            figures.print("enrol.boxes", boxes.size(), "boxes");
            figures.print("enrol.codes_s", made, "s");
            figures.print("enrol.certificates_s", claimed - made, "s");
            figures.atMost("enrol.all_wards_s", synced, "s", 180);
            for (var box : boxes) {
                box.close();
            }
        }
    }

    private static List<NewBox> claimed(Path work, String centre, List<String> lines)
            throws IOException, InterruptedException {
        var acts = new ArrayList<Callable<NewBox>>();
        for (var line : lines.subList(1, lines.size())) {
            var parts = line.split(",", -1);
            var data = work.resolve("boxes").resolve(parts[0]);
            acts.add(() -> NewBox.claimed(new BoxId(parts[0]), Files.createDirectories(data), centre, parts[1]));
        }
        var hands = Executors.newFixedThreadPool(HANDS);
        try {
            var boxes = new ArrayList<NewBox>();
            for (var done : hands.invokeAll(acts)) {
                boxes.add(done.get());
            }
            return boxes;
        } catch (ExecutionException failed) {
            throw new IOException("a box did not come to life", failed.getCause());
        } finally {
            hands.shutdownNow();
        }
    }
}
