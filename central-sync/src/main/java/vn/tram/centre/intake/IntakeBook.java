package vn.tram.centre.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.Erasure;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** What the intake reads. Core's thread only; sees what this thread has written, committed or not. */
public interface IntakeBook {
    /** Everything that the intake keeps in memory. */
    Stored intake() throws StoreFailure;

    /** Landed frames of a lane that end behind {@code afterLseq}, in order; at most {@code max}. */
    List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure;

    /** Parked entries of a lane behind {@code afterLseq}, in order; at most {@code max}. */
    List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure;

    /** Lanes with parked entries, of the epochs that are taken. */
    List<ParkedLane> parkedLanes() throws StoreFailure;

    /** The tickets of a box's business day, in no order. */
    Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure;

    /**
     * @param incarnation random name of this life of the database, made with it
     * @param pastLives names of its earlier lives
     * @param claims what each box vouched for last
     * @param differing days that differed when they were last compared
     * @param erased entries of each box whose body may not stand here
     */
    record Stored(
            long incarnation,
            Set<Long> pastLives,
            Map<BoxId, BoxMarks> boxes,
            List<Alarm> alarms,
            Map<BoxId, BoxClaim> claims,
            List<DayCompared> differing,
            Map<BoxId, Set<Erasure>> erased) {
        public Stored {
            erased = Map.copyOf(erased);
            pastLives = Set.copyOf(pastLives);
            differing = List.copyOf(differing);
            claims = Map.copyOf(claims);
            boxes = Map.copyOf(boxes);
            alarms = List.copyOf(alarms);
        }

        /** The same with other marks. */
        public Stored with(Map<BoxId, BoxMarks> others) {
            return new Stored(incarnation, pastLives, others, alarms, claims, differing, erased);
        }
    }

    /**
     * A row of the landing log.
     *
     * @param hash the lane's chain after it; empty in rows of before this was kept
     */
    record LandedFrame(long firstLseq, long lastLseq, Bytes raw, Bytes hash) {
        /** The same row with other bytes. */
        public LandedFrame mended(Bytes otherRaw, Bytes otherHash) {
            return new LandedFrame(firstLseq, lastLseq, otherRaw, otherHash);
        }
    }
}
