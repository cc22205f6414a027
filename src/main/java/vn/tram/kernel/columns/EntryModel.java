package vn.tram.kernel.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;

/**
 * Foretells entries from the ones before them. Writes the entry it is given, or reads one and ignores the given one.
 */
final class EntryModel {
    /** Learnt digits of names, of which there are few. */
    static final int NAME = 8;

    /** Learnt digits of measures, of which no two are alike. */
    static final int MEASURE = 2;

    private final Bits bits;
    private final Strings strings;
    private final BodyModel bodies;
    private final Map<Integer, Numbers> counters = new HashMap<>();
    private final Map<Integer, Numbers> types = new HashMap<>();
    private final Map<Integer, Numbers> waits = new HashMap<>();
    private final Map<Integer, Integer> lastTypes = new HashMap<>();
    private final Map<Integer, Odds> ordinary = new HashMap<>();
    private final Numbers skips = new Numbers(NAME);
    private final Numbers versions = new Numbers(NAME);
    private final Odds plain = new Odds();
    private int counterBefore;
    private long lsn;
    private long at;

    EntryModel(Bits bits) {
        this.bits = bits;
        this.strings = new Strings(bits);
        this.bodies = new BodyModel(bits, strings);
    }

    /** A reader makes no more than so many bytes of the next entry. */
    void allow(long bytes) {
        strings.allow(bytes);
    }

    Entry code(Entry entry, Columns.Place place) {
        Optional<Cells> cells = bits.reading() ? Optional.empty() : Cells.of(entry.body());
        int counter = codeCounter(cells.map(BodyModel::counter).orElse(0));
        int type = codeType(counter, entry.type());
        lsn = Math.addExact(lsn, Math.addExact(1, skips.code(bits, entry.lsn() - lsn - 1)));
        at = Math.addExact(at, codeWait(type, entry.at() - at));
        int version = 1;
        var salt = Bytes.EMPTY;
        if (bits.bit(plain, entry.version() == 1 && entry.salt().size() == 0 ? 0 : 1) == 1) {
            version = Math.toIntExact(versions.code(bits, entry.version()));
            salt = strings.bytes(-1, entry.salt(), Entry.MAX_SALT);
        }
        var odds = ordinary.computeIfAbsent(type, none -> new Odds());
        Bytes body;
        if (bits.bit(odds, bits.reading() || cells.isPresent() ? 0 : 1) == 0) {
            body = bodies.code(cells.orElse(BodyModel.NOTHING), type, counter, at)
                    .body();
        } else {
            body = strings.bytes(type, entry.body(), Entry.MAX_BODY);
        }
        return new Entry(place.epoch(), lsn, place.lane(), place.firstLseq(), type, version, at, salt, body);
    }

    /** Whose turn it is foretells best what happens, so that comes first. 0: nobody's. */
    private int codeCounter(int counter) {
        var column = counters.computeIfAbsent(counterBefore, none -> new Numbers(NAME));
        counterBefore = Math.toIntExact(column.code(bits, counter));
        if (counterBefore > BodyModel.MAX_COUNTER + 1) {
            throw new IllegalArgumentException("counter " + counterBefore);
        }
        return counterBefore;
    }

    private int codeType(int counter, int type) {
        int before = lastTypes.getOrDefault(counter, 0);
        var column = types.computeIfAbsent(before, none -> new Numbers(NAME));
        int found = Math.toIntExact(column.code(bits, type));
        lastTypes.put(counter, found);
        return found;
    }

    /** The first time is far from 1970 and may lie before it; no later one lies before the one ahead of it. */
    private long codeWait(int type, long wait) {
        if (at == 0) {
            return new Numbers(0).codeSigned(bits, wait);
        }
        return waits.computeIfAbsent(type, none -> new Numbers(MEASURE)).code(bits, wait);
    }
}
