package vn.tram.system.process;

import java.time.Duration;
import java.util.regex.Pattern;

/** The line by which a program says that it serves pages. */
record Serving(String host, int port) {
    /** A program that prints nothing for this long is not starting any more. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private static final Pattern LINE = Pattern.compile("serves http://([^:/]+):(\\d+)/");

    /** Waits for it; fails, with all that was printed, when the program ends or falls silent. */
    static Serving await(NodeProcess process) throws InterruptedException {
        var line = process.awaitLine(LINE, QUIET);
        return new Serving(line.group(1), Integer.parseInt(line.group(2)));
    }
}
