package vn.tram.centre;

import java.util.Arrays;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.node.run.Program;

/** Starts the centre: {@code vn.tram.centre.Main --config FILE [--restored]}. Exit codes: see {@link Program}. */
public final class Main {
    private static final String USAGE = """
            Usage: vn.tram.centre.Main --config FILE [--restored]
            Starts the centre; keys: configuration.md
            --restored: its database is an older copy; the boxes send again what it lacks""";

    private Main() {}

    public static void main(String[] arguments) {
        boolean restored = arguments.length == 3 && arguments[2].equals("--restored");
        var plain = restored ? Arrays.copyOf(arguments, 2) : arguments;
        var properties = new NodeProperties(Program.keys(plain, USAGE));
        var config = CentreConfig.read(properties);
        Program.endIfWrong(arguments[1], properties.problems());
        try {
            if (restored) {
                CentreProcess.beginLife(config);
            }
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
