package vn.tram.bench.issue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.HttpLine;

/**
 * Kiosks that press as fast as they are answered, each on its own kept-alive connection. Every answer must be a fresh
 * ticket; anything else ends the run.
 */
final class Clients {
    /** The eight groups of the kiosk: a series gives at most 9,999 numbers a day. */
    private static final String SERIES = "ACEGHKLV";

    private final RunningBox box;
    private final SplittableRandom chance = new SplittableRandom();

    Clients(RunningBox box) {
        this.box = box;
    }

    /**
     * @param latencies nanoseconds of every request, shortest first
     * @param seconds how long the run took
     */
    record Run(List<Long> latencies, double seconds) {
        Run {
            latencies = List.copyOf(latencies);
        }

        double perSecond() {
            return latencies.size() / seconds;
        }

        /** @param share 0.5 for the median */
        double millis(double share) {
            int index = (int) Math.min(latencies.size() - 1L, Math.round(share * latencies.size()));
            return latencies.get(index) / 1e6;
        }
    }

    /** Presses for {@code seconds}, or until {@code most} tickets are out. */
    Run press(int clients, double seconds, int most) throws InterruptedException, IOException {
        var go = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(clients);
        try {
            var runs = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < clients; i++) {
                var line = box.connect();
                var own = chance.split();
                int first = i;
                runs.add(pool.submit(() -> {
                    go.await();
                    return press(line, own, first, (long) (seconds * 1e9), most / clients);
                }));
            }
            long begin = System.nanoTime();
            go.countDown();
            var all = new ArrayList<Long>();
            for (var run : runs) {
                all.addAll(run.get());
            }
            double took = (System.nanoTime() - begin) / 1e9;
            Collections.sort(all);
            return new Run(all, took);
        } catch (ExecutionException failed) {
            throw new IOException("a client failed", failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> press(HttpLine line, SplittableRandom chance, int first, long nanos, int most)
            throws IOException {
        var latencies = new ArrayList<Long>();
        try (line) {
            long end = System.nanoTime() + nanos;
            long last = System.nanoTime();
            while (last < end && latencies.size() < most) {
                char series = SERIES.charAt((first + latencies.size()) % SERIES.length());
                var id = new UUID(chance.nextLong(), chance.nextLong());
                var answer = line.post(
                        "/api/tickets",
                        "{\"requestId\":\"" + id + "\",\"series\":\"" + series + "\","
                                + "\"procedure\":\"2.000815\",\"channel\":\"KIOSK\"}");
                if (answer.status() != 201) {
                    throw new IOException("the box answered " + answer);
                }
                long now = System.nanoTime();
                latencies.add(now - last);
                last = now;
            }
        }
        return latencies;
    }
}
