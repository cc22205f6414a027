package vn.tram.edge.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.scrub.Salvaged;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Database;

/**
 * Before a box opens its database: looks whether it is damaged, and if so moves its files aside as they are and makes a
 * new database of what can be read. A folder {@code damaged-TIME} keeps the old files, the entries that could be read
 * and do not follow what is kept, and a report. Whatever moment the power goes at, the next start goes on from there:
 * the old files are moved first, the database itself last of them; the new one comes in its place in one step, when the
 * report and the witness are on disk. One thread.
 */
public final class Salvage {
    /** A second damage within this time of the first stops: the disk is failing, and salvage would go on for ever. */
    static final Duration BETWEEN = Duration.ofDays(1);

    static final String PREFIX = "damaged-";
    static final String REPORT = "report.json";
    static final String ASIDE = "entries.jsonl";
    static final String NEW = "new.db";

    private static final String SUSPECT = "suspect";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Whose folder it is, and what is known beside it.
     *
     * @param witness tells of the end of the journal, and is told of the damage
     * @param now epoch milliseconds
     */
    public record Place(Path folder, BoxId box, Witness.Pages witness, long now) {
        Path database() {
            return folder.resolve(BoxStore.FILE);
        }
    }

    private final Place place;

    private Salvage(Place place) {
        this.place = place;
    }

    /**
     * Leaves a folder that can be opened. Returns the salvage that people should be told of: one of just now, or of the
     * last days.
     *
     * @throws StoreFailure in words for people when it must not be tried again, or nothing could be made of it
     */
    public static Optional<Salvaged> ifDamaged(Place place) throws StoreFailure {
        if (!Files.isDirectory(place.folder())) {
            return Optional.empty();
        }
        var hold = Database.hold(place.database());
        try {
            return new Salvage(place).run();
        } catch (IOException refused) {
            throw new StoreFailure("saving what can be read of " + place.database(), refused);
        } catch (SQLException refused) {
            throw new StoreFailure("looking through " + place.database(), refused);
        } finally {
            hold.close();
        }
    }

    /** The process met damage: its next start looks more closely. Written by a process that is about to end. */
    public static void suspect(Path folder) throws IOException {
        Files.write(folder.resolve(SUSPECT), new byte[0], StandardOpenOption.CREATE);
    }

    private Optional<Salvaged> run() throws IOException, SQLException, StoreFailure {
        var last = folders().stream().max(Comparator.naturalOrder());
        if (last.isPresent() && unfinished(last.get())) {
            return Optional.of(finish(last.get(), "found half done after a restart"));
        }
        if (!Files.exists(place.database())) {
            return Optional.empty();
        }
        var what = fault();
        if (what.isPresent()) {
            if (last.isPresent()) {
                forbidTwice(last.get());
            }
            var folder = Files.createDirectory(place.folder().resolve(PREFIX + TIME.format(instant())));
            return Optional.of(finish(folder, what.get()));
        }
        Files.deleteIfExists(place.folder().resolve(SUSPECT));
        return last.isPresent() ? told(last.get()) : Optional.empty();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(place.now());
    }

    private List<Path> folders() throws IOException {
        try (var all = Files.list(place.folder())) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX) && Files.isDirectory(each))
                    .toList();
        }
    }

    private static boolean unfinished(Path folder) {
        return !Files.exists(folder.resolve(REPORT)) || Files.exists(folder.resolve(NEW));
    }

    /** A file of which nothing at all is known may be anybody's: it is left to be refused. */
    private Optional<String> fault() throws SQLException, StoreFailure {
        boolean known = place.witness().newest().isPresent();
        var opened = Wreck.open(place.database());
        if (opened.isEmpty()) {
            return known ? Optional.of("the file is no database any more") : Optional.empty();
        }
        try (var wreck = opened.get()) {
            var owner = wreck.owner();
            if (owner.isPresent() && !owner.get().equals(place.box().value())) {
                throw new StoreFailure("the data folder belongs to box " + owner.get() + ", not to " + place.box());
            }
            return wreck.fault(Files.exists(place.folder().resolve(SUSPECT)))
                    .filter(found -> known || wreck.epoch().isPresent());
        }
    }

    private void forbidTwice(Path last) throws StoreFailure {
        var name = last.getFileName().toString().substring(PREFIX.length());
        try {
            var between = Duration.between(TIME.parse(name, Instant::from), instant());
            if (between.abs().compareTo(BETWEEN) < 0) {
                throw new StoreFailure("the database is damaged for the second time within a day (the first: " + last
                        + "): the disk is failing. Nothing was changed. Replace the disk or the machine; to have the"
                        + " box go on with this disk all the same, move that folder away and start it again");
            }
        } catch (DateTimeParseException renamed) {
            return; // by a person, who then has seen it
        }
    }

    private Salvaged finish(Path folder, String what) throws IOException, SQLException, StoreFailure {
        moveAside(folder);
        for (var suffix : new String[] {"", "-wal", "-shm", ".lock"}) {
            Files.deleteIfExists(folder.resolve(NEW + suffix));
        }
        var known = place.witness().newest();
        Salvaged done;
        try (var rescue = new Rescue(folder, place.box(), known)) {
            done = rescue.save(place.now(), what);
            if (done.lostAny()) {
                // what stands outside now tells of more than the new database has: numbers go on behind all of it
                place.witness().write(rescue.page(done.lastKnown()));
            }
        }
        Files.deleteIfExists(folder.resolve(NEW + ".lock"));
        writeDown(folder, done);
        Files.move(folder.resolve(NEW), place.database(), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        sync(place.folder());
        Files.deleteIfExists(place.folder().resolve(SUSPECT));
        return done;
    }

    private void moveAside(Path folder) throws IOException {
        if (Files.exists(folder.resolve(BoxStore.FILE))) {
            return;
        }
        for (var suffix : new String[] {"-wal", "-shm", ""}) {
            var file = place.folder().resolve(BoxStore.FILE + suffix);
            if (Files.exists(file)) {
                Files.move(file, folder.resolve(BoxStore.FILE + suffix), StandardCopyOption.ATOMIC_MOVE);
                sync(folder);
                sync(place.folder());
            }
        }
    }

    private static void writeDown(Path folder, Salvaged done) throws IOException {
        var file = folder.resolve(REPORT);
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(done));
        sync(file);
        sync(folder);
    }

    private Optional<Salvaged> told(Path folder) {
        try {
            var done = JSON.readValue(folder.resolve(REPORT).toFile(), Salvaged.class);
            boolean fresh = Math.abs(place.now() - done.at()) < Salvaged.TOLD.toMillis();
            return fresh ? Optional.of(done) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty(); // the report is for people: it keeps nobody from working
        }
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
