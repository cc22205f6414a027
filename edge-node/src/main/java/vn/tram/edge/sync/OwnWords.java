package vn.tram.edge.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.LineFigures;
import vn.tram.kernel.wire.Control.Trouble;

/** What the box says of itself: who it is and where its journal stands. Timers' thread. */
final class OwnWords {
    private final String software;
    private final JournalReader journal;
    private final Pusher pusher;
    private final FeedGate gate;
    private final Supplier<List<Trouble>> storage;
    private List<Trouble> told = List.of();

    /**
     * @param software its version
     * @param storage what is wrong with it
     */
    OwnWords(String software, JournalReader journal, Pusher pusher, FeedGate gate, Supplier<List<Trouble>> storage) {
        this.storage = storage;
        this.software = software;
        this.journal = journal;
        this.pusher = pusher;
        this.gate = gate;
    }

    /** @param now epoch milliseconds, by the box's clock */
    Hello hello(Map<String, FeedPosition> feeds, Copy copy, long now) throws StoreFailure {
        var head = journal.head();
        return new Hello(head.epoch(), head.lanes(), now, software, feeds, pusher.memory(), copy);
    }

    /** Whether the centre should hear before the minute is over. */
    boolean hasNews() {
        return gate.hasNews()
                || pusher.refusedLanes().hasNews()
                || !storage.get().equals(told);
    }

    /**
     * @param alarms that stand besides the troubles
     * @param line how the box finds it
     * @param now epoch milliseconds, by the box's clock
     */
    Beat beat(int alarms, LineFigures line, long now) throws StoreFailure {
        var head = journal.head();
        var heads = new EnumMap<Lane, Long>(Lane.class);
        head.lanes().forEach((lane, at) -> heads.put(lane, at.lseq()));
        var troubles = new ArrayList<>(gate.tell(now));
        troubles.addAll(pusher.refusedLanes().tell());
        told = storage.get();
        troubles.addAll(told);
        return new Beat(head.epoch(), heads, now, alarms, troubles, line);
    }
}
