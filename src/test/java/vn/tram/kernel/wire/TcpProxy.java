package vn.tram.kernel.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Stands between a client and a broker on this machine: breaks their connection when told, and counts payload bytes.
 */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final Supplier<InetSocketAddress> target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesUp = new AtomicLong();
    private final AtomicLong bytesDown = new AtomicLong();

    /** @param target asked at each connection, so that it may move */
    public TcpProxy(Supplier<InetSocketAddress> target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** TCP payload from clients to the broker since the start. */
    public long bytesUp() {
        return bytesUp.get();
    }

    /** TCP payload from the broker to clients since the start. */
    public long bytesDown() {
        return bytesDown.get();
    }

    /** Resets every connection; new ones are let through. */
    public void breakConnections() {
        var all = List.copyOf(sockets);
        sockets.removeAll(all);
        all.forEach(TcpProxy::reset);
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakConnections();
    }

    private void accept() throws IOException {
        while (true) {
            var client = server.accept();
            var broker = new Socket();
            sockets.add(client);
            sockets.add(broker);
            start(() -> {
                try {
                    broker.connect(target.get());
                    client.setTcpNoDelay(true);
                    broker.setTcpNoDelay(true);
                    start(() -> pump(broker, client, bytesDown));
                    pump(client, broker, bytesUp);
                } finally {
                    reset(client);
                    reset(broker);
                }
            });
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong count) throws IOException {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count.addAndGet(read);
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // It is what was wanted.
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // One side went; the other is told by a reset.
                    }
                },
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
