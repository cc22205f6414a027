package vn.tram.edge.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.hall.CounterAction;

/** What the officer at one counter needs. Times are epoch milliseconds. */
public record CounterView(
        long seq,
        String day,
        long now,
        int counter,
        List<String> series,
        @Nullable TicketView current,
        @Nullable UndoLine undo,
        List<TicketView> waiting,
        int waitingTotal,
        List<TicketView> held,
        List<TicketView> absent,
        List<SeriesLine> seriesAll,
        Rules rules,
        TodayLine today) {

    /** The act that may be taken back until {@code until}. */
    public record UndoLine(CounterAction action, String ticket, long until) {}

    /** A series a ticket may be sent to. */
    public record SeriesLine(String code, Words name, boolean open, int waiting) {}

    /** This counter's day so far. */
    public record TodayLine(
            int served, int absent, @Nullable Long meanServiceMs) {}
}
