package vn.tram.system.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.NodeProcess;

/**
 * What city IT does at its own desk: an authority, certificates for broker and centre, codes for boxes.
 *
 * @param folder of the authority and of what it made
 */
record CityByHand(CentreSite city, Path folder, int httpsPort) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** How a command ended, and all it printed. */
    record Done(int code, String text) {}

    Path root() {
        return folder.resolve("issuing/root.pem");
    }

    Done command(String... words) throws InterruptedException {
        var command = new ArrayList<>(city.checkout().centre());
        command.set(command.size() - 1, "vn.tram.provisioning.cli.Provision");
        command.addAll(List.of(words));
        try (var process = NodeProcess.start(command, "provision")) {
            int code = process.awaitExit(LIMIT);
            return new Done(code, process.standardOutput() + process.standardError());
        }
    }

    private void done(String... words) throws InterruptedException {
        var done = command(words);
        assertThat(done.code()).as(done.text()).isZero();
    }

    /** By TLS at the centre. */
    Done operator(boolean withRoot, String... words) throws InterruptedException {
        var all = new ArrayList<>(List.of("box"));
        all.addAll(List.of(words));
        all.addAll(List.of("--centre", "https://localhost:" + httpsPort, "--who", "An"));
        all.addAll(List.of("--token-file", city.data().resolve("operator.token").toString()));
        if (withRoot) {
            all.addAll(List.of("--ca", root().toString()));
        }
        return command(all.toArray(String[]::new));
    }

    /** Keys of the centre's settings, after the authority was made. */
    Map<String, String> authority() throws IOException, InterruptedException {
        var phrase = Files.writeString(folder.resolve("phrase"), "một câu dài và khó đoán")
                .toString();
        var root = folder.resolve("root").toString();
        var issuing = folder.resolve("issuing").toString();
        done(
                "ca",
                "create",
                "--folder",
                root,
                "--organisation",
                "UBND thành phố Hà Nội",
                "--domain",
                "tram.test",
                "--passphrase-file",
                phrase);
        done("ca", "issuing", "--folder", root, "--out", issuing, "--passphrase-file", phrase);
        server("server");
        var keys = new HashMap<String, String>();
        keys.put("ca.folder", issuing);
        keys.put("broker.certificate", folder.resolve("server/server.pem").toString());
        keys.put("broker.key", folder.resolve("server/server.key").toString());
        keys.put("broker.ca", folder.resolve("issuing/issuing.pem").toString());
        keys.put("broker.revoked", city.data().resolve("revoked.pem").toString());
        keys.put("enrol.broker", "ssl://localhost:" + city.brokerPort());
        keys.put("https.certificate", folder.resolve("pages.pem").toString());
        keys.put("https.key", folder.resolve("pages.key").toString());
        keys.put("https.port", Integer.toString(httpsPort));
        pages("server");
        return keys;
    }

    /** A certificate for the names of this machine, in a folder of its own. */
    void server(String name) throws InterruptedException {
        done(
                "ca",
                "server",
                "--folder",
                folder.resolve("issuing").toString(),
                "--out",
                folder.resolve(name).toString(),
                "--name",
                "localhost",
                "--address",
                "127.0.0.1");
    }

    /** Puts a certificate where the centre's pages read it: first the one file, then the other. */
    void pages(String name) throws IOException {
        Files.writeString(folder.resolve("pages.pem"), Files.readString(folder.resolve(name + "/server.pem")));
        Files.writeString(folder.resolve("pages.key"), Files.readString(folder.resolve(name + "/server.key")));
    }
}
