package vn.tram.system.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** openssl as somebody who is not of our making: what a server shows, and whether a given root vouches for it. */
record OpenSslClient(int port) {
    /** @param code 0: the handshake was made and the chain believed */
    record Said(int code, String text) {
        /** What stands behind a word such as {@code serial=}; empty when nothing does. */
        String after(String word) {
            return text.lines()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** A handshake that ends with an error when the chain is not believed. */
    Said handshake(Path root, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of("-CAfile", root.toString(), "-verify_return_error", "-brief"));
        command.addAll(List.of(more));
        return run("", command);
    }

    /** What is shown, believed or not: serial, dates and names. */
    Said shown() throws IOException, InterruptedException {
        var shown = run("", List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-showcerts"));
        var end = "-----END CERTIFICATE-----";
        var begin = shown.text.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            return shown;
        }
        var leaf = shown.text.substring(begin, shown.text.indexOf(end) + end.length()) + "\n";
        return run(
                leaf,
                List.of("openssl", "x509", "-noout", "-serial", "-startdate", "-subject", "-ext", "subjectAltName"));
    }

    private static Said run(String input, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), text);
    }
}
