package vn.tram.centre;

import java.util.List;
import java.util.Optional;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.kernel.core.Command;

/**
 * Take note of what other workers committed. Needs no request id: repeating it is harmless.
 *
 * @param readings of the whole state before which this was read
 * @param feeds all of them, when one moved
 */
public record SeeOthers(long readings, List<SeenBox> boxes, Optional<FeedShelf.Stored> feeds)
        implements Command<Boolean> {
    public SeeOthers {
        boxes = List.copyOf(boxes);
    }

    /** What is stored of one box. */
    public record SeenBox(TakenSeen taken, Optional<BoxRow> row, List<FeedTold> told, InstancesSeen copies) {
        public SeenBox {
            told = List.copyOf(told);
        }
    }
}
