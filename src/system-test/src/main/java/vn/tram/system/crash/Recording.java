package vn.tram.system.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.tram.kernel.base.Bytes;
import vn.tram.system.process.NodeProcess;

/**
 * What one process did to its files and what it told people, in order.
 *
 * @param acts of the thread that writes the database
 */
record Recording(List<Act> acts) {
    /** How the recorded process begins a line that tells an answer. */
    static final String ANSWERED = "answered ";

    /** One thing that happened. */
    sealed interface Act {}

    record Write(String file, long offset, Bytes bytes) implements Act {}

    record Truncate(String file, long size) implements Act {}

    record Unlink(String file) implements Act {}

    /** Everything before that concerns this file is on the platters. {@code file} is empty for the folder itself. */
    record Sync(String file) implements Act {}

    /** Somebody was told that a number is theirs. */
    record Answer(String label, String id) implements Act {}

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\((?:AT_FDCWD[^,]*, )?(?:\\d+<([^>]*)>)?(.*)\\) = (-?\\d+)");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
    private static final Pattern LAST_NUMBER = Pattern.compile(", (\\d+)$");

    Recording {
        acts = List.copyOf(acts);
    }

    /** Runs {@link Scribe} under strace and reads what it did to {@code data}. */
    static Recording of(Path data, Path traces, long seed, int rounds) throws IOException, InterruptedException {
        Files.createDirectories(traces);
        var command = List.of(
                "strace",
                "-ff",
                "-y",
                "-xx",
                "-s",
                "70000",
                "--seccomp-bpf",
                "-e",
                "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink",
                "-o",
                traces.resolve("t").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Scribe.class.getName(),
                data.toString(),
                String.valueOf(seed),
                String.valueOf(rounds));
        try (var process = NodeProcess.start(command, "scribe")) {
            int code = process.awaitExit(LIMIT);
            if (code != 0) {
                throw new IOException("the recorded process ended with " + code + ": " + process.standardError());
            }
        }
        return read(data, traces);
    }

    private static Recording read(Path data, Path traces) throws IOException {
        var folder = data.toRealPath() + "/";
        Recording longest = new Recording(List.of());
        try (var files = Files.list(traces)) {
            for (var file : files.toList()) {
                var acts = new ArrayList<Act>();
                for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    act(folder, line).ifPresent(acts::add);
                }
                if (acts.size() > longest.acts.size()) {
                    longest = new Recording(acts);
                }
            }
        }
        return longest;
    }

    private static Optional<Act> act(String folder, String line) throws IOException {
        var call = CALL.matcher(line);
        if (!call.find() || Long.parseLong(call.group(4)) < 0) {
            return Optional.empty();
        }
        var path = call.group(2) == null ? "" : text(call.group(2));
        var rest = call.group(3);
        var inFolder = (path + "/").startsWith(folder);
        var file = inFolder && path.length() >= folder.length() ? path.substring(folder.length()) : "";
        return switch (call.group(1)) {
            case "fsync", "fdatasync" -> inFolder ? Optional.of(new Sync(file)) : Optional.empty();
            case "ftruncate" -> inFolder ? Optional.of(new Truncate(file, lastNumber(rest))) : Optional.empty();
            case "pwrite64" ->
                inFolder ? Optional.of(new Write(file, lastNumber(rest), quoted(rest))) : Optional.empty();
            case "unlink" -> {
                var gone = new String(quoted(rest).toArray(), StandardCharsets.UTF_8);
                yield gone.startsWith(folder)
                        ? Optional.of(new Unlink(gone.substring(folder.length())))
                        : Optional.empty();
            }
            case "write" -> answer(new String(quoted(rest).toArray(), StandardCharsets.UTF_8));
            default -> Optional.empty();
        };
    }

    private static Optional<Act> answer(String said) {
        if (!said.startsWith(ANSWERED)) {
            return Optional.empty();
        }
        var words = said.strip().split(" ", -1);
        return Optional.of(new Answer(words[1], words[2]));
    }

    private static Bytes quoted(String arguments) throws IOException {
        var text = TEXT.matcher(arguments);
        if (!text.find()) {
            throw new IOException("no bytes in " + arguments);
        }
        return Bytes.ofHex(text.group(1).replace("\\x", ""));
    }

    private static long lastNumber(String arguments) throws IOException {
        var number = LAST_NUMBER.matcher(arguments);
        if (!number.find()) {
            throw new IOException("no number at the end of a call");
        }
        return Long.parseLong(number.group(1));
    }

    private static String text(String hex) {
        return hex.startsWith("\\x")
                ? new String(Bytes.ofHex(hex.replace("\\x", "")).toArray(), StandardCharsets.UTF_8)
                : hex;
    }
}
