package vn.tram.centre.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;

/** What the intake reads. Core's thread only; sees what this thread has written, committed or not. */
public interface IntakeBook {
    /** Everything that the intake keeps in memory. */
    Stored intake() throws StoreFailure;

    /** Landed frames of a lane that end behind {@code afterLseq}, in order; at most {@code max}. */
    List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure;

    /** The tickets of a box's business day, in no order. */
    Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure;

    /**
     * @param incarnation random name of this life of the database, made with it
     * @param pastLives names of its earlier lives
     */
    record Stored(long incarnation, Set<Long> pastLives, Map<BoxId, BoxMarks> boxes, List<Alarm> alarms) {
        public Stored {
            pastLives = Set.copyOf(pastLives);
            boxes = Map.copyOf(boxes);
            alarms = List.copyOf(alarms);
        }
    }

    /** A row of the landing log. */
    record LandedFrame(long firstLseq, long lastLseq, Bytes raw) {}
}
