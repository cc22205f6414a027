package vn.tram.centre;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import vn.tram.centre.feeds.FeedCommand.PublishDictionary;
import vn.tram.centre.feeds.FeedRejection;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.platform.Timers;

/**
 * The folder in which trained dictionaries wait to be published, one a file. They may stay there for ever: publishing
 * one again changes nothing. Of several workers each has such a folder, and one that does not write the feeds hands on
 * what lies in its own. Timers' thread.
 */
final class DictionaryFolder {
    /** In the centre's data folder. */
    static final String NAME = "dictionaries";

    static final Duration LOOK = Duration.ofSeconds(30);

    private static final String ENDING = ".dictionary";

    /** Has one published; answers in time, on any thread. */
    interface Publisher {
        CompletionStage<Outcome<Integer>> publish(PublishDictionary dictionary);
    }

    private final Path folder;
    private final Publisher publisher;
    private final Timers timers;
    private final Consumer<String> trouble;
    private final Set<Path> done = new HashSet<>();
    private boolean unreadable;
    private volatile boolean running = true;

    /**
     * @param publisher where it is published, whichever worker does it
     * @param trouble hears what is wrong with a file, once
     */
    DictionaryFolder(Path folder, Publisher publisher, Timers timers, Consumer<String> trouble) {
        this.folder = folder;
        this.publisher = publisher;
        this.timers = timers;
        this.trouble = trouble;
    }

    /** Puts one there whole; when it returns, it survives a power cut. */
    static Path put(Path folder, Bytes dictionary) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(Dictionary.number(dictionary) + ENDING);
        var half = folder.resolve(file.getFileName() + ".part");
        Files.write(half, dictionary.toArray());
        sync(half, StandardOpenOption.WRITE);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder, StandardOpenOption.READ);
        return file;
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Looks at once, and from then on every half a minute until {@link #end}. */
    void begin() {
        timers.after(Duration.ZERO, this::look);
    }

    void end() {
        running = false;
    }

    private void look() {
        if (!running) {
            return;
        }
        try {
            for (var file : files()) {
                if (!done.contains(file)) {
                    publish(file);
                }
            }
            unreadable = false;
        } catch (IOException broken) {
            if (!unreadable) {
                trouble.accept(folder + ": " + broken);
            }
            unreadable = true;
        }
        timers.after(LOOK, this::look);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** What another worker has to do, or the disk did not take, is tried again. */
    private void publish(Path file) throws IOException {
        if (Files.size(file) > Dictionary.MAX_BYTES) {
            done.add(file);
            trouble.accept(file + " is too large for a dictionary");
            return;
        }
        var command = new PublishDictionary(Bytes.owned(Files.readAllBytes(file)));
        publisher.publish(command).thenAccept(outcome -> timers.after(Duration.ZERO, () -> published(file, outcome)));
    }

    private void published(Path file, Outcome<Integer> outcome) {
        boolean again = outcome instanceof Outcome.Refused<Integer> refused
                && (refused.rejection() == FeedRejection.NOT_THE_WRITER
                        || refused.rejection() instanceof CoreRejection);
        if (!again && done.add(file) && outcome instanceof Outcome.Refused<Integer> refused) {
            trouble.accept(file + " is not published: " + refused.rejection().name());
        }
    }
}
