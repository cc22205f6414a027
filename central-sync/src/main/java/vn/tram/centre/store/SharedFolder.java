package vn.tram.centre.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.blob.FolderMarks;

/**
 * The one folder that all workers of a centre have. Each worker that starts must find in it the number that the
 * database has from the last one, and leaves another: so a mount that is missing is found out, and a copy of the folder
 * as soon as one worker has started on the other. One thread.
 */
final class SharedFolder {
    /** Workers that start at the same moment pass each other by. */
    private static final int TRIES = 50;

    /** Where the number stands. */
    interface Register {
        /** What the last worker left; empty: none has started yet. */
        OptionalLong number() throws StoreFailure;

        /** Changes it; false when it is not {@code from} any more. */
        boolean move(OptionalLong from, long to) throws StoreFailure;
    }

    private final Register register;
    private final RandomGenerator chance;

    SharedFolder(Register register, RandomGenerator chance) {
        this.register = register;
        this.chance = chance;
    }

    /** Empty when it is the folder of the other workers; else the file that it would have. */
    Optional<Path> lacking(Path folder) throws StoreFailure {
        var marks = new FolderMarks(folder);
        for (int i = 0; i < TRIES; i++) {
            var last = register.number();
            if (last.isEmpty() || marks.has(last.getAsLong())) {
                if (moved(marks, last)) {
                    return Optional.empty();
                }
            } else if (register.number().equals(last)) {
                return Optional.of(marks.file(last.getAsLong()));
            }
        }
        throw new StoreFailure("too many workers start at the same moment");
    }

    /** The file stands before the database tells of it, and the earlier one until then. */
    private boolean moved(FolderMarks marks, OptionalLong last) throws StoreFailure {
        long next = chance.nextLong();
        marks.put(next);
        if (!register.move(last, next)) {
            marks.remove(next);
            return false;
        }
        if (last.isPresent()) {
            marks.remove(last.getAsLong());
        }
        return true;
    }
}
