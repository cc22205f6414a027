package vn.tram.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.enrol.Claimed;
import vn.tram.edge.store.identity.CityFiles;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.net.tls.PemText;
import vn.tram.node.run.Program;

/**
 * Starts a box: {@code vn.tram.edge.Main --config FILE}, and the acts of its console. Exit codes: see {@link Program}.
 */
public final class Main {
    private static final String USAGE = """
            Usage: vn.tram.edge.Main --config FILE [--claim CENTRE CODE [--ca FILE] | --invite NAME ROLE...
              | --confirm CODE LABEL | --unlock NAME]
            Starts a ward's box; keys: configuration.md
            --claim: starts nothing; asks the centre for this box's certificate by the code that city IT gave, and ends
              with 0, or with 1 when it got none
            --ca: certificates (PEM) of who must vouch for the centre's server; without, the code proves the city
            --invite, --confirm, --unlock: let a person in by a one-time code, confirm a device by the code on its
              screen, unlock a PIN, at the box that runs by these settings on this machine""";

    private static final int CLAIM_ARGUMENTS = 5;
    private static final int CLAIM_WITH_CA_ARGUMENTS = 7;
    private static final int NOT_CLAIMED = 1;

    /** What was asked for on the setup page is answered before the box starts anew. */
    private static final Duration ANSWERING = Duration.ofSeconds(1);

    private Main() {}

    public static void main(String[] arguments) {
        boolean judges = arguments.length == CLAIM_WITH_CA_ARGUMENTS && arguments[5].equals("--ca");
        boolean claims = (judges || arguments.length == CLAIM_ARGUMENTS) && arguments[2].equals("--claim");
        boolean commands = ConsoleProcess.isMeant(arguments);
        var plain = claims || commands ? Arrays.copyOf(arguments, 2) : arguments;
        var keys = Program.keys(plain, USAGE);
        var config = config(arguments[1], keys);
        if (commands) {
            System.exit(ConsoleProcess.run(config.data(), arguments));
        }
        if (claims) {
            claim(config, judges ? anchors(arguments[6]) : List.of(), arguments[3], arguments[4]);
            return;
        }
        var news = new LinkedBlockingQueue<Boolean>();
        var running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::end, "tram-stop"));
        try {
            running.start(config, news);
            while (!running.ended) {
                news.take();
                news.poll(ANSWERING.toMillis(), TimeUnit.MILLISECONDS);
                running.start(config(arguments[1], keys), news);
            }
        } catch (BoxProcess.StartFailure failure) {
            Program.cannotStart(String.valueOf(failure.getMessage()));
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ApplianceConfig config(String file, Map<String, String> keys) {
        try {
            var properties = new NodeProperties(CityFiles.under(keys));
            var config = ApplianceConfig.read(properties);
            Program.endIfWrong(file, properties.problems());
            return config;
        } catch (IOException unreadable) {
            Program.cannotStart("what the city told cannot be read: " + unreadable);
            throw new AssertionError("the process has ended", unreadable);
        }
    }

    private static List<X509Certificate> anchors(String file) {
        try {
            return PemText.certificates(Files.readString(Path.of(file)));
        } catch (IOException | BadForm unusable) {
            Program.cannotStart("cannot use --ca " + file + ": " + unusable);
            throw new AssertionError("the process has ended", unusable);
        }
    }

    private static void claim(ApplianceConfig config, List<X509Certificate> anchors, String centre, String code) {
        try {
            var claimed = EnrolProcess.claim(config, anchors, centre, code, Program::broken);
            var left = claimed.triesLeft() < 0 ? "" : " (wrong tries left: " + claimed.triesLeft() + ")";
            System.out.println(config.box() + ": " + claimed.code() + left);
            System.exit(claimed.code().equals(Claimed.DONE) ? 0 : NOT_CLAIMED);
        } catch (StoreFailure failure) {
            Program.cannotStart(String.valueOf(failure.getMessage()));
        }
    }

    /** The box that runs now; after it was enrolled another one takes its place. */
    private static final class Running {
        private @Nullable BoxProcess box;
        private volatile boolean ended;

        synchronized void start(ApplianceConfig config, LinkedBlockingQueue<Boolean> news)
                throws BoxProcess.StartFailure {
            if (ended) {
                return;
            }
            if (box != null) {
                box.close();
            }
            var made = new BoxProcess(config, version(), Program::broken, Program::damaged, () -> news.add(true));
            box = made;
            System.out.println(
                    "Box " + config.box() + " serves http://" + config.web().host() + ":" + made.port() + "/");
            made.tlsPort()
                    .ifPresent(port -> System.out.println("Box " + config.box() + " serves https://"
                            + config.listen().host() + ":" + port + "/"));
        }

        synchronized void end() {
            ended = true;
            if (box != null) {
                box.close();
            }
        }
    }

    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
