package vn.tram.system.line;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.opentest4j.AssertionFailedError;

/**
 * A city's own authority and what it certifies, made by openssl in a folder, in the names that the broker looks for.
 */
final class CityCertificates {
    private static final String SECRET = "of-a-test";

    private final Path folder;

    CityCertificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        key("city-ca");
        run("openssl req -x509 -new -key city-ca.key -subj /CN=City -days 2 -out city-ca.pem");
    }

    /** Makes {@code NAME.key}, {@code NAME.pem} and, for Java, {@code NAME.p12}. */
    void certify(String name) throws IOException, InterruptedException {
        key(name);
        run("openssl req -new -key " + name + ".key -subj /CN=" + name + " -out " + name + ".csr");
        run("openssl x509 -req -in " + name + ".csr -CA city-ca.pem -CAkey city-ca.key -CAcreateserial -days 2 -out "
                + name + ".pem");
        run("openssl pkcs12 -export -in " + name + ".pem -inkey " + name + ".key -out " + name + ".p12 -passout pass:"
                + SECRET);
    }

    private void key(String name) throws IOException, InterruptedException {
        run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + name + ".key");
    }

    /** The words of a command have no blanks in them. */
    void run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command.split(" ", -1)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionFailedError(command + ": " + said);
        }
    }

    KeyManagerFactory keys(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, SECRET.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, SECRET.toCharArray());
        return keys;
    }

    TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("city-ca.pem"))) {
            store.setCertificateEntry(
                    "city",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
