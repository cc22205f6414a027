package vn.tram.system.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection, one request at a time, with as little work as can be, so that a load driver on
 * the same two cores takes little from what it measures. Not thread-safe. After an {@link IOException} the connection
 * is of no use any more, and whether the last request was served is unknown.
 */
public final class HttpLine implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;
    private final @Nullable Entry entry;
    private String cookies = "";

    public HttpLine(String host, int port) throws IOException {
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            out = socket.getOutputStream();
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        this.host = host + ":" + port;
        this.entry = Doors.of(port).orElse(null);
    }

    /** A status and a body in UTF-8. */
    public record Answer(int status, String body) {}

    public Answer get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n", "");
    }

    public Answer post(String path, String json) throws IOException {
        return withBody("POST", path, json);
    }

    public Answer put(String path, String json) throws IOException {
        return withBody("PUT", path, json);
    }

    private Answer withBody(String method, String path, String json) throws IOException {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        var head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                + "X-Tram: 1\r\nContent-Length: " + length + "\r\n";
        return ask(head, json);
    }

    /** Comes in by the door of a box that has one, anew when it does not know us any more. */
    private Answer ask(String head, String body) throws IOException {
        send(head + cookieLine() + "\r\n" + body);
        var answer = read();
        var door = entry;
        if (door == null || answer.status() != 401) {
            return answer;
        }
        cookies = door.renew(cookies);
        send(head + cookieLine() + "\r\n" + body);
        return read();
    }

    private String cookieLine() throws IOException {
        var door = entry;
        if (door == null) {
            return "";
        }
        if (cookies.isEmpty()) {
            cookies = door.cookies();
        }
        return "Cookie: " + cookies + "\r\n";
    }

    /** Asks for a stream and hands over every line until the connection ends. Blocks; close from another thread. */
    public void stream(String path, java.util.function.Consumer<String> lines) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/event-stream\r\n" + cookieLine()
                + "\r\n");
        socket.setSoTimeout(0);
        for (var line = line(); ; line = line()) {
            lines.accept(line);
        }
    }

    private void send(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.UTF_8));
    }

    private Answer read() throws IOException {
        var first = line();
        if (first.length() < 12 || !first.startsWith("HTTP/1.1 ")) {
            throw new IOException("no HTTP answer: " + first);
        }
        int status = Integer.parseInt(first.substring(9, 12));
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("an answer in chunks is not expected here");
            }
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer broke off");
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
