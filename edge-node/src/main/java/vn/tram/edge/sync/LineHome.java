package vn.tram.edge.sync;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.tram.edge.sync.epochs.Healing;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Control.Trouble;

/** What the uplink needs of the rest of the box. Called on the timers' thread; must only hand over. */
public interface LineHome extends Healing.Mender {
    /** Positions of the feeds this box reads, handed to {@code answer} on the timers' thread. */
    void feeds(Consumer<Map<String, FeedPosition>> answer);

    /** Takes rows of a feed; {@code answer} hears, on the timers' thread, where it stands then, or why not. */
    void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer);

    /** Keeps watermarks, and what lanes have spent. */
    void keep(List<AckLanded> acks, List<LaneSpent> spent);

    /** Puts a token of ours on disk; {@code kept} hears of it on the timers' thread, when it is there. */
    void keepLease(long token, Runnable kept);

    /** Lets go of what the centre has had for long. {@code acked}: what it said just now to have. */
    void forgetOld(List<AckLanded> acked);

    /** What our tables hold of these days, of those that are over; without any, of the last one. */
    List<TableDigest> digests(List<Integer> days) throws StoreFailure;

    /** How the box's storage keeps. */
    interface Storage {
        /** What is wrong with it, for the centre. */
        List<Trouble> troubles();

        /** Entries of ours came from the centre. */
        void back(EntriesBack entries);

        /** Nothing is ever wrong, and nothing is asked for. */
        Storage NONE = new Storage() {
            @Override
            public List<Trouble> troubles() {
                return List.of();
            }

            @Override
            public void back(EntriesBack entries) {
                // Nobody asked.
            }
        };
    }

    Storage storage();

    /** Tells people and log what went wrong; never called twice for one event. */
    void trouble(String what);
}
