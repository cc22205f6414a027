package vn.tram.edge.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.catalogue.Words;

/**
 * The hall as everybody may see it: numbers only, never a name.
 *
 * @param seq sequence number of the newest entry it includes
 * @param day business day, ISO date
 * @param now epoch milliseconds of the box
 * @param closedReason null when open
 * @param opensAt {@code HH:mm}, null when not known or open
 */
public record HallView(
        long seq,
        String day,
        long now,
        boolean open,
        @Nullable String closedReason,
        @Nullable String opensAt,
        Words notice,
        boolean voice,
        List<SeriesLine> series,
        List<CounterLine> counters,
        List<CallLine> calls) {

    /** A series and how many wait in it. */
    public record SeriesLine(String code, Words name, boolean open, int waiting, List<Integer> counters) {}

    /** A counter: FREE, CALLED or SERVING. */
    public record CounterLine(
            int number, List<String> series, @Nullable String ticket, String state) {}

    /** A call, newest first. */
    public record CallLine(long seq, String number, int counter, int callNo, long at) {}
}
