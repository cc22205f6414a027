package vn.tram.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.system.process.LineProxy.Way;

/** The ways in which a line can be bad without being cut, against a far end that says back what it hears. */
@Timeout(60)
class LineProxyTest {
    private static final int SOON_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 300;

    private ServerSocket echo;
    private LineProxy line;

    @BeforeEach
    void begin() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
        line = new LineProxy(echo.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        line.close();
        echo.close();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!echo.isClosed()) {
            try {
                var one = echo.accept();
                daemon(() -> sayBack(one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void sayBack(Socket one) {
        try (one) {
            one.getInputStream().transferTo(one.getOutputStream());
        } catch (IOException gone) {
            Thread.onSpinWait();
        }
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
        socket.setTcpNoDelay(true);
        assertSaidBack(socket, 1);
        return socket;
    }

    private static void assertSaidBack(Socket socket, int word) throws IOException {
        socket.getOutputStream().write(word);
        assertHeard(socket, word);
    }

    private static void assertHeard(Socket socket, int word) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        assertThat(socket.getInputStream().read()).isEqualTo(word);
    }

    /** Neither a word nor the end of the connection. */
    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void lineStoppedOneWayCarriesTheOtherAndBringsTheRestWhenItGoesOn() throws IOException {
        try (var socket = connected()) {
            line.stop(Way.DOWN, true);
            long up = line.up();
            socket.getOutputStream().write(2);
            assertSilent(socket);
            assertThat(line.up()).as("what was said went up").isEqualTo(up + 1);
            line.stop(Way.DOWN, false);
            assertHeard(socket, 2);
        }
    }

    @Test
    void lineStoppedUpwardsCarriesNothingThere() throws IOException {
        try (var socket = connected()) {
            line.stop(Way.UP, true);
            long down = line.down();
            socket.getOutputStream().write(2);
            assertSilent(socket);
            assertThat(line.down()).isEqualTo(down);
            line.heal();
            assertHeard(socket, 2);
        }
    }

    @Test
    void halfOpenConnectionSwallowsForEverAndANewOneWorks() throws IOException {
        try (var dead = connected()) {
            line.leaveHalfOpen();
            dead.getOutputStream().write(2);
            assertSilent(dead);
            try (var fresh = connected()) {
                assertSaidBack(fresh, 3);
            }
            line.heal();
            assertSilent(dead);
        }
    }

    @Test
    void cutLineEndsItsConnectionsAndLetsNoneThrough() throws IOException {
        try (var socket = connected()) {
            line.cut();
            socket.setSoTimeout(SOON_MILLIS);
            assertEnded(socket);
            try (var refused = new Socket(InetAddress.getLoopbackAddress(), line.port())) {
                refused.setSoTimeout(SOON_MILLIS);
                assertEnded(refused);
            }
            line.heal();
            connected().close();
        }
    }

    private static void assertEnded(Socket socket) throws IOException {
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException reset) {
            read = -1;
        }
        assertThat(read).isEqualTo(-1);
    }
}
