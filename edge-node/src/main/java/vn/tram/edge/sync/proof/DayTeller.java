package vn.tram.edge.sync.proof;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Consumer;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.TableDigest;

/**
 * Tells the centre, in a few bytes, what the box's tables hold of the last day that is over, so that a difference comes
 * to light which no chain shows: an entry that one side has put into its tables wrongly. Timers' thread.
 */
public final class DayTeller {
    /** How often it is looked whether a day is over; also how often the last one is told again. */
    static final Duration LOOK = Duration.ofHours(1);

    /** What our tables hold. */
    public interface Tables {
        /** Of these days, of those that are over; without any, of the last one. */
        List<TableDigest> digests(List<Integer> days) throws StoreFailure;
    }

    private final Tables ours;
    private final JournalReader journal;
    private final Consumer<Control> say;
    private boolean due;
    private long lookedNanos;

    public DayTeller(Tables ours, JournalReader journal, Consumer<Control> say) {
        this.ours = ours;
        this.journal = journal;
        this.say = say;
    }

    /** A new connection: what was told on the one before may be lost. */
    public void begin() {
        due = true;
    }

    /** To be called every second while the centre listens. */
    public void tick(long nanos) throws StoreFailure {
        if (due || nanos - lookedNanos >= LOOK.toNanos()) {
            due = false;
            lookedNanos = nanos;
            tell(List.of());
        }
    }

    public void asked(AskDays asked) throws StoreFailure {
        tell(asked.days());
    }

    /** The head is read after the rows: whoever has shown that much has them all. */
    private void tell(List<Integer> days) throws StoreFailure {
        var tables = ours.digests(days);
        if (!tables.isEmpty()) {
            var head = journal.head();
            var heads = new EnumMap<Lane, Long>(Lane.class);
            head.lanes().forEach((lane, at) -> heads.put(lane, at.lseq()));
            say.accept(new DayDigests(head.epoch(), heads, tables));
        }
    }
}
