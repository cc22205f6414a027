package vn.tram.edge.sync.epochs;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnsEpoch;

/**
 * The present epoch is over. What stood behind where the histories part leaves the journal; what was regained takes its
 * place; the entries that follow in the same transaction are the first of the child.
 *
 * @param child random name of the epoch that begins
 * @param lastLsn largest lsn of any entry, ours or regained
 * @param lastAt and the latest time, epoch milliseconds
 * @param line epochs that are over from now on, the last one first; entries of any other go
 * @param cut of the epochs in {@code line}: the last entry of a lane that stays, before the regained ones come
 * @param regained in order of epoch and lsn
 * @param tickets rows that the regained entries make, of days on which nothing else happened here
 * @param at epoch milliseconds of the turn
 */
public record EpochTurned(
        long child,
        long lastLsn,
        long lastAt,
        List<EndedEpoch> line,
        Map<Long, Map<Lane, Long>> cut,
        List<Regained> regained,
        List<Ticket> tickets,
        long at)
        implements TurnsEpoch {
    public EpochTurned {
        line = List.copyOf(line);
        cut = Map.copyOf(cut);
        regained = List.copyOf(regained);
        tickets = List.copyOf(tickets);
    }

    /** A day's worth of entries is not for a log. */
    @Override
    public String toString() {
        return "EpochTurned[child=" + Long.toHexString(child) + ", line=" + line.size() + ", regained="
                + regained.size() + ", tickets=" + tickets.size() + "]";
    }
}
