package vn.tram.system.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.store.CentreStore;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.node.store.KeyFile;

/**
 * Where the city's centre stands: its settings file and data folder, over any number of starts.
 *
 * @param folder holds {@code centre.properties} and {@code data}; made when missing
 */
public record CentreSite(Checkout checkout, Path folder, int httpPort, int brokerPort) {
    /** On two free ports. */
    public static CentreSite of(Path folder) throws IOException {
        return new CentreSite(Checkout.find(), folder, FreePort.find(), FreePort.find());
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path database() {
        return data().resolve(CentreStore.FILE);
    }

    /** The key that its feeds are signed with, made when it is not there yet: the {@code city.key} of its boxes. */
    public KeyRing cityKeys() throws IOException {
        return new KeyRing(List.of(cityKey()));
    }

    private VerifyKey cityKey() throws IOException {
        try {
            return KeyFile.open(data(), KeyFile.CITY).verifyKey();
        } catch (StoreFailure failure) {
            throw new IOException("the city's key", failure);
        }
    }

    /** A box that trusts this centre, with its broker at {@code port} of this machine. */
    public BoxSite box(Path at, String ward, int port) throws IOException {
        return BoxSite.of(at, ward, port).with("city.key", cityKey().raw().hex());
    }

    /** Starts the centre without waiting for anything. */
    public NodeProcess launch() {
        return launch(Map.of());
    }

    /** @param more keys of its settings file */
    public NodeProcess launch(Map<String, String> more) {
        return launch(more, List.of());
    }

    /**
     * @param more keys of its settings file
     * @param before put before the command, such as {@code env NAME=VALUE}
     */
    public NodeProcess launch(Map<String, String> more, List<String> before) {
        var keys = new HashMap<>(more);
        keys.put("node.data", data().toString());
        keys.putIfAbsent("http.host", "127.0.0.1");
        keys.put("http.port", Integer.toString(httpPort));
        keys.put("broker.port", Integer.toString(brokerPort));
        var settings = SettingsFile.write(folder.resolve("centre.properties"), keys);
        var command = new ArrayList<>(before);
        command.addAll(checkout.centre());
        command.addAll(List.of("--config", settings.toString()));
        return NodeProcess.start(command, "centre");
    }

    /** Starts the centre and waits until it serves. */
    public NodeProcess start() throws InterruptedException {
        return start(Map.of());
    }

    /** @param more keys of its settings file */
    public NodeProcess start(Map<String, String> more) throws InterruptedException {
        return start(more, List.of());
    }

    /** As {@link #launch(Map, List)}, and waits until it serves. */
    public NodeProcess start(Map<String, String> more, List<String> before) throws InterruptedException {
        var process = launch(more, before);
        try {
            Serving.await(process);
        } catch (IllegalStateException failed) {
            process.close();
            throw failed;
        }
        return process;
    }

    /** Sets a ward's hall as a person at the centre would. */
    public void publish(String ward, String settings) throws IOException {
        try (var line = new HttpLine("127.0.0.1", httpPort)) {
            var answer = line.put("/api/wards/" + ward + "/settings", settings);
            if (answer.status() != 200) {
                throw new IOException("the centre did not take the settings: " + answer);
            }
        }
    }
}
