package vn.tram.centre.fleet;

import java.util.Collection;
import java.util.List;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;

/** Days gone by, read beside the writer. Any thread. */
public interface WardHistory {
    /** The committed tickets of a box's business day, in no order. */
    Collection<Ticket> ticketsOf(BoxId box, int day) throws StoreFailure;

    /** Business days of which a box has tickets, newest first; at most {@code max}. */
    List<Integer> daysOf(BoxId box, int max) throws StoreFailure;
}
