package vn.tram.centre.feeds;

import java.util.Collection;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Dictionaries;

/**
 * The dictionaries that this centre can read: those that the software carries and all that it ever published. The
 * core's thread writes, any thread reads.
 */
final class Codec {
    private volatile Dictionaries all = Dictionaries.BUILT_IN;

    Dictionaries all() {
        return all;
    }

    /** Whether it can be published: it is one, and there is room for it. */
    boolean takes(Bytes body) {
        try {
            Dictionary.read(body);
            all.with(body);
            return true;
        } catch (BadForm | IllegalArgumentException wrong) {
            return false;
        }
    }

    /** One more that was published. */
    void put(Bytes body) {
        all = all.withReadable(body);
    }

    /** As they are stored, and no others: one whose commit failed is not told to boxes. */
    void restore(Collection<FeedRow> rows) {
        var stored = Dictionaries.BUILT_IN;
        for (var row : rows) {
            stored = stored.withReadable(row.body());
        }
        all = stored;
    }
}
