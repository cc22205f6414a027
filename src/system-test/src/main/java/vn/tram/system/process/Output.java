package vn.tram.system.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a process prints on one stream, read on a thread of its own so that the process never waits for a reader. */
final class Output {
    private static final int MOST_CHARS = 1 << 20;
    private static final String END = "\u0000end";

    private final StringBuilder all = new StringBuilder();
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;

    Output(InputStream stream, String name) {
        reader = new Thread(() -> read(stream), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stream) {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (all) {
                    if (all.length() < MOST_CHARS) {
                        all.append(line).append('\n');
                    }
                }
                unread.add(line);
            }
        } catch (IOException closed) {
            synchronized (all) {
                all.append("(stream closed)\n");
            }
        }
        unread.add(END);
    }

    /** The next line that matches, reading on from where the last call stopped; empty at the end or the limit. */
    Optional<MatchResult> await(Pattern pattern, Duration quietAtMost) throws InterruptedException {
        while (true) {
            var line = unread.poll(quietAtMost.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.equals(END)) {
                return Optional.empty();
            }
            var matcher = pattern.matcher(line);
            if (matcher.find()) {
                return Optional.of(matcher.toMatchResult());
            }
        }
    }

    /** Everything so far; complete once the process has ended. */
    String text() {
        synchronized (all) {
            return all.toString();
        }
    }

    void join(Duration limit) throws InterruptedException {
        reader.join(limit.toMillis());
    }
}
