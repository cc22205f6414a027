package vn.tram.bench.signin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import vn.tram.bench.Figures;
import vn.tram.kernel.base.BadForm;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.ca.Pem;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.FreePort;

/**
 * Full handshakes against one box process: each by a context of its own, so no session is ever resumed. The clients
 * stand on the same two cores and do their half of the arithmetic there.
 */
public final class SignInBench {
    private static final String WARD = "00070";
    private static final int NO_BROKER = 9;
    private static final int CLIENTS = 4;
    private static final int MILLIS = 20_000;
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final long MEASURED_NANOS = 10_000_000_000L;
    private static final double NANOS = 1e9;
    private static final double LEAST = 50;

    private SignInBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException {
        int port = FreePort.find();
        var site = BoxSite.of(work.resolve("box"), WARD, NO_BROKER).with("http.tls.port", Integer.toString(port));
        try (var box = site.start()) {
            var shown = shown(site.data());
            figures.note("warming up the box at " + box.url() + ", then full handshakes by " + CLIENTS + " clients");
            perSecond(port, shown, WARM_UP_NANOS);
            figures.atLeast("signin.tls_rate", perSecond(port, shown, MEASURED_NANOS), "handshakes/s", LEAST);
        }
    }

    private static X509Certificate shown(Path data) throws IOException {
        try {
            var file = data.resolve("hall-identity/self/1/cert.pem");
            return Pem.certificates(Files.readString(file)).get(0);
        } catch (BadForm damaged) {
            throw new IOException("what the box made for itself", damaged);
        }
    }

    private static double perSecond(int port, X509Certificate shown, long nanos)
            throws IOException, InterruptedException {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        long begin = System.nanoTime();
        try {
            var all = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(() -> handshakes(port, shown, begin + nanos));
            }
            int count = 0;
            for (var each : clients.invokeAll(all)) {
                count += each.get();
            }
            return count * NANOS / (System.nanoTime() - begin);
        } catch (ExecutionException failed) {
            throw new IOException("a handshake failed", failed);
        } finally {
            clients.shutdownNow();
        }
    }

    private static int handshakes(int port, X509Certificate shown, long until) throws IOException {
        int count = 0;
        while (System.nanoTime() < until) {
            var trust = PeerTrust.inServers(List.of(shown), new Dates(System::currentTimeMillis, Long.MIN_VALUE));
            var sockets = TlsContexts.of(trust).getSocketFactory();
            try (var socket = (SSLSocket) sockets.createSocket("127.0.0.1", port)) {
                socket.setSoTimeout(MILLIS);
                socket.startHandshake();
                count++;
            }
        }
        return count;
    }
}
