package vn.tram.centre.fleet;

import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;

/** What the centre has of a box's journal. Core's thread only. */
public interface BoxRecords {
    /** Its hall today. */
    HallDay hall(BoxId box, int today) throws StoreFailure;

    /** Watermark of every lane that has entries. */
    Map<Lane, Watermark> marks(BoxId box);

    /** The epoch it writes; 0 when nothing came. */
    long epoch(BoxId box);

    /** Alarms of the centre about it that count on that day. */
    int alarms(BoxId box, int today);

    /** All incidents that count on that day, also those of no box of ours. */
    int alarms(int today);
}
