package vn.tram.system.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A TCP line between a box and a broker on this machine: counts what passes, and can be cut and healed. A connection
 * through it has a thread for each direction.
 */
public final class LineProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket door;
    private final int target;
    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** @param target port of the broker */
    public LineProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "line-door");
    }

    /** Where the box connects to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Bytes of TCP payload from box to broker so far. */
    public long up() {
        return up.sum();
    }

    /** Bytes of TCP payload from broker to box so far. */
    public long down() {
        return down.sum();
    }

    /** Pieces that were read at once, both ways: about the segments that a line would carry. */
    public long pieces() {
        return packets.sum();
    }

    /** Breaks every connection and lets none through until {@link #heal}. */
    public void cut() {
        cut = true;
        open.forEach(LineProxy::end);
    }

    public void heal() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (cut) {
                    end(near);
                    continue;
                }
                var far = new Socket();
                try {
                    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
                } catch (IOException nobodyThere) {
                    end(near);
                    end(far);
                    continue;
                }
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                start(() -> pump(near, far, up), "line-up");
                start(() -> pump(far, near, down), "line-down");
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, LongAdder bytes) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.add(read);
                packets.increment();
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            end(from);
        }
        end(from);
        end(to);
        open.remove(from);
        open.remove(to);
    }

    private static void end(Socket socket) {
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
        door.close();
        open.forEach(LineProxy::end);
    }
}
