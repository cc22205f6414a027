package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.tram.kernel.base.BadForm;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.cli.Provision.World;

/** Asking the centre from the command line: which one, by which right, and what to say when it does not answer. */
final class AtCentre {
    private final World world;

    AtCentre(World world) {
        this.world = world;
    }

    /** Which centre, and by which right. */
    static final class Place {
        @Option(names = "--centre", required = true, paramLabel = "URL")
        String centre = "";

        @Option(names = "--token-file", paramLabel = "FILE")
        @Nullable
        Path tokenFile;

        @Option(names = "--ca", paramLabel = "FILE")
        @Nullable
        Path ca;

        @Option(names = "--who", paramLabel = "NAME")
        String who = System.getProperty("user.name", "");
    }

    /** Something asked of the centre. */
    interface Question {
        JsonNode ask() throws IOException, CentreCalls.Problem, Refused;
    }

    JsonNode asked(Question question) throws Refused {
        try {
            return question.ask();
        } catch (CentreCalls.Problem problem) {
            throw new Refused(String.valueOf(problem.getMessage()));
        } catch (IOException failed) {
            throw new Refused(world.words().say("box.silent", String.valueOf(failed.getMessage())));
        }
    }

    /** Who may change something, by the token of city IT. */
    CentreCalls operator(Place place) throws Refused {
        if (place.tokenFile == null) {
            throw new Refused(world.words().say("box.token"));
        }
        try {
            return world.centres()
                    .to(
                            place.centre,
                            Files.readString(place.tokenFile).strip(),
                            world.words().lang(),
                            anchors(place));
        } catch (IOException unreadable) {
            throw new Refused(world.words().say("file.missing", place.tokenFile));
        }
    }

    /** Who vouches for the centre's server instead of those whom this machine trusts; empty: those. */
    List<X509Certificate> anchors(Place place) throws Refused {
        if (place.ca == null) {
            return List.of();
        }
        try {
            return Pem.certificates(Files.readString(place.ca));
        } catch (IOException | BadForm unusable) {
            throw new Refused(world.words().say("box.ca", place.ca));
        }
    }

    /** Who only reads. */
    CentreCalls reader(Place place) throws Refused {
        return world.centres().to(place.centre, "", world.words().lang(), anchors(place));
    }
}
