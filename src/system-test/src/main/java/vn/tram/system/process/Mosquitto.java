package vn.tram.system.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.wire.Topics;

/** Debian's mosquitto as a process of its own. */
public final class Mosquitto implements AutoCloseable {
    private final Path config;
    private final Path program;
    private final int port;
    private @Nullable Process process;

    private Mosquitto(Path config, int port) throws IOException {
        this.program = installed().orElseThrow(() -> new IOException("mosquitto is not installed (Debian: mosquitto)"));
        this.config = config;
        this.port = port;
    }

    /** With a settings file that names {@code port}; everything else it needs lies beside it. */
    public static Mosquitto of(Path config, int port) throws IOException {
        return new Mosquitto(config, port);
    }

    /**
     * With the rights of the line, for anybody, on a free port.
     *
     * @param folder for its two small files
     */
    public static Mosquitto in(Path folder) throws IOException {
        int port = FreePort.find();
        var rights =
                Files.writeString(folder.resolve("rights"), """
                pattern write tram/1/up/%%c/#
                pattern read tram/1/down/%%c

                user %s
                topic write %s#
                topic read %s
                """.formatted(Topics.CENTRE, Topics.DOWN, Topics.ALL_UP));
        return of(Files.writeString(folder.resolve("config"), """
                listener %d 127.0.0.1
                allow_anonymous true
                acl_file %s
                persistence false
                max_inflight_messages 64
                max_queued_messages 100000
                max_queued_bytes 268435456
                log_dest stderr
                """.formatted(port, rights)), port);
    }

    /** Started as root it becomes another user, who must be able to read its files. */
    private void letItRead() throws IOException {
        var folder = config.toAbsolutePath().getParent();
        try (var files = Files.list(folder)) {
            var all = Stream.concat(Stream.of(folder), files.filter(Files::isRegularFile))
                    .toList();
            for (var each : all) {
                if (!each.toFile().setReadable(true, false)
                        || (Files.isDirectory(each) && !each.toFile().setExecutable(true, false))) {
                    throw new IOException("cannot let mosquitto read " + each);
                }
            }
        }
    }

    /** Where the program is. */
    public static Optional<Path> installed() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin";
        return Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public int port() {
        return port;
    }

    /** Where clients on this machine find it. */
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    public void start() throws IOException {
        letItRead();
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
        throw new IOException("mosquitto did not start: " + said);
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

    /** Has it read its settings and lists again. */
    public void readAgain() throws IOException, InterruptedException {
        letItRead();
        var running = Objects.requireNonNull(process, "it does not run");
        new ProcessBuilder("kill", "-HUP", Long.toString(running.pid())).start().waitFor();
    }

    /** Kill -9: it says nothing to anybody. */
    public void kill() {
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
