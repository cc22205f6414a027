package vn.tram.edge.feeds;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Dictionaries;

/**
 * The dictionaries that the city sent, beside those that the software carries. The core's thread writes, any thread
 * reads {@link #all}: that a row is not on our disk yet does no harm, since the centre has it.
 */
final class DictionaryRows {
    private final Map<String, Bytes> bodies = new LinkedHashMap<>();
    private volatile Dictionaries all = Dictionaries.BUILT_IN;

    void clear() {
        bodies.clear();
        all = Dictionaries.BUILT_IN;
    }

    Dictionaries all() {
        return all;
    }

    /** One of a form that comes after this software is kept for the software after it. */
    static void check(FeedRow row) throws BadForm {
        if (!row.key().equals(String.valueOf(Dictionary.number(row.body())))) {
            throw new BadForm("a dictionary's number comes of its bytes, which these are not: " + row.key());
        }
        try {
            Dictionary.read(row.body());
        } catch (BadForm bad) {
            if (!bad.isOfAnotherVersion()) {
                throw bad;
            }
        }
    }

    /** A row that was checked. */
    void put(FeedRow row) {
        bodies.remove(row.key());
        if (!row.tombstone()) {
            bodies.put(row.key(), row.body());
        }
        var known = Dictionaries.BUILT_IN;
        for (var body : bodies.values()) {
            known = known.withReadable(body);
        }
        all = known;
    }
}
