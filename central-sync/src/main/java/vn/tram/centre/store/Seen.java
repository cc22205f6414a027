package vn.tram.centre.store;

import java.util.List;
import java.util.Optional;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.kernel.base.BoxId;

/**
 * What other workers committed.
 *
 * @param feeds all of them, when one moved
 */
public record Seen(List<Box> boxes, Optional<FeedShelf.Stored> feeds) {
    public Seen {
        boxes = List.copyOf(boxes);
    }

    /** What is stored of one box. */
    public record Box(
            BoxId box,
            BoxMarks marks,
            List<Alarm> alarms,
            Optional<BoxRow> row,
            List<FeedTold> told,
            BoxInstances copies) {
        public Box {
            alarms = List.copyOf(alarms);
            told = List.copyOf(told);
        }
    }
}
