package vn.tram.centre;

import vn.tram.firmware.settings.NodeProperties;
import vn.tram.node.run.Program;

/** Starts the centre: {@code vn.tram.centre.Main --config FILE}. Exit codes: see {@link Program}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var properties = new NodeProperties(Program.keys(
                arguments, "Usage: vn.tram.centre.Main --config FILE\nStarts the centre; keys: configuration.md"));
        var config = CentreConfig.read(properties);
        Program.endIfWrong(arguments[1], properties.problems());
        try {
            var centre = new CentreProcess(config, Program::broken);
            Runtime.getRuntime().addShutdownHook(new Thread(centre::close, "tram-stop"));
            System.out.println("Centre of " + config.city() + " serves http://"
                    + config.web().host() + ":" + centre.port() + "/, boxes meet it at " + centre.broker());
            var key = centre.cityKey();
            if (key != null) {
                System.out.println("Boxes trust its feeds with this line in their settings:");
                System.out.println("city.key=" + key.raw().hex());
            }
        } catch (CentreProcess.StartFailure failure) {
            Program.cannotStart(String.valueOf(failure.getMessage()));
        }
    }
}
