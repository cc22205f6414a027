package vn.tram.node.blob;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import vn.tram.kernel.base.StoreFailure;

/**
 * Numbers that a folder shows as names of empty files, so that processes on several machines can tell whether each has
 * the same folder before it: whoever knows a number that was put there a moment ago has it. Any thread; blocks on the
 * disk.
 */
public final class FolderMarks {
    private final Path marks;

    /** @param root the folder; nothing is made in it before {@link #put} */
    public FolderMarks(Path root) {
        this.marks = root.resolve("workers");
    }

    /** Whether any was put here. */
    public boolean any() {
        return Files.isDirectory(marks);
    }

    public boolean has(long number) {
        return Files.exists(file(number));
    }

    /** When it returns, the number survives a power cut. */
    public void put(long number) throws StoreFailure {
        try {
            Files.createDirectories(marks);
            Files.createFile(file(number));
            Folders.sync(marks);
            Folders.sync(marks.resolveSibling(""));
        } catch (FileAlreadyExistsException again) {
            return;
        } catch (IOException failure) {
            throw new StoreFailure("the folder for blobs cannot be written: " + marks, failure);
        }
    }

    public void remove(long number) throws StoreFailure {
        try {
            Files.deleteIfExists(file(number));
        } catch (IOException failure) {
            throw new StoreFailure("a file of the folder for blobs cannot be removed: " + file(number), failure);
        }
    }

    /** What shows a number. */
    public Path file(long number) {
        return marks.resolve(String.format(Locale.ROOT, "%016x", number));
    }
}
