package vn.tram.kernel.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;

/**
 * Foretells entries from the ones before them. Writes the entry it is given, or reads one and ignores the given one.
 * What it has learnt holds for any hall; where a run of entries stands, it forgets when another one begins.
 */
final class EntryModel {
    /** Learnt digits of names, of which there are few. */
    static final int NAME = 8;

    /** Learnt digits of measures, of which no two are alike. */
    static final int MEASURE = 2;

    private static final int BEGINNING = -1;

    private final Bits bits;
    private final Strings strings;
    private final BodyModel bodies;
    private final Contexts<Integer, Numbers> counters;
    private final Contexts<Integer, Numbers> types;
    private final Contexts<Integer, Numbers> waits;
    private final Contexts<Integer, int[]> ordinary;
    private final Numbers skips;
    private final Numbers versions;
    private final int[] plain;
    private final @Nullable Beginnings beginnings;
    private final Map<Integer, Integer> lastTypes = new HashMap<>();
    private int counterBefore;
    private boolean begins;
    private long lsn;
    private long at;

    /** Columns for the first entry of a run, which says where the run stands. */
    private static final class Beginnings {
        private final Numbers otherLanes;
        private final Numbers times;

        Beginnings(Room room, @Nullable Beginnings behind) {
            otherLanes = behind == null ? new Numbers(room, MEASURE) : new Numbers(room, behind.otherLanes);
            times = behind == null ? new Numbers(room, MEASURE) : new Numbers(room, behind.times);
        }
    }

    /** Of one frame alone, which has no columns for beginnings: it begins but once. */
    static EntryModel ofOneFrame(Bits bits, Room room) {
        return new EntryModel(bits, room, null, false);
    }

    /** Of runs of entries: those of a dictionary. */
    static EntryModel ofRuns(Bits bits, Room room) {
        return new EntryModel(bits, room, null, true);
    }

    /** Of one more run, by what a model has learnt, which must learn nothing more. */
    static EntryModel after(EntryModel learnt, Bits bits, Room room) {
        return new EntryModel(bits, room, learnt, true);
    }

    private EntryModel(Bits bits, Room room, @Nullable EntryModel behind, boolean runs) {
        this.bits = bits;
        this.strings = new Strings(bits, room, behind == null ? null : behind.strings);
        this.bodies = new BodyModel(bits, strings, room, behind == null ? null : behind.bodies, runs);
        this.counters = numbers(room, NAME, behind == null ? null : behind.counters);
        this.types = numbers(room, NAME, behind == null ? null : behind.types);
        this.waits = numbers(room, MEASURE, behind == null ? null : behind.waits);
        this.ordinary = odds(room, behind == null ? null : behind.ordinary);
        this.skips = behind == null ? new Numbers(room, NAME) : new Numbers(room, behind.skips);
        this.versions = behind == null ? new Numbers(room, NAME) : new Numbers(room, behind.versions);
        this.plain = behind == null ? room.fresh(1) : room.copy(behind.plain);
        this.beginnings = runs ? new Beginnings(room, behind == null ? null : behind.beginnings) : null;
        begin();
    }

    static <K> Contexts<K, Numbers> numbers(Room room, int learnt, @Nullable Contexts<K, Numbers> behind) {
        return new Contexts<>(behind, () -> new Numbers(room, learnt), numbers -> new Numbers(room, numbers));
    }

    static <K> Contexts<K, int[]> odds(Room room, @Nullable Contexts<K, int[]> behind) {
        return new Contexts<>(behind, () -> room.fresh(1), room::copy);
    }

    /** What comes next has nothing to do with what came before, save that it is of the same kind. */
    void begin() {
        begins = true;
        lastTypes.clear();
        counterBefore = beginnings == null ? 0 : BEGINNING;
        lsn = 0;
        at = 0;
        bodies.begin();
    }

    /** A reader makes no more than so many bytes of the next entry. */
    void allow(long bytes) {
        strings.allow(bytes);
    }

    Entry code(Entry entry, Columns.Place place) {
        Optional<Cells> cells = bits.reading() ? Optional.empty() : Cells.of(entry.body());
        int counter = codeCounter(cells.map(BodyModel::counter).orElse(0));
        int type = codeType(counter, entry.type());
        lsn = codeLsn(entry.lsn(), place.firstLseq());
        at = Math.addExact(at, codeWait(type, entry.at() - at));
        begins = false;
        int version = 1;
        var salt = Bytes.EMPTY;
        if (bits.bit(plain, 0, entry.version() == 1 && entry.salt().size() == 0 ? 0 : 1) == 1) {
            version = Math.toIntExact(versions.code(bits, entry.version()));
            salt = strings.bytes(-1, entry.salt(), Entry.MAX_SALT);
        }
        Bytes body;
        if (bits.bit(ordinary.at(type), 0, bits.reading() || cells.isPresent() ? 0 : 1) == 0) {
            body = bodies.code(cells.orElse(BodyModel.NOTHING), type, counter, at)
                    .body();
        } else {
            body = strings.bytes(type, entry.body(), Entry.MAX_BODY);
        }
        return new Entry(place.epoch(), lsn, place.lane(), place.firstLseq(), type, version, at, salt, body);
    }

    /** Whose turn it is foretells best what happens, so that comes first. 0: nobody's. */
    private int codeCounter(int counter) {
        counterBefore = Math.toIntExact(counters.at(counterBefore).code(bits, counter));
        if (counterBefore > BodyModel.MAX_COUNTER + 1) {
            throw new IllegalArgumentException("counter " + counterBefore);
        }
        return counterBefore;
    }

    private int codeType(int counter, int type) {
        int before = lastTypes.getOrDefault(counter, 0);
        int found = Math.toIntExact(types.at(before).code(bits, type));
        lastTypes.put(counter, found);
        return found;
    }

    /** An entry's place in its box is ahead of that in its lane by what other lanes hold. */
    private long codeLsn(long value, long lseq) {
        return begins && beginnings != null
                ? Math.addExact(lseq, beginnings.otherLanes.code(bits, value - lseq))
                : Math.addExact(lsn, Math.addExact(1, skips.code(bits, value - lsn - 1)));
    }

    /** The first time is far from 1970 and may lie before it; no later one lies before the one ahead of it. */
    private long codeWait(int type, long wait) {
        if (beginnings == null && at == 0) {
            return new Numbers(new Room(1 << NAME), 0).codeSigned(bits, wait);
        }
        return begins && beginnings != null
                ? beginnings.times.codeSigned(bits, wait)
                : waits.at(type).code(bits, wait);
    }
}
