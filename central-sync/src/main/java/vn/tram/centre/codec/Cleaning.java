package vn.tram.centre.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.wire.Frame;

/**
 * What of the entries of boxes may go to all boxes. Left out is whatever is salted, for that is personal, and whatever
 * has a text that few boxes have written, for an officer's own words may name somebody. The chance of ids is taken out:
 * it teaches nothing.
 */
final class Cleaning {
    private static final int ID_SIZE = 16;
    private static final int ID_VERSION = 7;

    private record Text(int type, int key, String text) {}

    private final int fewest;
    private final Map<Text, Set<BoxId>> writers = new HashMap<>();
    private int leftOut;

    /** @param fewest boxes that must have written a text before the others may see it */
    Cleaning(int fewest) {
        this.fewest = fewest;
    }

    /** First all frames are looked at, then {@link #runs} is asked for. */
    void look(Frame frame) {
        for (var entry : frame.entries()) {
            for (var field : fields(entry).entrySet()) {
                if (field.getValue() instanceof String text) {
                    writers.computeIfAbsent(new Text(entry.type(), field.getKey(), text), none -> new HashSet<>())
                            .add(frame.box());
                }
            }
        }
    }

    private static Map<Integer, Object> fields(Entry entry) {
        try {
            return Cbor.decode(entry.body().toArray()).values();
        } catch (BadForm noMap) {
            return Map.of();
        }
    }

    /** The frame's entries as runs: where one was left out, another run begins. */
    List<List<Entry>> runs(Frame frame) {
        var runs = new ArrayList<List<Entry>>();
        var run = new ArrayList<Entry>();
        for (var entry : frame.entries()) {
            var clean = clean(entry);
            if (clean.isPresent()) {
                run.add(clean.get());
            } else {
                leftOut++;
                if (!run.isEmpty()) {
                    runs.add(List.copyOf(run));
                    run.clear();
                }
            }
        }
        if (!run.isEmpty()) {
            runs.add(List.copyOf(run));
        }
        return runs;
    }

    /** Entries that {@link #runs} has left out so far. */
    int leftOut() {
        return leftOut;
    }

    private Optional<Entry> clean(Entry entry) {
        if (entry.salt().size() > 0 || entry.version() != 1 || entry.isErased()) {
            return Optional.empty();
        }
        var clean = new Fields();
        var fields = fields(entry);
        for (var field : fields.entrySet()) {
            int key = field.getKey();
            if (field.getValue() instanceof Long number) {
                clean.put(key, number);
            } else if (field.getValue() instanceof String text && isCommon(new Text(entry.type(), key, text))) {
                clean.put(key, text);
            } else if (field.getValue() instanceof Bytes bytes && isId(bytes)) {
                clean.put(key, withoutChance(bytes));
            } else {
                return Optional.empty();
            }
        }
        var body = Bytes.owned(Cbor.encode(clean));
        if (fields.isEmpty() && !body.equals(entry.body())) {
            return Optional.empty(); // no map: nobody knows what it says
        }
        return Optional.of(new Entry(
                entry.epoch(),
                entry.lsn(),
                entry.lane(),
                entry.lseq(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                body));
    }

    private boolean isCommon(Text text) {
        return writers.getOrDefault(text, Set.of()).size() >= fewest;
    }

    private static boolean isId(Bytes bytes) {
        if (bytes.size() != ID_SIZE) {
            return false;
        }
        byte[] id = bytes.toArray();
        return id[6] >>> 4 == ID_VERSION && (id[8] & 0xC0) == 0x80;
    }

    /** A UUID of version 7 keeps its time alone. */
    private static Bytes withoutChance(Bytes bytes) {
        byte[] id = bytes.toArray();
        for (int i = 6; i < ID_SIZE; i++) {
            id[i] = 0;
        }
        id[6] = (byte) (ID_VERSION << 4);
        id[8] = (byte) 0x80;
        return Bytes.owned(id);
    }
}
