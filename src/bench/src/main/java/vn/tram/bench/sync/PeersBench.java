package vn.tram.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import vn.tram.bench.Figures;
import vn.tram.bench.blob.BlobBench;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.net.Credentials;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.NodeProcess;

/**
 * The same ward's day over the same weak line (64 kbit/s and 150 ms each way) by three means, side by side: ours; one
 * JSON message an event at QoS 1 through Debian's Mosquitto; PouchDB to its CouchDB server, both from npm. Then a scan
 * over the same line: ours, and Debian's rsync.
 */
public final class PeersBench {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private PeersBench() {}

    /** @param seconds from the line's healing (ours) or the start of sending (peers) until the far end has all */
    private record Lap(double bytesPerEvent, double seconds) {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        SyncBench.Day day;
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK)) {
            figures.note("the centre is process " + centre.pid());
            day = SyncBench.drained(figures, site, line, work.resolve("box"), "00070", SyncBench.BACKLOG_FRAME);
        }
        int events = day.events();
        figures.print("peers.events", events, "events");
        tell(figures, "tram", new Lap(day.passed().bytes() / events, day.seconds()));
        tell(figures, "mqtt_json", mosquitto(work, day.json()));
        tell(figures, "pouchdb", pouch(figures, work, day.json()));
        BlobBench.race(figures, work.resolve("blob"));
    }

    private static void tell(Figures figures, String who, Lap lap) {
        figures.print("peers." + who + "_bytes_per_event", lap.bytesPerEvent(), "B");
        figures.print("peers." + who + "_ward_day_s", lap.seconds(), "s");
    }

    private static Lap mosquitto(Path work, List<byte[]> messages) throws IOException, InterruptedException {
        int port = FreePort.find();
        var settings = Files.writeString(
                work.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        var program = Files.exists(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        try (var broker = NodeProcess.start(List.of(program, "-v", "-c", settings.toString()), "mosquitto")) {
            broker.awaitErrorLine(Pattern.compile("mosquitto version .* running"), LIMIT);
            long begin = System.nanoTime();
            var passed = new JsonLine(LineWeather.WEAK).send(messages, port, new Credentials.None());
            return new Lap(passed.bytes() / messages.size(), (System.nanoTime() - begin) / 1e9);
        }
    }

    private static Lap pouch(Figures figures, Path work, List<byte[]> messages)
            throws IOException, InterruptedException {
        var race = PeerPrograms.install(figures, work.resolve("peers"));
        var events = work.resolve("events.jsonl");
        try (var out = Files.newOutputStream(events)) {
            for (byte[] message : messages) {
                out.write(message);
                out.write('\n');
            }
        }
        try (var server = race.node("pouch-server.mjs", race.folder("far"))) {
            int port = Integer.parseInt(
                    server.awaitLine(Pattern.compile("serving (\\d+)"), LIMIT).group(1));
            try (var line = new LineProxy(port, LineWeather.WEAK);
                    var client = race.node(
                            "pouch-client.mjs",
                            race.folder("near"),
                            events.toString(),
                            "http://127.0.0.1:" + line.port() + "/ward")) {
                client.awaitLine(Pattern.compile("stored \\d+"), LIMIT);
                var before = Passed.at(line);
                long begin = System.nanoTime();
                client.type("go\n");
                var sent = client.awaitLine(Pattern.compile("sent (\\d+)"), LIMIT);
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (Integer.parseInt(sent.group(1)) != messages.size()) {
                    throw new IOException("PouchDB sent " + sent.group(1) + " of " + messages.size());
                }
                return new Lap(Passed.at(line).since(before).bytes() / messages.size(), seconds);
            }
        }
    }
}
