package vn.tram.bench.sync;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.LineHome;
import vn.tram.edge.sync.epochs.Healing;
import vn.tram.edge.sync.epochs.Lost;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Dictionaries;

/**
 * The rest of a box of which there is nothing but the line: it reads no feeds and keeps nothing.
 *
 * @param troubles hears what goes wrong
 */
record NoFeeds(Consumer<String> troubles) implements LineHome {
    @Override
    public void feeds(Consumer<Map<String, FeedPosition>> answer) {
        answer.accept(Map.of());
    }

    @Override
    public void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer) {
        answer.accept(new Outcome.Accepted<>(batch.upTo()));
    }

    @Override
    public Dictionaries dictionaries() {
        return Dictionaries.BUILT_IN;
    }

    @Override
    public void keep(List<AckLanded> acks, List<LaneSpent> spent) {
        // nothing is started again here
    }

    @Override
    public void keepLease(long token, Runnable kept) {
        // nothing is started again here
    }

    @Override
    public List<TableDigest> digests(List<Integer> days) {
        return List.of();
    }

    @Override
    public void forgetOld(List<AckLanded> acked) {
        // nothing is kept long here
    }

    @Override
    public void heal(Lost lost, Consumer<Healing.Answer> done) {
        done.accept(Healing.Answer.LATER);
    }

    @Override
    public void behind(long entries) {
        // nobody takes a number here
    }

    @Override
    public Storage storage() {
        return Storage.NONE;
    }

    @Override
    public void trouble(String what) {
        troubles.accept(what);
    }
}
