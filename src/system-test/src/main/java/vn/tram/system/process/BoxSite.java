package vn.tram.system.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.edge.store.BoxStore;

/**
 * Where one box stands: its settings file and data folder, over any number of starts.
 *
 * @param folder holds {@code box.properties} and {@code data}; made when missing
 * @param keys of the settings file, {@code node.data} excepted
 */
public record BoxSite(Checkout checkout, Path folder, Map<String, String> keys) {
    public BoxSite {
        keys = Map.copyOf(keys);
    }

    /** A box of a ward on a free port whose broker is at {@code brokerPort} of this machine. */
    public static BoxSite of(Path folder, String ward, int brokerPort) {
        return new BoxSite(
                Checkout.find(),
                folder,
                Map.of(
                        "node.ward",
                        ward,
                        "http.port",
                        "0",
                        "broker.url",
                        "tcp://127.0.0.1:" + brokerPort,
                        "line.spread",
                        "1"));
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** Name of the installation, as the journal and the topics have it. */
    public String name() {
        return "w" + keys.get("node.ward") + "-1";
    }

    /** Starts the box and waits until it serves. */
    public RunningBox start() throws InterruptedException {
        return start(List.of());
    }

    /** @param before words of the command line to put before java's, for instance those of strace */
    public RunningBox start(List<String> before) throws InterruptedException {
        var process = launch(before);
        try {
            var serving = Serving.await(process);
            Doors.served(serving.port(), data());
            return new RunningBox(process, serving.host(), serving.port());
        } catch (IllegalStateException failed) {
            process.close();
            throw failed;
        }
    }

    /** Starts the box without waiting for anything. */
    public NodeProcess launch(List<String> before) {
        var all = new HashMap<>(keys);
        all.put("node.data", data().toString());
        Doors.served(Integer.parseInt(all.getOrDefault("http.port", "0")), data());
        var settings = SettingsFile.write(folder.resolve("box.properties"), all);
        var command = new ArrayList<>(before);
        command.addAll(checkout.box());
        command.addAll(List.of("--config", settings.toString()));
        return NodeProcess.start(command, name());
    }

    /** The same box with one key of its settings changed. */
    public BoxSite with(String key, String value) {
        var changed = new HashMap<>(keys);
        changed.put(key, value);
        return new BoxSite(checkout, folder, changed);
    }

    public Path database() {
        return data().resolve(BoxStore.FILE);
    }

    /** A box that serves. */
    public record RunningBox(NodeProcess process, String host, int port) implements AutoCloseable {
        public String url() {
            return "http://" + host + ":" + port;
        }

        /** A fresh connection to it. */
        public HttpLine connect() throws IOException {
            return new HttpLine(host, port);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
