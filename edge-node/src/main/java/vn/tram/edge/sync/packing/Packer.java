package vn.tram.edge.sync.packing;

import java.util.List;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/**
 * In which form frames leave: as columns by the dictionary that the centre would have soonest and we have too, as
 * columns alone where there is none, and plain once the centre has asked for that. Timers' thread.
 */
public final class Packer {
    private static final int NONE = 0;

    private final DictionaryShelf shelf;
    private Dictionaries known;
    private int dictionary = NONE;
    private boolean plain;

    public Packer(DictionaryShelf shelf) {
        this.shelf = shelf;
        this.known = Dictionaries.BUILT_IN;
    }

    /** A connection begins. {@code readable}: what the centre says that it can read, in the order of its wishes. */
    public void begin(List<Integer> readable) {
        known = shelf.dictionaries();
        var ours = known.forColumns();
        dictionary = readable.stream().filter(ours::contains).findFirst().orElse(NONE);
        plain = false;
    }

    /** Until another connection begins; returns whether that is news. */
    public boolean sendPlain() {
        boolean news = !plain;
        plain = true;
        return news;
    }

    public byte[] encode(Frame frame) {
        if (plain) {
            return FrameCodec.encode(frame, Packing.PLAIN);
        }
        return dictionary == NONE
                ? FrameCodec.encode(frame, Packing.COLUMNS)
                : FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY, known, dictionary);
    }
}
