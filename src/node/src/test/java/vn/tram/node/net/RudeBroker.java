package vn.tram.node.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A listening socket that answers with the bytes a test gives it: for what no well-behaved broker does. */
final class RudeBroker implements AutoCloseable {
    static final String CONNACK = "20 03 00 00 00";

    /** A packet of the client: its first byte and its body. */
    record Packet(int head, List<Integer> body) {
        int type() {
            return head >> 4;
        }
    }

    /** What to do with each connection, on a thread of its own. */
    interface Manners {
        void serve(Wire wire) throws IOException;
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Packet> seen = new LinkedBlockingQueue<>();

    RudeBroker(Manners manners) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("rude-accept", () -> {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                start("rude-serve", () -> manners.serve(new Wire(socket)));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // The test is over, or the client went.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** The next packet that the client sent and {@link Wire#read} took. */
    Packet next() throws InterruptedException {
        var packet = seen.poll(20, TimeUnit.SECONDS);
        if (packet == null) {
            throw new AssertionError("the client sent nothing");
        }
        return packet;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    /** One connection, seen from the broker. */
    final class Wire {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads one packet, or null at the end. */
        @Nullable
        Packet read() throws IOException {
            int head = in.read();
            if (head < 0) {
                return null;
            }
            int length = 0;
            for (int shift = 0, part = 0x80; (part & 0x80) != 0; shift += 7) {
                part = in.readUnsignedByte();
                length |= (part & 0x7f) << shift;
            }
            var body = new byte[length];
            in.readFully(body);
            var packet = new Packet(
                    head,
                    IntStream.range(0, length).mapToObj(i -> body[i] & 0xff).toList());
            seen.add(packet);
            return packet;
        }

        void write(String hex) throws IOException {
            out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
            out.flush();
        }

        void hangUp() throws IOException {
            socket.close();
        }
    }
}
