package vn.tram.centre.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.hall.CounterState;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketState;

/**
 * A ward's business day in numbers. Means are in milliseconds and null where nothing was measured; times are epoch
 * milliseconds, null for "not yet".
 *
 * @param hours hours of the day in which something happened, local
 * @param tickets the last ones drawn, newest first
 */
public record DayFigures(List<Hour> hours, List<Series> series, List<Counter> counters, List<Slip> tickets) {
    /** Tickets listed. */
    public static final int TICKETS = 50;

    /** @param meanWaitMs of those first called in that hour */
    public record Hour(
            int hour,
            int issued,
            int called,
            int served,
            @Nullable Long meanWaitMs) {}

    /** By the series a ticket waits in now or waited in last. */
    public record Series(
            String code,
            Words name,
            int issued,
            int waiting,
            int served,
            @Nullable Long meanWaitMs) {}

    /**
     * @param state FREE, CALLED or SERVING
     * @param ticket number at the counter, or null
     */
    public record Counter(
            int number,
            String state,
            @Nullable String ticket,
            int served,
            @Nullable Long meanServiceMs) {}

    /** One ticket. */
    public record Slip(
            String number,
            String series,
            TicketState state,
            @Nullable Integer counter,
            long issuedAt,
            @Nullable Long firstCalledAt,
            @Nullable Long startedAt,
            @Nullable Long endedAt) {}

    public DayFigures {
        hours = List.copyOf(hours);
        series = List.copyOf(series);
        counters = List.copyOf(counters);
        tickets = List.copyOf(tickets);
    }

    /** @param names the city's series and what they are called; each is listed, used or not */
    public static DayFigures of(List<HallDay> halls, SortedMap<Character, Words> names) {
        var tickets = halls.stream().flatMap(hall -> hall.tickets().stream()).toList();
        return new DayFigures(
                hours(tickets),
                series(tickets, names),
                halls.stream().flatMap(DayFigures::counters).toList(),
                tickets.stream()
                        .sorted(Comparator.comparingLong(Ticket::issuedAt)
                                .thenComparing(Ticket::key)
                                .reversed())
                        .limit(TICKETS)
                        .map(DayFigures::slip)
                        .toList());
    }

    private static List<Hour> hours(List<Ticket> tickets) {
        var sums = new TreeMap<Integer, HourSum>();
        for (var ticket : tickets) {
            at(sums, ticket.issuedAt()).issued++;
            if (ticket.firstCalledAt() > 0) {
                at(sums, ticket.firstCalledAt()).waits.add(ticket);
            }
            if (ticket.state() == TicketState.DONE && ticket.endedAt() > 0) {
                at(sums, ticket.endedAt()).served++;
            }
        }
        return sums.entrySet().stream()
                .map(hour -> new Hour(
                        hour.getKey(),
                        hour.getValue().issued,
                        hour.getValue().waits.count(),
                        hour.getValue().served,
                        hour.getValue().waits.mean()))
                .toList();
    }

    private static final class HourSum {
        private int issued;
        private int served;
        private final Waits waits = new Waits();
    }

    private static HourSum at(Map<Integer, HourSum> sums, long millis) {
        int hour = BusinessDay.timeOfDay(Instant.ofEpochMilli(millis)).getHour();
        return sums.computeIfAbsent(hour, none -> new HourSum());
    }

    private static List<Series> series(Collection<Ticket> tickets, SortedMap<Character, Words> names) {
        var byLetter = new TreeMap<Character, List<Ticket>>();
        names.keySet().forEach(letter -> byLetter.put(letter, new ArrayList<>()));
        tickets.forEach(ticket -> byLetter.computeIfAbsent(ticket.series(), none -> new ArrayList<>())
                .add(ticket));
        return byLetter.entrySet().stream()
                .map(each -> new Series(
                        String.valueOf(each.getKey()),
                        name(each.getKey(), names),
                        each.getValue().size(),
                        count(each.getValue(), TicketState.WAITING),
                        count(each.getValue(), TicketState.DONE),
                        Waits.of(each.getValue()).mean()))
                .toList();
    }

    private static Words name(char series, SortedMap<Character, Words> names) {
        var letter = String.valueOf(series);
        return names.getOrDefault(series, new Words(letter, letter));
    }

    static int count(Collection<Ticket> tickets, TicketState state) {
        return (int) tickets.stream().filter(ticket -> ticket.state() == state).count();
    }

    private static Stream<Counter> counters(HallDay hall) {
        return hall.counters().entrySet().stream().map(each -> counter(each.getKey(), each.getValue(), hall));
    }

    private static Counter counter(int number, CounterState counter, HallDay hall) {
        var current = counter.current() == null
                ? null
                : hall.ticket(counter.current()).orElse(null);
        return new Counter(
                number,
                current == null ? "FREE" : current.state().name(),
                current == null ? null : current.key().label(),
                counter.served(),
                counter.served() > 0 ? (Long) (counter.servedMillis() / counter.served()) : null);
    }

    private static Slip slip(Ticket ticket) {
        return new Slip(
                ticket.key().label(),
                String.valueOf(ticket.series()),
                ticket.state(),
                ticket.counter() == 0 ? null : (Integer) ticket.counter(),
                ticket.issuedAt(),
                time(ticket.firstCalledAt()),
                time(ticket.startedAt()),
                time(ticket.endedAt()));
    }

    private static @Nullable Long time(long millis) {
        return millis == 0 ? null : (Long) millis;
    }
}
