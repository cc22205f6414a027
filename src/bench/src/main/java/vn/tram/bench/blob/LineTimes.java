package vn.tram.bench.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import vn.tram.system.process.LineWeather;

/**
 * What one direction of a line carries, slice by slice, while something is sent: where its time goes. A thread of its
 * own looks ten times a second.
 */
final class LineTimes implements AutoCloseable {
    private static final long SLICE_MILLIS = 100;
    private static final double NANOS = 1e9;

    /** So much of what it could carry, and a slice counts as full. */
    private static final double FULL = 0.5;

    private record Look(double seconds, long bytes) {}

    private final LongSupplier passed;
    private final LineWeather weather;
    private final List<Look> looks = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::look, "bench-looks");
    private volatile boolean ended;

    /** @param passed bytes so far */
    LineTimes(LongSupplier passed, LineWeather weather) {
        this.passed = passed;
        this.weather = weather;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!ended) {
            looks.add(new Look((System.nanoTime() - begin) / NANOS, passed.getAsLong()));
            try {
                Thread.sleep(SLICE_MILLIS);
            } catch (InterruptedException wanted) {
                return;
            }
        }
    }

    /** In words: how long until the first slice that was full, how full it was from there to the last, and after it. */
    String close(double seconds) throws InterruptedException {
        close();
        thread.join();
        int first = -1;
        int last = 0;
        for (int i = 1; i < looks.size(); i++) {
            if (use(looks.get(i - 1), looks.get(i)) >= FULL) {
                first = first < 0 ? i - 1 : first;
                last = i;
            }
        }
        if (first < 0) {
            return "the line was never full";
        }
        var from = looks.get(first);
        var to = looks.get(last);
        return String.format(
                Locale.ROOT,
                "%.2f s until the line was full, %.2f s at %.1f %% of it, %.2f s after it",
                from.seconds(),
                to.seconds() - from.seconds(),
                100 * use(from, to),
                seconds - to.seconds());
    }

    private double use(Look from, Look to) {
        double could = (to.seconds() - from.seconds()) * weather.bitsPerSecond() / 8;
        return (to.bytes() - from.bytes()) / could;
    }

    @Override
    public void close() {
        ended = true;
    }
}
