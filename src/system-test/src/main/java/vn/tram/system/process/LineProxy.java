package vn.tram.system.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import vn.tram.kernel.platform.Platform.MonotonicClock;
import vn.tram.kernel.platform.SystemPlatform;

/**
 * A TCP line between a box and a broker on this machine: has a rate and a delay, counts what passes, and can be cut and
 * healed, cut by turns, stopped one way, or left half open. A connection through it has four threads.
 */
public final class LineProxy implements AutoCloseable {
    /** A direction of the line. */
    public enum Way {
        /** From box to broker. */
        UP,
        /** From broker to box. */
        DOWN
    }

    private static final int CONNECT_MILLIS = 5_000;

    private record Connection(Socket near, Socket far, Forsaken forsaken) {
        void end() {
            LineProxy.end(near);
            LineProxy.end(far);
        }
    }

    private static final class Forsaken {
        private volatile boolean yes;
    }

    private final SystemPlatform system = new SystemPlatform("line-turns", bug -> cutNow());
    private final MonotonicClock clock = system.platform().monotonic();
    private final ServerSocket door;
    private final int target;
    private final LineWeather weather;
    private final LinePump.Track up = new LinePump.Track(clock);
    private final LinePump.Track down = new LinePump.Track(clock);
    private final LongAdder packets = new LongAdder();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong lastAccepted = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean cut;

    /** @param target port of the broker */
    public LineProxy(int target) throws IOException {
        this(target, LineWeather.CLEAR);
    }

    /** @param target port of the broker */
    public LineProxy(int target, LineWeather weather) throws IOException {
        this.target = target;
        this.weather = weather;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "line-door");
    }

    /** Where the box connects to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Bytes of TCP payload from box to broker so far. */
    public long up() {
        return up.bytes();
    }

    /** Bytes of TCP payload from broker to box so far. */
    public long down() {
        return down.bytes();
    }

    /** Pieces that were read at once, both ways: about the segments that a line would carry. */
    public long pieces() {
        return packets.sum();
    }

    /** Connections let through so far. */
    public long connections() {
        return accepted.get();
    }

    /** When the last one of them began, by this process's monotonic clock. */
    public long lastConnectionNanos() {
        return lastAccepted.get();
    }

    /** Breaks every connection and lets none through until {@link #heal}. */
    public void cut() {
        turns.incrementAndGet();
        cutNow();
    }

    private void cutNow() {
        cut = true;
        open.forEach(Connection::end);
    }

    /** Ends cuts, turns and stops. */
    public void heal() {
        turns.incrementAndGet();
        stop(Way.UP, false);
        stop(Way.DOWN, false);
        cut = false;
    }

    /** Lets everything through for a while, then cuts for a while, by turns until {@link #heal} or {@link #cut}. */
    public void byTurns(Duration through, Duration broken) {
        heal();
        turn(turns.get(), through, broken);
    }

    private void turn(long mine, Duration now, Duration then) {
        system.platform().timers().after(now, () -> {
            if (turns.get() == mine) {
                if (cut) {
                    cut = false;
                } else {
                    cutNow();
                }
                turn(mine, then, now);
            }
        });
    }

    /** One direction carries nothing and nobody is told; what is said meanwhile arrives when it goes on. */
    public void stop(Way way, boolean stop) {
        (way == Way.UP ? up : down).stop(stop);
    }

    /** Connections of this moment carry nothing any more, for ever, and nobody is told; new ones work. */
    public void leaveHalfOpen() {
        open.forEach(connection -> connection.forsaken().yes = true);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (cut) {
                    end(near);
                    continue;
                }
                carry(near);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket near) {
        var far = new Socket();
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException nobodyThere) {
            end(near);
            end(far);
            return;
        }
        accepted.incrementAndGet();
        lastAccepted.set(clock.nanos());
        var connection = new Connection(near, far, new Forsaken());
        open.add(connection);
        var upward = new LinePump(near, far, up, weather, packets, () -> connection.forsaken().yes);
        var downward = new LinePump(far, near, down, weather, packets, () -> connection.forsaken().yes);
        var handshake = weather.delay().multipliedBy(2);
        start(() -> upward.read(handshake), "line-up-in");
        start(() -> downward.read(Duration.ZERO), "line-down-in");
        start(upward::write, "line-up-out");
        start(
                () -> {
                    downward.write();
                    open.remove(connection);
                },
                "line-down-out");
        if (cut) {
            connection.end();
        }
    }

    static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            Thread.onSpinWait();
        }
    }

    private static void start(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        turns.incrementAndGet();
        system.close();
        door.close();
        open.forEach(Connection::end);
    }
}
