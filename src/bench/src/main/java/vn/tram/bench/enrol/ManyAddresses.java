package vn.tram.bench.enrol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A way to a port of this machine on which each connection comes from another loopback address: boxes of a city come
 * from as many places, and the centre counts by them.
 */
final class ManyAddresses implements AutoCloseable {
    private static final int BUFFER = 8_192;
    private static final int MOST = 250;

    private final ServerSocket door;
    private final int port;

    ManyAddresses(int port) throws IOException {
        this.port = port;
        this.door = new ServerSocket(0, MOST, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    private static void begin(Runnable what) {
        var thread = new Thread(what, "many-addresses");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            for (int i = 0; ; i++) {
                var near = door.accept();
                var far = new Socket();
                far.bind(new InetSocketAddress(
                        InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + i % MOST)}), 0));
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                begin(() -> pump(near, far));
                begin(() -> pump(far, near));
            }
        } catch (IOException closed) {
            System.err.println("the way by many addresses has ended");
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var some = new byte[BUFFER];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                out.write(some, 0, read);
            }
        } catch (IOException gone) {
            // Whoever was at the other end hears of it by the closing.
            assert !gone.toString().isEmpty();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
