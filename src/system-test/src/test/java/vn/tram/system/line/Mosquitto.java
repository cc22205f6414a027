package vn.tram.system.line;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.wire.Topics;

/** Debian's mosquitto on a free port, with the rights of the line written as its access file. */
final class Mosquitto implements AutoCloseable {
    private final Path config;
    private final Path program;
    private final int port;
    private @Nullable Process process;

    /** @param folder for its two small files */
    Mosquitto(Path folder) throws IOException {
        program = program();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var rights =
                Files.writeString(folder.resolve("rights"), """
                pattern write tram/1/up/%%c/#
                pattern read tram/1/down/%%c

                user %s
                topic write %s#
                topic read %s
                """.formatted(Topics.CENTRE, Topics.DOWN, Topics.ALL_UP));
        // Started as root it becomes another user, who must be able to read this.
        for (var each : List.of(folder, rights)) {
            if (!each.toFile().setReadable(true, false)
                    || (Files.isDirectory(each) && !each.toFile().setExecutable(true, false))) {
                throw new AssertionFailedError("cannot let mosquitto read " + each);
            }
        }
        config = Files.writeString(folder.resolve("config"), """
                listener %d 127.0.0.1
                allow_anonymous true
                acl_file %s
                persistence false
                log_dest stderr
                """.formatted(port, rights));
    }

    /** Absent: a failure where everything is to be checked, elsewhere a skip that says so. */
    private static Path program() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin";
        for (var folder : path.split(":", -1)) {
            var file = Path.of(folder, "mosquitto");
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        var missing = "mosquitto is not installed (Debian: mosquitto); src/bin/check installs it";
        if ("1".equals(System.getenv("TRAM_FULL_CHECK"))) {
            throw new AssertionFailedError(missing);
        }
        assumeTrue(false, missing);
        throw new AssertionError(missing);
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        var started = new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .start();
        process = started;
        var log = started.inputReader();
        var said = new StringBuilder();
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.endsWith(" running")) {
                drain(log);
                return;
            }
        }
        throw new AssertionFailedError("mosquitto did not start: " + said);
    }

    private static void drain(BufferedReader log) {
        var thread = new Thread(
                () -> {
                    try {
                        while (log.readLine() != null) {
                            Thread.onSpinWait();
                        }
                    } catch (IOException ended) {
                        // It was killed.
                    }
                },
                "mosquitto-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Kill -9: it says nothing to anybody. */
    void kill() {
        var running = process;
        process = null;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
