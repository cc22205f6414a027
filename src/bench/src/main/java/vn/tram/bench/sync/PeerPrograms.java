package vn.tram.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.tram.bench.Figures;
import vn.tram.system.process.Checkout;
import vn.tram.system.process.NodeProcess;

/**
 * The peers that come from npm: the scripts of {@code src/bench/peers} with their packages, in a folder of their own.
 */
record PeerPrograms(Path home) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Fetches the packages by name, in the versions that {@code package.json} pins, and says so. */
    static PeerPrograms install(Figures figures, Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        try (var scripts = Files.list(Checkout.find().root().resolve("src/bench/peers"))) {
            for (var script : scripts.toList()) {
                Files.copy(script, home.resolve(script.getFileName()));
            }
        }
        figures.note("installing PouchDB and its server from npm");
        var command = List.of("npm", "install", "--prefix", home.toString(), "--no-audit", "--no-fund");
        try (var npm = NodeProcess.start(command, "npm")) {
            int code = npm.awaitExit(LIMIT);
            if (code != 0) {
                throw new IOException("npm ended with " + code + ": " + npm.standardError());
            }
        }
        return new PeerPrograms(home);
    }

    String folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name)).toString();
    }

    NodeProcess node(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", home.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return NodeProcess.start(command, script);
    }
}
