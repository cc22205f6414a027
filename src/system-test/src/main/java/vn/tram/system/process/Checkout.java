package vn.tram.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The source tree this program was built in: where the packaged programs and their Java options are found. */
public record Checkout(Path root) {
    private static final String BOX_OPTIONS = "src/deploy/box.jvm";

    /** Looks upwards from the folder the program was started in. */
    public static Checkout find() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(BOX_OPTIONS))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("not inside the source tree: no folder above holds " + BOX_OPTIONS);
    }

    /** The command line that starts a box, but for its arguments. */
    public List<String> box() {
        return program("edge-node", BOX_OPTIONS, "vn.tram.edge.Main");
    }

    /** The command line that starts a centre, but for its arguments. */
    public List<String> centre() {
        return program("central-sync", "src/deploy/centre.jvm", "vn.tram.centre.Main");
    }

    private List<String> program(String module, String options, String main) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve(options));
        command.add("-cp");
        command.add(classPath(module));
        command.add(main);
        return List.copyOf(command);
    }

    /** What {@code src/bin/common.sh} starts too: the module's jar and the list that packaging left beside it. */
    private String classPath(String module) {
        var target = root.resolve(module).resolve("target");
        var list = target.resolve("run.classpath");
        try (var jars = Files.newDirectoryStream(target, module + "-*.jar")) {
            for (var jar : jars) {
                if (!jar.toString().endsWith("-tests.jar") && Files.exists(list)) {
                    return jar + ":" + Files.readString(list).strip();
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("looking into " + target, unreadable);
        }
        throw new IllegalStateException(module + " is not packaged: run mvn package -pl " + module + " -am");
    }
}
