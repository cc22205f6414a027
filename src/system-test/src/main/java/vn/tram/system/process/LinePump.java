package vn.tram.system.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import vn.tram.kernel.platform.Platform.MonotonicClock;

/**
 * One direction of one connection. A reader takes a segment when the line is free for it and pays for its bits; a
 * writer hands it on when its delay is over. A segment that the line has taken is on its way: more is not read
 * meanwhile, so what a sender has in hand beyond it stands in the sender's own buffers.
 */
final class LinePump {
    /** Payload of one Ethernet segment. */
    private static final int SEGMENT = 1_400;

    private static final int QUICK_BUFFER = 16 * 1024;
    private static final long LOOK_NANOS = 2_000_000;

    /** One direction of the line, shared by all connections. */
    static final class Track {
        private final LongAdder bytes = new LongAdder();
        private final MonotonicClock clock;
        private final AtomicLong freeAt;
        private volatile boolean stopped;

        Track(MonotonicClock clock) {
            this.clock = clock;
            this.freeAt = new AtomicLong(clock.nanos());
        }

        long bytes() {
            return bytes.sum();
        }

        /** Nothing passes, and nobody is told. What is said meanwhile comes when it goes on. */
        void stop(boolean stop) {
            stopped = stop;
        }

        /** When the last of so many bytes has left. */
        private long leaves(int count, long bitsPerSecond) {
            long now = clock.nanos();
            long takes = bitsPerSecond == 0 ? 0 : count * 8_000_000_000L / bitsPerSecond;
            return freeAt.updateAndGet(free -> (free - now > 0 ? free : now) + takes);
        }
    }

    /** What is on its way; an empty one is the end. */
    private static final class Segment {
        private final byte[] bytes;
        private final long dueNanos;

        Segment(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    private final Socket from;
    private final Socket to;
    private final Track track;
    private final LineWeather weather;
    private final LongAdder pieces;
    private final BooleanSupplier deaf;
    private final LinkedBlockingQueue<Segment> onItsWay = new LinkedBlockingQueue<>();

    /** @param deaf whether this connection is dead and nobody knows: bytes vanish, and nothing ends */
    LinePump(Socket from, Socket to, Track track, LineWeather weather, LongAdder pieces, BooleanSupplier deaf) {
        this.from = from;
        this.to = to;
        this.track = track;
        this.weather = weather;
        this.pieces = pieces;
        this.deaf = deaf;
    }

    /** Reads until the connection ends; on a thread of its own. {@code wait}: before the first byte. */
    void read(Duration wait) {
        until(track.clock.nanos() + wait.toNanos());
        try (InputStream in = from.getInputStream()) {
            var buffer = new byte[weather.bitsPerSecond() == 0 ? QUICK_BUFFER : SEGMENT];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (track.stopped && !from.isClosed()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                long leaves = track.leaves(read, weather.bitsPerSecond());
                until(leaves);
                track.bytes.add(read);
                pieces.increment();
                if (!deaf.getAsBoolean()) {
                    onItsWay.add(new Segment(
                            Arrays.copyOf(buffer, read),
                            leaves + weather.delay().toNanos()));
                }
            }
        } catch (IOException broken) {
            onItsWay.clear(); // what was on its way is lost with the connection
        }
        onItsWay.add(new Segment(new byte[0], 0));
    }

    /** Hands on what {@link #read} took, until it ended; on a thread of its own. */
    void write() {
        try (var out = to.getOutputStream()) {
            for (var next = onItsWay.take(); next.bytes.length > 0; next = onItsWay.take()) {
                until(next.dueNanos);
                out.write(next.bytes);
            }
        } catch (IOException broken) {
            LineProxy.end(from);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!deaf.getAsBoolean()) {
            LineProxy.end(from);
            LineProxy.end(to);
        }
    }

    private void until(long nanos) {
        for (long left = nanos - track.clock.nanos(); left > 0; left = nanos - track.clock.nanos()) {
            LockSupport.parkNanos(left);
        }
    }
}
