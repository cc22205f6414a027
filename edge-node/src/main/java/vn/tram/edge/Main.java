package vn.tram.edge;

import vn.tram.firmware.settings.NodeProperties;
import vn.tram.node.run.Program;

/** Starts a box: {@code vn.tram.edge.Main --config FILE}. Exit codes: see {@link Program}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var properties = new NodeProperties(Program.keys(
                arguments, "Usage: vn.tram.edge.Main --config FILE\nStarts a ward's box; keys: configuration.md"));
        var config = ApplianceConfig.read(properties);
        Program.endIfWrong(arguments[1], properties.problems());
        try {
            var box = new BoxProcess(config, version(), Program::broken, Program::damaged);
            Runtime.getRuntime().addShutdownHook(new Thread(box::close, "tram-stop"));
            System.out.println(
                    "Box " + config.box() + " serves http://" + config.web().host() + ":" + box.port() + "/");
        } catch (BoxProcess.StartFailure failure) {
            Program.cannotStart(String.valueOf(failure.getMessage()));
        }
    }

    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
