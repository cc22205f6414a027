package vn.tram.centre;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import vn.tram.centre.CentreProcess.StartFailure;
import vn.tram.centre.store.Workplace;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.blob.FolderMarks;
import vn.tram.ui.Lang;
import vn.tram.ui.Texts;

/**
 * The one folder for blobs that all workers of a centre have. Each worker that starts must find in it the number that
 * the database has from the last one, and leaves another: so a mount that is missing is found out, and a copy of the
 * folder as soon as one worker has started on the other.
 */
final class SharedBlobs {
    private static final String BUNDLE = "centrestart";

    /** Workers that start at the same moment pass each other by. */
    private static final int TRIES = 50;

    /** Where the number stands. */
    interface Register {
        /** What the last worker left; empty: none has started yet. */
        OptionalLong number() throws StoreFailure;

        /** False when it is not {@code from} any more. */
        boolean move(OptionalLong from, long to) throws StoreFailure;
    }

    private SharedBlobs() {}

    static Register register(Workplace workplace) {
        return new Register() {
            @Override
            public OptionalLong number() throws StoreFailure {
                return workplace.folderNumber();
            }

            @Override
            public boolean move(OptionalLong from, long to) throws StoreFailure {
                return workplace.moveFolderNumber(from, to);
            }
        };
    }

    /** @throws StartFailure when it is not the folder of the other workers */
    static void prove(Path folder, Register register, RandomGenerator chance) throws StartFailure, StoreFailure {
        var marks = new FolderMarks(folder);
        for (int i = 0; i < TRIES; i++) {
            var last = register.number();
            if (last.isEmpty() || marks.has(last.getAsLong())) {
                long next = chance.nextLong();
                marks.put(next);
                if (register.move(last, next)) {
                    if (last.isPresent()) {
                        marks.remove(last.getAsLong());
                    }
                    return;
                }
                marks.remove(next);
            } else if (register.number().equals(last)) {
                var file = marks.file(last.getAsLong());
                throw new StartFailure(words("another", Map.of("folder", folder, "file", file)), null);
            }
        }
        throw new StartFailure(words("busy", Map.of("folder", folder)), null);
    }

    /** For what looks into the folder beside the workers. */
    static void expectUsed(CentreConfig config) throws StoreFailure {
        if (!config.storeUrl().isEmpty() && !new FolderMarks(config.blobs()).any()) {
            throw new StoreFailure(words("unused", Map.of("folder", config.blobs())));
        }
    }

    /** Vietnamese first; for the terminal of whoever starts a worker. */
    static String words(String key, Map<String, ?> values) {
        var name = "blobs." + key;
        return Texts.of(BUNDLE, Lang.VI).get(name, values) + "\n"
                + Texts.of(BUNDLE, Lang.EN).get(name, values);
    }
}
