package vn.tram.centre;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.node.blob.BlobFolders;
import vn.tram.provisioning.ca.KeyToken;
import vn.tram.ui.WebAddress;

/**
 * What the centre must know before it starts. Described in {@code src/docs/configuration.md}.
 *
 * @param data folder of the embedded database and of the city's key
 * @param blobs folder for blobs; the same one for all workers of a centre
 * @param storeUrl the database of PostgreSQL to use; empty: an embedded one
 * @param storeOwner role that makes its tables; empty: the one of the URL
 * @param web where pages are served
 * @param https how they are served with TLS; empty: without
 * @param brokerEmbedded whether the MQTT broker runs inside this process
 * @param brokerAddress where the embedded broker listens; port 0 takes a free one
 * @param brokerFiles by which boxes come to it with certificates; empty: without, on this machine alone
 * @param brokerUrl the broker to use when none is embedded
 * @param brokerUser name that the centre's client shows at such a broker; empty: none
 * @param brokerPassword file with the password for it; empty path: none
 * @param worker name of this process among several, for people
 * @param city its name, for people
 * @param enrolment how boxes get certificates here
 * @param scrub in which time all that has landed is looked through once
 */
public record CentreConfig(
        Path data,
        Path blobs,
        String storeUrl,
        String storeOwner,
        WebAddress web,
        Optional<Https> https,
        boolean brokerEmbedded,
        InetSocketAddress brokerAddress,
        Optional<BrokerFiles> brokerFiles,
        URI brokerUrl,
        String brokerUser,
        Path brokerPassword,
        String worker,
        String city,
        Enrolment enrolment,
        Duration scrub) {
    private static final int HTTP_PORT = 8_080;
    private static final int HTTPS_PORT = 8_443;
    private static final int BROKER_PORT = 18_830;
    private static final int MAX_PORT = 65_535;
    private static final int SCRUB_HOURS = 24;
    private static final int MAX_SCRUB_HOURS = 720;

    /**
     * How boxes get certificates.
     *
     * @param authority folder of the issuing authority; empty path: this centre gives none
     * @param revoked where the list of certificates taken back is written, for brokers
     * @param broker address that boxes are told; empty: that of the broker in use
     * @param token that keeps the authority's key; empty: a file of the folder does
     */
    public record Enrolment(Path authority, Path revoked, String broker, Optional<KeyToken.Place> token) {}

    /**
     * How pages are served with TLS; plain HTTP then serves this machine alone.
     *
     * @param host address to listen on
     * @param port 0 takes a free one
     * @param certificate the server's, then those above it
     * @param key of that certificate
     */
    public record Https(String host, int port, Path certificate, Path key) {
        @Override
        public String toString() {
            return "https.host=" + host + " https.port=" + port;
        }
    }

    /**
     * What a broker with certificates reads.
     *
     * @param certificate its own, with the one of the authority that issued it
     * @param key of that certificate
     * @param issuers certificates of the authorities that issue those of boxes
     * @param revoked list of certificates that were taken back; empty path: none is read
     */
    public record BrokerFiles(Path certificate, Path key, Path issuers, Path revoked) {}

    /** Reads the keys it knows; problems are left in {@code properties}. */
    static CentreConfig read(NodeProperties properties) {
        var files = files(properties);
        var brokerHost = properties.parsedOr(
                "broker.host", "127.0.0.1", host -> files.isPresent() ? anywhere(host) : loopback(host));
        var data = Path.of(properties.text("node.data"));
        var storeUrl = properties.parsedOr("store.url", "", CentreConfig::postgres);
        return new CentreConfig(
                data,
                blobs(properties, data, storeUrl),
                storeUrl,
                properties.text("store.owner", ""),
                WebAddress.of(
                        properties.text("http.host", "127.0.0.1"),
                        properties.number("http.port", 0, MAX_PORT, HTTP_PORT),
                        properties.text("http.names", "")),
                https(properties),
                properties.flag("broker.embedded", true),
                new InetSocketAddress(brokerHost, properties.number("broker.port", 0, MAX_PORT, BROKER_PORT)),
                files,
                properties.address("broker.url", "tcp", "tcp://127.0.0.1:" + BROKER_PORT),
                properties.text("broker.user", ""),
                Path.of(properties.text("broker.password.file", "")),
                properties.text("worker.name", "1"),
                properties.text("city.name", "Hanoi"),
                new Enrolment(
                        Path.of(properties.text("ca.folder", "")),
                        Path.of(properties.text("revoked.file", revoked(properties))),
                        properties.text("enrol.broker", ""),
                        token(properties)),
                Duration.ofHours(properties.number("scrub.hours", 1, MAX_SCRUB_HOURS, SCRUB_HOURS)));
    }

    /** A folder inside the data folder would be this worker's alone, and what lies in it out of reach when it dies. */
    private static Path blobs(NodeProperties properties, Path data, String storeUrl) {
        var folder = properties.text("blobs.folder", "");
        if (folder.isEmpty() && !storeUrl.isEmpty()) {
            properties.problem(StartWords.of("blobs.missing", Map.of()));
        }
        return folder.isEmpty() ? data.resolve(BlobFolders.FOLDER) : Path.of(folder);
    }

    private static String postgres(String url) {
        if (url.isEmpty() || url.startsWith("jdbc:postgresql:")) {
            return url;
        }
        throw new IllegalArgumentException("must be jdbc:postgresql://HOST:PORT/NAME?user=ROLE");
    }

    /** For tests and tools that start a centre without a file. */
    public static CentreConfig of(Map<String, String> keys) {
        var properties = new NodeProperties(keys);
        var config = read(properties);
        if (!properties.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", properties.problems()));
        }
        return config;
    }

    /** All three or none. */
    private static Optional<KeyToken.Place> token(NodeProperties properties) {
        var library = properties.text("ca.token.library", "");
        if (library.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KeyToken.Place(
                Path.of(library),
                properties.number("ca.token.slot", 0, Integer.MAX_VALUE, 0),
                Path.of(properties.text("ca.token.pin.file"))));
    }

    /** Where the broker of this process reads it, else beside the database. */
    private static String revoked(NodeProperties properties) {
        var read = properties.text("broker.revoked", "");
        return read.isEmpty()
                ? Path.of(properties.text("node.data", ""))
                        .resolve("revoked.pem")
                        .toString()
                : read;
    }

    private static Optional<BrokerFiles> files(NodeProperties properties) {
        boolean given = !properties.text("broker.certificate", "").isEmpty();
        var key = given ? properties.text("broker.key") : properties.text("broker.key", "");
        var issuers = given ? properties.text("broker.ca") : properties.text("broker.ca", "");
        var revoked = properties.text("broker.revoked", "");
        return given
                ? Optional.of(new BrokerFiles(
                        Path.of(properties.text("broker.certificate")),
                        Path.of(key),
                        Path.of(issuers),
                        Path.of(revoked)))
                : Optional.empty();
    }

    private static Optional<Https> https(NodeProperties properties) {
        boolean given = !properties.text("https.certificate", "").isEmpty();
        var key = given ? properties.text("https.key") : properties.text("https.key", "");
        var host = properties.text("https.host", properties.text("http.host", "127.0.0.1"));
        int port = properties.number("https.port", 0, MAX_PORT, HTTPS_PORT);
        return given
                ? Optional.of(new Https(host, port, Path.of(properties.text("https.certificate")), Path.of(key)))
                : Optional.empty();
    }

    private static InetAddress anywhere(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no host '" + host + "'", unknown);
        }
    }

    /** Without certificates anybody could be any box, so the embedded broker then serves this machine alone. */
    private static InetAddress loopback(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress()) {
                    return address;
                }
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no host '" + host + "'", unknown);
        }
        throw new IllegalArgumentException("must be a loopback address such as 127.0.0.1 as long as no"
                + " broker.certificate is given, not '" + host + "'");
    }
}
