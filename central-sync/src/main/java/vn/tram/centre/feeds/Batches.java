package vn.tram.centre.feeds;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.ControlCodec;

/** Cuts what follows a position into batches that a weak line carries in a few seconds. */
final class Batches {
    /** Bytes of a batch as sent, at most: two seconds of 64 kbit/s, so that acknowledgements behind it are not late. */
    static final int MAX_PACKED = 16 * 1024;

    /** Bytes of its rows at most before they are packed. */
    private static final int MAX_PLAIN = 96 * 1024;

    private Batches() {}

    /** A position of another feed epoch, or beyond the head, means nothing here: the answer begins a snapshot. */
    static FeedBatch make(String name, Feed feed, FeedLife life, FeedPosition asked) {
        long head = feed.head();
        boolean known = asked.feedEpoch() == life.feedEpoch() && asked.offset() >= 0 && asked.offset() <= head;
        long from = known ? asked.offset() : 0;
        var rows = rows(feed, from);
        while (true) {
            var batch = batch(name, life, from, head, rows, feed);
            if (rows.size() <= 1 || ControlCodec.encode(batch).length <= MAX_PACKED) {
                return batch;
            }
            rows = rows.subList(0, rows.size() / 2);
        }
    }

    private static List<FeedRow> rows(Feed feed, long from) {
        var rows = new ArrayList<FeedRow>();
        int bytes = 0;
        for (var row : feed.after(from)) {
            // Who begins from nothing has nothing to take back.
            if (from == 0 && row.tombstone()) {
                continue;
            }
            bytes += row.key().length() + row.body().size();
            if (!rows.isEmpty() && bytes > MAX_PLAIN) {
                break;
            }
            rows.add(row);
        }
        return rows;
    }

    private static FeedBatch batch(String name, FeedLife life, long from, long head, List<FeedRow> rows, Feed feed) {
        long last = rows.isEmpty() ? head : rows.get(rows.size() - 1).offset();
        boolean complete = feed.after(last).stream().allMatch(row -> from == 0 && row.tombstone());
        return new FeedBatch(
                name,
                new FeedPosition(life.feedEpoch(), from),
                new FeedPosition(life.feedEpoch(), complete ? head : last),
                head,
                rows,
                life.generation());
    }
}
