package vn.tram.node.net;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Paho's socket with faults of Paho 1.2.5 made harmless, two of them in the way it starts its threads.
 *
 * <ul>
 *   <li>It starts a reader and then waits until it sees the reader running, in a loop without end. Where the peer has
 *       hung up by then (a tunnel with nobody behind it), the reader is gone already and a thread spins for ever. So
 *       the reader gets nothing to read until the first bytes were written, which is after that loop.
 *   <li>A stop while the socket is still connecting is forgotten, and the connection lives on with no owner.
 *   <li>A broker that turns a certificate away says so after the handshake (TLS 1.3). Paho meets a broken pipe when it
 *       writes, and does not read what was said; it is read here.
 * </ul>
 */
final class GuardedModule implements NetworkModule {
    private final NetworkModule real;
    private final CountDownLatch written = new CountDownLatch(1);
    private boolean connected;
    private boolean stopped;

    GuardedModule(NetworkModule real) {
        this.real = real;
    }

    @Override
    public void start() throws IOException, MqttException {
        real.start();
        boolean late;
        synchronized (this) {
            connected = true;
            late = stopped;
        }
        if (late) {
            real.stop();
            throw new IOException("stopped while connecting");
        }
    }

    @Override
    public void stop() throws IOException {
        synchronized (this) {
            stopped = true;
        }
        written.countDown();
        real.stop();
    }

    /** Waits until Paho's threads have started, if they are about to: only then can they be stopped. */
    void awaitStarted(Duration atMost) {
        synchronized (this) {
            stopped |= !connected;
            if (stopped) {
                return;
            }
        }
        try {
            boolean inTime = written.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            assert inTime || written.getCount() > 0;
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new HeldInput(real.getInputStream(), written);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new SeenOutput(real.getOutputStream(), written, real.getInputStream());
    }

    @Override
    public String getServerURI() {
        return real.getServerURI();
    }

    private static final class HeldInput extends FilterInputStream {
        private final CountDownLatch until;

        HeldInput(InputStream in, CountDownLatch until) {
            super(in);
            this.until = until;
        }

        private void hold() throws InterruptedIOException {
            try {
                until.await();
            } catch (InterruptedException wanted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while waiting to read");
            }
        }

        @Override
        public int available() throws IOException {
            return until.getCount() > 0 ? 0 : super.available();
        }

        @Override
        public int read() throws IOException {
            hold();
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            hold();
            return super.read(target, offset, length);
        }
    }

    private static final class SeenOutput extends FilterOutputStream {
        private final CountDownLatch seen;
        private final InputStream answers;

        SeenOutput(OutputStream out, CountDownLatch seen, InputStream answers) {
            super(out);
            this.seen = seen;
            this.answers = answers;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            seen.countDown();
            try {
                out.write(source, offset, length);
            } catch (IOException broken) {
                throw lastWord(broken);
            }
        }

        /** Why the far end has gone, should TLS have been told; nothing else can come any more. */
        private IOException lastWord(IOException broken) {
            try {
                answers.read();
                return broken;
            } catch (SSLException told) {
                return told;
            } catch (IOException nothing) {
                return broken;
            }
        }
    }
}
