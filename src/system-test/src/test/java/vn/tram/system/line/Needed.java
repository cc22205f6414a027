package vn.tram.system.line;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;
import vn.tram.system.process.Mosquitto;
import vn.tram.system.store.FreshDatabase;

/** Programs that a test cannot do without. */
public final class Needed {
    private Needed() {}

    /** Absent: a failure where everything is to be checked, elsewhere a skip that says so. */
    public static void mosquitto() {
        need(Mosquitto.installed().isPresent(), "mosquitto is not installed (Debian: mosquitto)");
    }

    /** The address of a PostgreSQL for tests; absent as above. */
    public static String postgres() {
        var server = FreshDatabase.serverAddress();
        need(server.isPresent(), "no PostgreSQL was started for this test: src/bin/with-servers mvn verify");
        return server.orElseThrow();
    }

    /** Debian's token in software; absent as above. */
    public static Path softHsm() {
        var library = Path.of("/usr/lib/softhsm/libsofthsm2.so");
        need(Files.exists(library), "SoftHSM2 is not installed (Debian: softhsm2)");
        return library;
    }

    private static void need(boolean there, String otherwise) {
        if (!there && "1".equals(System.getenv("TRAM_FULL_CHECK"))) {
            throw new AssertionFailedError(otherwise);
        }
        assumeTrue(there, otherwise);
    }
}
