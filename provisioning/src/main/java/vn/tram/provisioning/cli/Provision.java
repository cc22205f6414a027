package vn.tram.provisioning.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import vn.tram.kernel.platform.SystemPlatform;

/**
 * {@code tram-provision}: commands of city IT. Exit codes: 0 done, 1 refused (nothing has changed), 2 wrong words on
 * the command line.
 */
@Command(
        name = "tram-provision",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {CaActs.class, BoxActs.class, StaffActs.class})
public final class Provision implements Runnable {
    private static final int REFUSED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    /** What commands need of the world. */
    record World(
            InstantSource clock,
            SecureRandom random,
            Words words,
            Passphrases passphrases,
            CentreCalls.Factory centres) {}

    /** Where a passphrase comes from that stands in no file. */
    interface Passphrases {
        /** Asks at the terminal, showing nothing; null where there is none. */
        char @Nullable [] ask(String prompt);
    }

    public static void main(String[] arguments) {
        var lang = System.getenv().getOrDefault("TRAM_LANG", "");
        var clock = new SystemPlatform("tram-provision", bug -> {}).platform().clock();
        var world = new World(
                clock,
                new SecureRandom(),
                Words.of(lang),
                Provision::askTerminal,
                (centre, token, said, anchors) -> new HttpCentre(centre, token, said, anchors, clock::millis));
        System.exit(line(world).execute(arguments));
    }

    /** From Java 22 on there is always a console; without a terminal it then reads the standard input. */
    @SuppressWarnings("SystemConsoleNull")
    private static char @Nullable [] askTerminal(String prompt) {
        var console = System.console();
        return console == null ? null : console.readPassword("%s ", prompt);
    }

    static CommandLine line(World world) {
        var line = new CommandLine(new Provision(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == CaActs.class) {
                    return type.cast(new CaActs(world));
                }
                if (type == StaffActs.class) {
                    return type.cast(new StaffActs(world));
                }
                return type == BoxActs.class
                        ? type.cast(new BoxActs(world))
                        : CommandLine.defaultFactory().create(type);
            }
        });
        line.setResourceBundle(world.words().texts());
        var version = Provision.class.getPackage().getImplementationVersion();
        line.getCommandSpec().version(version == null ? "-" : version);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            refuse(command.getErr(), world.words(), failure);
            return REFUSED;
        });
        return line;
    }

    private static void refuse(PrintWriter out, Words words, Exception failure) {
        out.println(failure instanceof Refused ? failure.getMessage() : words.say("failed", String.valueOf(failure)));
        out.flush();
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
