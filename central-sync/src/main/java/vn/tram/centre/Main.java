package vn.tram.centre;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.run.Program;

/** Starts the centre: {@code vn.tram.centre.Main --config FILE [--restored]}. Exit codes: see {@link Program}. */
public final class Main {
    private static final String USAGE = """
            Usage: vn.tram.centre.Main --config FILE [--restored]
            Starts the centre; keys: configuration.md
            --restored: its database is an older copy; the boxes send again what it lacks
            --train-dictionary: starts nothing; trains a dictionary for frames on what has landed, and publishes it
              when boxes would send less with it; the centre may be running meanwhile
            --give BLOB BOX...: starts nothing; has a file sent down to boxes, for instance to w00070-1""";

    /** Words of the command line before the boxes of {@code --give}. */
    private static final int GIVE_ARGUMENTS = 4;

    private Main() {}

    public static void main(String[] arguments) {
        boolean gives = arguments.length > GIVE_ARGUMENTS && arguments[2].equals("--give");
        boolean trains = arguments.length == 3 && arguments[2].equals("--train-dictionary");
        boolean restored = arguments.length == 3 && arguments[2].equals("--restored");
        var plain = restored || gives || trains ? Arrays.copyOf(arguments, 2) : arguments;
        var properties = new NodeProperties(Program.keys(plain, USAGE));
        var config = CentreConfig.read(properties);
        Program.endIfWrong(arguments[1], properties.problems());
        if (gives) {
            give(config, Path.of(arguments[3]), List.of(arguments).subList(GIVE_ARGUMENTS, arguments.length));
            return;
        }
        if (trains) {
            train(config);
            return;
        }
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

    private static void train(CentreConfig config) {
        try {
            TrainProcess.train(config).forEach(System.out::println);
        } catch (IOException | BadForm | StoreFailure failure) {
            Program.cannotStart(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }

    private static void give(CentreConfig config, Path file, List<String> names) {
        try {
            var boxes = GiveProcess.boxes(names);
            System.out.println(GiveProcess.give(config, file, boxes) + " goes to " + boxes);
        } catch (IllegalArgumentException | IOException | BadForm | StoreFailure failure) {
            Program.cannotStart(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }
}
