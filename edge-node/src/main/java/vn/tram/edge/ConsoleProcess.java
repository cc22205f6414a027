package vn.tram.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.edge.net.ConsoleHttp;
import vn.tram.edge.store.console.ConsoleFile;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;

/**
 * Acts of the box's own console on the box that runs here, for whoever may read its files: let the first person in,
 * confirm the first workstation, unlock somebody. Says what came of it in English, for the terminal.
 */
final class ConsoleProcess {
    private static final String INVITE = "--invite";
    private static final String CONFIRM = "--confirm";
    private static final String UNLOCK = "--unlock";
    private static final int FIRST = 3;
    private static final int SECOND = 4;

    private final ConsoleHttp box;

    private ConsoleProcess(ConsoleHttp box) {
        this.box = box;
    }

    /** Whether the command line is one of the console's: {@code --config FILE --invite NAME ROLE...} and so on. */
    static boolean isMeant(String[] arguments) {
        return arguments.length > FIRST && Set.of(INVITE, CONFIRM, UNLOCK).contains(arguments[2]);
    }

    /** Does it; replies the exit code. */
    static int run(Path data, String[] arguments) {
        try {
            var file = ConsoleFile.read(data);
            return new ConsoleProcess(new ConsoleHttp(file.port(), file.token())).act(List.of(arguments));
        } catch (StoreFailure none) {
            System.err.println(none.getMessage());
        } catch (IOException silent) {
            System.err.println("the box does not answer: " + silent);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private int act(List<String> arguments) throws IOException, InterruptedException {
        var subject = arguments.get(FIRST);
        return switch (arguments.get(2)) {
            case INVITE -> invite(subject, arguments.subList(SECOND, arguments.size()));
            case CONFIRM ->
                told(
                        "/console/confirm",
                        Map.of("code", subject, "label", String.join(" ", arguments.subList(SECOND, arguments.size()))),
                        "confirmed");
            default -> told("/console/unlock", Map.of("name", subject), "unlocked: " + subject);
        };
    }

    private int invite(String name, List<String> roles) throws IOException, InterruptedException {
        var document = Map.of("name", name, "roles", String.join(",", roles));
        var said = box.post("/console/invite", CatalogueJson.write(document));
        if (!said.isDone()) {
            System.err.println(said.body());
            return 1;
        }
        System.out.println("one-time code of " + name + " (72 hours, once): " + code(said.body()));
        return 0;
    }

    private static String code(String body) {
        return body.replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
    }

    private int told(String path, Map<String, String> document, String done) throws IOException, InterruptedException {
        Bytes json = CatalogueJson.write(document);
        var said = box.post(path, json);
        if (said.isDone()) {
            System.out.println(done);
            return 0;
        }
        System.err.println(said.body());
        return 1;
    }
}
