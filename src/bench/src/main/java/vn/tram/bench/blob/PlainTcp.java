package vn.tram.bench.blob;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/** The same bytes by a plain TCP connection through the same kind of line: what the line can carry at most. */
final class PlainTcp {
    private PlainTcp() {}

    /** Seconds from connecting to the far end's word that it has them all. */
    static double send(byte[] bytes, LineWeather weather) throws IOException {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var line = new LineProxy(door.getLocalPort(), weather)) {
            var reader = new Thread(() -> take(door, bytes.length), "bench-sink");
            reader.start();
            long begin = System.nanoTime();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), line.port())) {
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("the far end did not take it all");
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void take(ServerSocket door, int length) {
        try (var socket = door.accept()) {
            if (socket.getInputStream().readNBytes(length).length == length) {
                socket.getOutputStream().write(1);
                socket.getOutputStream().flush();
            }
        } catch (IOException broken) {
            System.err.println("the far end: " + broken.getMessage());
        }
    }
}
