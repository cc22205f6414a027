package vn.tram.centre;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.LoggerFactory;
import vn.tram.firmware.settings.NodeProperties;

/** Starts the centre. Exit codes: 0 stopped, 2 bad settings, 3 cannot start, 4 bug. */
public final class Main {
    private static final int BAD_SETTINGS = 2;
    private static final int CANNOT_START = 3;
    private static final int BUG = 4;

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            System.out.println("Usage: vn.tram.centre.Main --config FILE\nStarts the centre; keys: configuration.md");
            System.exit(arguments.length == 1 && arguments[0].equals("--help") ? 0 : BAD_SETTINGS);
        }
        var properties = new NodeProperties(keys(Path.of(arguments[1])));
        var config = CentreConfig.read(properties);
        if (!properties.problems().isEmpty()) {
            properties.problems().forEach(problem -> System.err.println(arguments[1] + ": " + problem));
            System.exit(BAD_SETTINGS);
        }
        try {
            var centre = new CentreProcess(config, Main::broken);
            Runtime.getRuntime().addShutdownHook(new Thread(centre::close, "tram-stop"));
            System.out.println("Centre of " + config.city() + " serves http://" + config.httpHost() + ":"
                    + centre.port() + "/, boxes meet it at " + centre.broker());
        } catch (CentreProcess.StartFailure failure) {
            System.err.println("Cannot start: " + failure.getMessage());
            System.exit(CANNOT_START);
        }
    }

    private static Map<String, String> keys(Path file) {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            System.err.println("Cannot read the settings " + file + ": " + unreadable.getMessage());
            System.exit(BAD_SETTINGS);
        }
        var keys = new HashMap<String, String>();
        read.stringPropertyNames().forEach(key -> keys.put(key, read.getProperty(key)));
        return keys;
    }

    private static void broken(Throwable bug) {
        LoggerFactory.getLogger(Main.class).error("a bug ends the process; it restarts from disk", bug);
        Runtime.getRuntime().halt(BUG);
    }
}
