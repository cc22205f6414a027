package vn.tram.bench.country;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;

/**
 * A ward's day from a seed: 430 tickets over the hours a hall is open, each issued, called, served and finished, some
 * called again, some sent on, some absent; 2,150 events. It knows nothing of how events are packed.
 */
final class BacklogDay {
    static final int EVENTS = 2_150;
    private static final int OPEN_SECONDS = 8 * 3_600 + 1_800;
    private static final int[] WEIGHTS = {14, 8, 30, 12, 10, 6, 3, 9, 5, 3};
    private static final String[] PROCEDURES = {
        "2.000815", "2.000884", "1.001193", "1.004884", "1.004772", "1.000656", "2.001023", "1.004746", "", "1.000894"
    };

    /** An event and when, epoch milliseconds. */
    record Timed(long at, QueueEvent event) {}

    private final SplittableRandom chance;
    private final int day;
    private final long opening;
    private final Map<Character, Integer> numbers = new HashMap<>();
    private final List<Timed> events = new ArrayList<>();

    private BacklogDay(long seed, int day) {
        this.chance = new SplittableRandom(seed);
        this.day = day;
        this.opening = BusinessDay.instant(day, LocalTime.of(7, 30)).toEpochMilli();
    }

    /** The events of one ward's day, in order of time, exactly {@link #EVENTS} of them. */
    static List<Timed> of(long seed, int day) {
        var made = new BacklogDay(seed, day);
        made.events.add(new Timed(made.opening, new QueueEvent.DayOpened(day)));
        var arrivals = new ArrayList<Long>();
        for (int i = 0; i < 600; i++) {
            double u = (made.chance.nextDouble() + made.chance.nextDouble()) / 2; // more in the middle of the day
            arrivals.add(made.opening + (long) (u * OPEN_SECONDS * 1_000));
        }
        arrivals.sort(Comparator.naturalOrder());
        // One ticket after the other in order of arrival, so that numbers grow with time.
        for (var at : arrivals) {
            made.ticket(at);
        }
        made.events.sort(Comparator.comparingLong(Timed::at));
        return List.copyOf(made.events.subList(0, EVENTS));
    }

    private void ticket(long issuedAt) {
        int service = service();
        char series = (char) ('A' + service / 2);
        var key = new TicketKey(day, series, numbers.merge(series, 1, Integer::sum));
        var channel = chance.nextInt(10) < 7 ? Channel.KIOSK : Channel.RECEPTION;
        add(issuedAt, new QueueEvent.TicketIssued(key, UuidV7.at(issuedAt, chance), PROCEDURES[service], channel));
        int counter = 1 + service / 2;
        long at = add(issuedAt + exponential(600), called(key, counter, 1));
        if (chance.nextInt(5) == 0) {
            at = add(at + 20_000 + exponential(20), called(key, counter, 2));
        }
        if (chance.nextInt(20) == 0) {
            add(at + 60_000, new QueueEvent.TicketAbsent(key, counter));
            return;
        }
        at = add(at + 5_000 + exponential(15), new QueueEvent.ServingStarted(key, counter));
        if (chance.nextInt(3) == 0) {
            at = add(at + exponential(120), new QueueEvent.TicketHeld(key, counter));
            at = add(at + exponential(300), new QueueEvent.ServingResumed(key, counter));
        }
        add(at + 60_000 + exponential(300), new QueueEvent.ServingFinished(key, counter));
    }

    private static QueueEvent called(TicketKey key, int counter, int times) {
        return new QueueEvent.TicketCalled(key, counter, times, CallRule.FIRST_COME, "");
    }

    private long add(long at, QueueEvent event) {
        events.add(new Timed(at, event));
        return at;
    }

    private int service() {
        int left = chance.nextInt(100);
        int service = 0;
        while (left >= WEIGHTS[service]) {
            left -= WEIGHTS[service++];
        }
        return service;
    }

    private long exponential(double meanSeconds) {
        return 1
                + (long) (-Math.log(1 - chance.nextDouble())
                        * Duration.ofSeconds(1).toMillis()
                        * meanSeconds);
    }

    /** The day before this one: all of it lies behind whatever clock reads it. */
    static int yesterday(Instant now) {
        return BusinessDay.at(now) - 1;
    }
}
