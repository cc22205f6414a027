package vn.tram.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One started program, with what it prints. Ends with this JVM at the latest. */
public final class NodeProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final Process process;
    private final Output out;
    private final Output err;
    private final Thread lastWill;

    private NodeProcess(Process process, String name) {
        this.process = process;
        this.out = new Output(process.getInputStream(), name + "-out");
        this.err = new Output(process.getErrorStream(), name + "-err");
        this.lastWill = new Thread(this::killAll, name + "-last-will");
        Runtime.getRuntime().addShutdownHook(lastWill);
    }

    /** @param name of the threads that read its output */
    public static NodeProcess start(List<String> command, String name) {
        try {
            return new NodeProcess(new ProcessBuilder(command).start(), name);
        } catch (IOException refused) {
            throw new UncheckedIOException("starting " + command.get(0), refused);
        }
    }

    /** Waits for a line on standard output; fails, with all that was printed, when the program ends or falls silent. */
    public MatchResult awaitLine(Pattern pattern, Duration quietAtMost) throws InterruptedException {
        return await(out, pattern, quietAtMost);
    }

    /** The same on standard error. */
    public MatchResult awaitErrorLine(Pattern pattern, Duration quietAtMost) throws InterruptedException {
        return await(err, pattern, quietAtMost);
    }

    private MatchResult await(Output where, Pattern pattern, Duration quietAtMost) throws InterruptedException {
        var found = where.await(pattern, quietAtMost);
        if (found.isEmpty()) {
            where.join(Duration.ofSeconds(1));
            throw new IllegalStateException("no line like " + pattern + " came; the program "
                    + (process.isAlive() ? "still runs" : "ended with " + process.exitValue()) + "\n" + text());
        }
        return found.get();
    }

    /** Writes to the program's standard input. */
    public void type(String text) throws IOException {
        var in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Ends it as a power cut would: SIGKILL, nothing is told to the program. Returns once it is gone. */
    public void kill() throws InterruptedException {
        killAll();
        awaitExit(END);
    }

    /** Stops it in its tracks (SIGSTOP): it holds what it holds and says nothing. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets it run on after {@link #pause}, as if no time had passed. */
    public void wake() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " did not work");
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("kill -" + name, refused);
        }
    }

    /** Asks it to stop (SIGTERM) and returns its exit code. */
    public int stop() throws InterruptedException {
        program().destroy();
        return awaitExit(END);
    }

    /** Waits for the program to end by itself; fails when it does not within {@code limit}. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still runs after " + limit + "\n" + text());
        }
        out.join(END);
        err.join(END);
        removeLastWill();
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Process id of the program itself, also when it runs under strace. */
    public long pid() {
        return program().pid();
    }

    public String standardOutput() {
        return out.text();
    }

    public String standardError() {
        return err.text();
    }

    private String text() {
        return out.text() + err.text();
    }

    /** A program started under strace is strace's child, and outlives it. */
    private ProcessHandle program() {
        return process.children().findFirst().orElse(process.toHandle());
    }

    private void killAll() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void removeLastWill() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (IllegalStateException alreadyStopping) {
            killAll();
        }
    }

    /** As {@link #kill}. */
    @Override
    public void close() {
        killAll();
        try {
            awaitExit(END);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }
}
