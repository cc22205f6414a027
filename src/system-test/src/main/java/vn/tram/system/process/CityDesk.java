package vn.tram.system.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * City IT at its desk: runs {@code tram-provision} as a process.
 *
 * @param folder for the authority's files
 * @param before put before each command, such as {@code env NAME=VALUE}
 */
public record CityDesk(Checkout checkout, Path folder, List<String> before) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    public CityDesk {
        before = List.copyOf(before);
    }

    /** What a command printed; fails when it was refused. */
    public String provision(List<String> words) throws InterruptedException, IOException {
        var command = new ArrayList<>(before);
        command.addAll(checkout.centre());
        command.set(command.size() - 1, "vn.tram.provisioning.cli.Provision");
        command.addAll(words);
        try (var process = NodeProcess.start(command, "provision")) {
            int code = process.awaitExit(LIMIT);
            if (code != 0) {
                throw new IOException(
                        words + " ended with " + code + ": " + process.standardOutput() + process.standardError());
            }
            return process.standardOutput();
        }
    }

    /** {@code tram-provision box}, by the right of this centre's token. */
    public String operator(CentreSite city, String... words) throws InterruptedException, IOException {
        var all = new ArrayList<>(List.of("box"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--centre",
                "http://127.0.0.1:" + city.httpPort(),
                "--token-file",
                city.data().resolve("operator.token").toString(),
                "--who",
                "An"));
        return provision(all);
    }

    /** A new code for a box. */
    public String code(CentreSite city, String box) throws InterruptedException, IOException {
        return operator(city, "claim", box).replaceAll("(?s).*?([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}).*", "$1");
    }

    /**
     * Makes an authority and what a broker needs; returns keys of the settings of a centre.
     *
     * @param token options that put the issuing key into a token; empty: a file
     */
    public Map<String, String> authority(CentreSite city, List<String> token) throws InterruptedException, IOException {
        Files.createDirectories(folder);
        var phrase = Files.writeString(folder.resolve("phrase"), "a long sentence that nobody guesses")
                .toString();
        var root = folder.resolve("root").toString();
        var issuing = folder.resolve("issuing");
        var broker = folder.resolve("broker");
        provision(List.of(
                "ca",
                "create",
                "--folder",
                root,
                "--organisation",
                "Hanoi",
                "--domain",
                "tram.test",
                "--passphrase-file",
                phrase));
        var below = new ArrayList<>(
                List.of("ca", "issuing", "--folder", root, "--out", issuing.toString(), "--passphrase-file", phrase));
        below.addAll(token);
        provision(below);
        var server = new ArrayList<>(List.of(
                "ca", "server", "--folder", issuing.toString(), "--out", broker.toString(), "--name", "localhost"));
        server.addAll(token);
        provision(server);
        var keys = new HashMap<String, String>();
        keys.put("ca.folder", issuing.toString());
        keys.put("broker.certificate", broker.resolve("server.pem").toString());
        keys.put("broker.key", broker.resolve("server.key").toString());
        keys.put("broker.ca", issuing.resolve("issuing.pem").toString());
        keys.put("broker.revoked", city.data().resolve("revoked.pem").toString());
        keys.put("enrol.broker", "ssl://localhost:" + city.brokerPort());
        return keys;
    }
}
