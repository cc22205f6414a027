package vn.tram.system.kill;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.tram.system.process.HttpLine;

/**
 * A page that presses again, with the same request id, until the box has answered: what the kiosk does while a box
 * restarts. One thread.
 */
final class PatientLine {
    private static final long PAUSE_MS = 20;

    private final String host;
    private final int port;
    private final CountDownLatch stop;
    private final Answers answers;
    private @Nullable HttpLine line;

    PatientLine(String host, int port, CountDownLatch stop, Answers answers) {
        this.host = host;
        this.port = port;
        this.stop = stop;
        this.answers = answers;
    }

    private interface Ask {
        HttpLine.Answer of(HttpLine line) throws IOException;
    }

    Optional<HttpLine.Answer> post(String path, String json) throws InterruptedException {
        return insist(line -> line.post(path, json));
    }

    Optional<HttpLine.Answer> get(String path) throws InterruptedException {
        return insist(line -> line.get(path));
    }

    /** Empty when the run ended before an answer came: then nothing was promised. */
    private Optional<HttpLine.Answer> insist(Ask ask) throws InterruptedException {
        do {
            try {
                var open = line;
                if (open == null) {
                    open = new HttpLine(host, port);
                    line = open;
                }
                var answer = ask.of(open);
                if (answer.status() < 500) {
                    return Optional.of(answer);
                }
            } catch (IOException broken) {
                hangUp();
            }
            answers.askedAgain();
        } while (!stop.await(PAUSE_MS, TimeUnit.MILLISECONDS));
        return Optional.empty();
    }

    void hangUp() {
        var broken = line;
        line = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException alreadyGone) {
                answers.askedAgain();
            }
        }
    }
}
