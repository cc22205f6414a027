package vn.tram.node.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/**
 * How a box's and the centre's process begin and end, the same for both. Exit codes: 0 stopped, 2 bad settings, 3
 * cannot start, 4 bug, 5 damaged database. Words are English, for the terminal and the log.
 */
public final class Program {
    private static final int BAD_SETTINGS = 2;
    private static final int CANNOT_START = 3;
    private static final int BUG = 4;
    private static final int DAMAGED = 5;

    private Program() {}

    /** The keys of the file in {@code --config FILE}. Ends the process when there is no such file, or none is named. */
    public static Map<String, String> keys(String[] arguments, String usage) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            System.out.println(usage);
            System.exit(arguments.length == 1 && arguments[0].equals("--help") ? 0 : BAD_SETTINGS);
        }
        var read = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
            read.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            System.err.println("Cannot read the settings " + arguments[1] + ": " + unreadable.getMessage());
            System.exit(BAD_SETTINGS);
        }
        var keys = new HashMap<String, String>();
        read.stringPropertyNames().forEach(key -> keys.put(key, read.getProperty(key)));
        return keys;
    }

    /** Ends the process when the settings of {@code file} have problems, and names them all. */
    public static void endIfWrong(String file, List<String> problems) {
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println(file + ": " + problem));
            System.exit(BAD_SETTINGS);
        }
    }

    public static void cannotStart(String why) {
        System.err.println("Cannot start: " + why);
        System.exit(CANNOT_START);
    }

    /**
     * State may be wrong: ends at once, without the shutdown hook; the supervisor starts the process again from disk.
     */
    public static void broken(Throwable bug) {
        LoggerFactory.getLogger(Program.class).error("a bug ends the process; it restarts from disk", bug);
        Runtime.getRuntime().halt(BUG);
    }

    /**
     * The database is damaged: ends at once, so that nothing more is written to it; the supervisor starts the process
     * again, and the start saves what can be read.
     */
    public static void damaged(Throwable found) {
        LoggerFactory.getLogger(Program.class)
                .error(
                        "the database is damaged: nothing more is written, the next start saves what can be read",
                        found);
        Runtime.getRuntime().halt(DAMAGED);
    }
}
