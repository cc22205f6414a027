package vn.tram.system.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tram.kernel.base.Bytes;
import vn.tram.system.process.Checkout;
import vn.tram.system.process.NodeProcess;

/**
 * Runs Jazzer, a coverage-guided fuzzer, on one target for a while in a process of its own with 512 MiB of heap. It
 * begins with the golden files of the wire and whatever the folder already holds.
 */
public final class Fuzzer {
    /** What is fuzzed. */
    public enum Target {
        VALUE(ValueFuzz.class, 40_000),
        CONTROL(ControlFuzz.class, 40_000),
        FRAME(FrameFuzz.class, 20_000),
        BLOB(BlobFuzz.class, 5_000),
        DICTIONARY(DictionaryFuzz.class, 5_000),
        CENTRE(CentreFuzz.class, 500),
        BOX(BoxFuzz.class, 1_500);

        private final Class<?> play;
        private final int shortRun;

        Target(Class<?> play, int shortRun) {
            this.play = play;
            this.shortRun = shortRun;
        }

        /** Inputs that a few seconds are enough for on a quiet machine. */
        public int shortRun() {
            return shortRun;
        }

        /** The class whose {@code fuzzerTestOneInput} is called. */
        public Class<?> play() {
            return play;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a run ended.
     *
     * @param exitCode 0 when nothing was found
     * @param executions inputs played
     * @param features what the fuzzer saw reached: edges of the program with rough counts
     * @param said everything the fuzzer printed, the failing input among it
     */
    public record Found(int exitCode, long executions, long features, String said) {
        public boolean nothing() {
            return exitCode == 0;
        }
    }

    /**
     * When a run ends: whichever comes first.
     *
     * @param inputs played; -1 for any number
     */
    public record Bound(long inputs, Duration time) {
        /** So long, however much that is. */
        public static Bound of(Duration time) {
            return new Bound(-1, time);
        }

        /** So many, in five minutes at most. */
        public static Bound of(long inputs) {
            return new Bound(inputs, Duration.ofMinutes(5));
        }
    }

    private static final String GOLDEN = "src/test/resources/wire/v1";
    private static final String MAIN = "com.code_intelligence.jazzer.Jazzer";
    private static final Duration TO_END = Duration.ofMinutes(2);
    private static final Pattern PROGRESS = Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: \\d+ ft: (\\d+)");
    private static final Pattern DONE = Pattern.compile("Done (\\d+) (?:runs|in)");

    private Fuzzer() {}

    /**
     * Fuzzes one target.
     *
     * @param target has a static {@code fuzzerTestOneInput(byte[])}, which throws when it has found something
     * @param folder where inputs worth keeping and failing ones are left
     * @param bound how long
     * @param seed of the fuzzer's own choices; not zero
     */
    public static Found run(Class<?> target, Path folder, Bound bound, int seed)
            throws IOException, InterruptedException {
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        try (var forms = Files.list(Checkout.find().root().resolve(GOLDEN))) {
            for (var form : forms.toList()) {
                var hex = Files.readString(form).replaceAll("\\s", "");
                Files.write(corpus.resolve(form.getFileName()), Bytes.ofHex(hex).toArray());
            }
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"));
        command.addAll(List.of("-cp", classPath(), MAIN));
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=vn.tram.**");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + folder + "/");
        command.add("-runs=" + bound.inputs());
        command.add("-max_total_time=" + bound.time().toSeconds());
        command.add("-seed=" + seed);
        command.add("-max_len=8192");
        command.add("-rss_limit_mb=1500");
        command.add("-timeout=20");
        command.add(corpus.toString());
        try (var process = NodeProcess.start(command, target.getSimpleName())) {
            int code = process.awaitExit(bound.time().plus(TO_END));
            var said = process.standardOutput() + process.standardError();
            return new Found(code, last(DONE.matcher(said), 1), last(PROGRESS.matcher(said), 2), said);
        }
    }

    /** Maven's test runner hides the class path in a jar of its own, and tells it so. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static long last(Matcher matcher, int group) {
        long last = 0;
        while (matcher.find()) {
            last = Long.parseLong(matcher.group(group));
        }
        return last;
    }
}
