package vn.tram.centre.intake;

import java.util.List;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;

/** What the intake asks to have committed. */
public sealed interface IntakeChange extends Landing {
    /** From now on entries of this epoch are taken from the box, of which nothing was known. */
    record EpochTaken(BoxId box, long epoch) implements IntakeChange {}

    /** The epoch that was taken has ended where its watermarks stand; from now on entries of its child are. */
    record EpochTurned(BoxId box, long parent, long child, TurnReason reason, long at) implements IntakeChange {}

    /**
     * The database begins another life: what was said of it before no longer holds.
     *
     * @param incarnation a random name
     * @param lost name of a life that a box told of and this database does not remember; 0 for none
     */
    record LifeBegun(long incarnation, long lost) implements IntakeChange {}

    /**
     * A frame, or the new end of one, as it came.
     *
     * @param firstLseq first entry that was new; the bytes may hold earlier ones
     * @param lastLseq the durable watermark after it
     * @param raw the frame's bytes; empty for entries that the box no longer keeps, so that they never came
     * @param hash the lane's chain after its last entry, 32 bytes
     * @param at epoch milliseconds of the landing
     */
    record FrameLanded(BoxId box, long epoch, Lane lane, long firstLseq, long lastLseq, Bytes raw, Bytes hash, long at)
            implements IntakeChange {}

    /**
     * A row of the landing log stands again as it came, or without what was erased.
     *
     * @param firstLseq which row
     * @param raw the same entries as a frame
     * @param hash the lane's chain after its last entry, 32 bytes
     */
    record FrameMended(BoxId box, long epoch, Lane lane, long firstLseq, Bytes raw, Bytes hash)
            implements IntakeChange {}

    /**
     * Salt and body of these entries may stand nowhere from now on, neither in what was put aside nor in what comes.
     * What has landed of them is rewritten beside this.
     */
    record EntriesErased(BoxId box, List<Erasure> places) implements IntakeChange {
        public EntriesErased {
            places = List.copyOf(places);
        }
    }

    /** Place of an entry of a box. */
    record Erasure(long epoch, Lane lane, long lseq) {
        static Erasure of(Entry entry) {
            return new Erasure(entry.epoch(), entry.lane(), entry.lseq());
        }
    }

    /**
     * The cursor of a lane moved.
     *
     * @param upTo lseq of the last entry dealt with
     * @param items what became of the entries, in order
     */
    record EntriesProjected(BoxId box, long epoch, Lane lane, long upTo, List<Item> items) implements IntakeChange {
        public EntriesProjected {
            items = List.copyOf(items);
        }
    }

    /** What a box vouches for from now on. */
    record CheckpointKept(BoxId box, BoxClaim claim) implements IntakeChange {}

    /**
     * A table of a box on a day that is over, against ours.
     *
     * @param rowsThere at the box
     * @param at epoch milliseconds
     */
    record DayCompared(BoxId box, String table, int day, boolean same, long rowsThere, long rowsHere, long at)
            implements IntakeChange {}

    /**
     * Entries that were parked are known now.
     *
     * @param lseqs of those that are parked no more
     * @param broken those of them that are broken, or do not fit their day
     * @param day whose tickets are put anew in the place of the old; {@link #NO_DAY} for none
     * @param shown every event of that day that fits, in order; none of them is in quarantine any more
     */
    record TakenUp(
            BoxId box, long epoch, Lane lane, List<Long> lseqs, List<Quarantined> broken, int day, List<Shown> shown)
            implements IntakeChange {
        public static final int NO_DAY = -1;

        public TakenUp {
            lseqs = List.copyOf(lseqs);
            broken = List.copyOf(broken);
            shown = List.copyOf(shown);
        }
    }

    /** The alarm as it stands now. */
    record AlarmNoted(Alarm alarm) implements IntakeChange {}

    /**
     * What another worker has of a box's journal.
     *
     * @param alarms every alarm about the box
     */
    record TakenSeen(BoxId box, BoxMarks marks, List<Alarm> alarms) implements IntakeChange {
        public TakenSeen {
            alarms = List.copyOf(alarms);
        }
    }

    /** What became of one landed entry. */
    sealed interface Item {}

    /** Understood and shown in the tables. */
    record Shown(Entry entry, Event event) implements Item {}

    /** Of a type or version that this software does not know: kept for one that does. */
    record Parked(Entry entry) implements Item {}

    /**
     * Broken: kept apart, with the reason.
     *
     * @param raw an entry's body, or a whole frame's bytes where the frame cannot be read
     */
    record Quarantined(long firstLseq, long lastLseq, Bytes raw, String why) implements Item {}
}
