package vn.tram.bench.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/** The same bytes by Debian's rsync, daemon and client, through the same kind of line. */
final class Rsync {
    private static final long LOOK_MILLIS = 20;
    private static final int LOOKS = 500;

    private Rsync() {}

    /** Seconds of the client's run; empty when rsync is not installed. */
    static OptionalDouble send(byte[] bytes, Path work, LineWeather weather) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/rsync"))) {
            return OptionalDouble.empty();
        }
        var from = Files.write(Files.createDirectories(work).resolve("blob"), bytes);
        var to = Files.createDirectories(work.resolve("there"));
        int port = FreePort.find();
        var settings = Files.writeString(
                work.resolve("rsyncd.conf"), """
                use chroot = no
                [there]
                path = %s
                read only = no
                uid = %s
                """.formatted(to.toAbsolutePath(), System.getProperty("user.name")));
        var daemon = start(
                List.of(
                        "rsync",
                        "--daemon",
                        "--no-detach",
                        "--address=127.0.0.1",
                        "--port=" + port,
                        "--config=" + settings.toAbsolutePath()),
                work);
        try (var line = new LineProxy(port, weather)) {
            awaitDoor(port);
            long begin = System.nanoTime();
            int code = start(
                            List.of(
                                    "rsync",
                                    "--whole-file",
                                    from.toString(),
                                    "rsync://127.0.0.1:" + line.port() + "/there/"),
                            work)
                    .waitFor();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (code != 0 || Files.size(to.resolve("blob")) != bytes.length) {
                throw new IOException("rsync ended with code " + code + ", see " + work.resolve("rsync.log"));
            }
            return OptionalDouble.of(seconds);
        } finally {
            daemon.destroy();
            daemon.waitFor();
        }
    }

    private static Process start(List<String> command, Path work) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(work.resolve("rsync.log").toFile());
        return new ProcessBuilder(command)
                .redirectOutput(log)
                .redirectError(log)
                .start();
    }

    private static void awaitDoor(int port) throws IOException, InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            try (var probe = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (java.net.ConnectException notYet) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        throw new IOException("rsync does not listen");
    }
}
