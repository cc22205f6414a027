package vn.tram.kernel.columns;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.Digest;

/**
 * Sample runs of entries in columns. Who has read them has learnt what entries look like, and foretells those of a
 * frame from its first one on. Its number comes of its bytes, so that no other dictionary ever bears it. Immutable; any
 * thread.
 */
public final class Dictionary {
    /** Bytes of one at most. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Entries of its runs at most, so that reading one takes a tenth of a second on an old PC. */
    public static final int MAX_ENTRIES = 4_000;

    /** Bytes of its entries at most, as {@link Columns#size} counts them. */
    public static final int MAX_UNPACKED = 256 * 1024;

    /** Numbers go from this on; below it stand those that were given by hand. */
    public static final int FIRST_NUMBER = 256;

    /** Numbers go up to this. */
    public static final int LAST_NUMBER = 65_535;

    /** Odds that one may teach, 4 bytes each: 2 MiB. */
    private static final int MOST_ODDS = 512 * 1024;

    private static final int FORM = 1;
    private static final int MAX_RUNS = 1_000;

    private final Bytes bytes;
    private final int entries;
    private final EntryModel learnt;

    private Dictionary(Bytes bytes, int entries, EntryModel learnt) {
        this.bytes = bytes;
        this.entries = entries;
        this.learnt = learnt;
    }

    /** Runs as bytes; each as a frame would hold it, in a lane and epoch of its own. */
    public static Bytes write(List<List<Entry>> runs) {
        var bits = new BitWriter();
        var model = EntryModel.ofRuns(bits, new Room(MOST_ODDS));
        for (var run : runs) {
            model.begin();
            for (int i = 0; i < run.size(); i++) {
                var entry = run.get(i);
                model.code(entry, new Columns.Place(entry.epoch(), entry.lane(), entry.lseq()));
            }
        }
        return Bytes.owned(Cbor.encode(new Fields()
                .put(1, FORM)
                .put(2, runs.stream().map(run -> (long) run.size()).toList())
                .put(3, runs.stream().mapToLong(Columns::size).sum())
                .put(4, Bytes.owned(bits.finish()))));
    }

    /** @throws BadForm when it is none, is of a form that is not known here, or would teach too much */
    public static Dictionary read(Bytes bytes) throws BadForm {
        if (bytes.size() > MAX_BYTES) {
            throw new BadForm("a dictionary of " + bytes.size() + " bytes is over " + MAX_BYTES);
        }
        var fields = Cbor.decode(bytes.toArray());
        if (fields.number(1) != FORM) {
            throw BadForm.ofAnotherVersion("dictionaries of form " + fields.number(1) + " are not known here");
        }
        var counts = counts(fields);
        var bits = new BitReader(fields.bytes(4).toArray());
        var model = EntryModel.ofRuns(bits, new Room(MOST_ODDS));
        var reader = new EntryReader(bits, model, fields.number(3, 1, MAX_UNPACKED));
        for (int count : counts) {
            reader.run(new Columns.Place(1, Lane.URGENT, 1), count);
        }
        reader.end();
        model.begin();
        return new Dictionary(bytes, counts.stream().mapToInt(count -> count).sum(), model);
    }

    private static List<Integer> counts(Fields fields) throws BadForm {
        var counts = new ArrayList<Integer>();
        long all = 0;
        for (long count : fields.list(2, Long.class)) {
            all += count;
            if (count < 1 || count > MAX_ENTRIES || all > MAX_ENTRIES || counts.size() == MAX_RUNS) {
                throw new BadForm("a dictionary has at most " + MAX_RUNS + " runs and " + MAX_ENTRIES + " entries");
            }
            counts.add((int) count);
        }
        return counts;
    }

    /** What bytes are called: {@value #FIRST_NUMBER} to {@value #LAST_NUMBER}. */
    public static int number(Bytes bytes) {
        byte[] digest = Digest.of(bytes.toArray()).first(4).toArray();
        long value = ((digest[0] & 0xFFL) << 24)
                | ((digest[1] & 0xFFL) << 16)
                | ((digest[2] & 0xFFL) << 8)
                | (digest[3] & 0xFFL);
        return FIRST_NUMBER + (int) (value % (LAST_NUMBER + 1 - FIRST_NUMBER));
    }

    public int number() {
        return number(bytes);
    }

    public Bytes bytes() {
        return bytes;
    }

    /** How many entries taught it. */
    public int entries() {
        return entries;
    }

    EntryModel model(Bits bits, Room room) {
        return EntryModel.after(learnt, bits, room);
    }
}
