package vn.tram.system.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.NodeProcess;

/** A person types a code into a box from the shop, by its command line. */
final class TypedCode {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private TypedCode() {}

    /** What the box printed. */
    static String into(Path data, String ward, CentreSite city, String code) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var settings = Files.writeString(
                data.resolveSibling(data.getFileName() + ".properties"),
                "node.ward=" + ward + "\nnode.data=" + data + "\n");
        var command = new ArrayList<>(city.checkout().box());
        command.addAll(
                List.of("--config", settings.toString(), "--claim", "http://127.0.0.1:" + city.httpPort(), code));
        try (var process = NodeProcess.start(command, "claim")) {
            process.awaitExit(LIMIT);
            return process.standardOutput();
        }
    }

    /** The serial number of the certificate that the box got, as it stands in lists. */
    static String serial(Path data) throws IOException, InterruptedException {
        return openssl("x509", "-noout", "-serial", "-in", data.resolve("identity/1/cert.pem"))
                .replaceAll("(?s).*serial=([0-9A-F]+).*", "$1");
    }

    /** What openssl says; fails when it is not content. */
    static String openssl(Object... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        List.of(words).forEach(word -> command.add(word.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        return said;
    }
}
