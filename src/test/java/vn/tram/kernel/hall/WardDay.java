package vn.tram.kernel.hall;

import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.UuidV7;

/**
 * A believable working day of one hall, from a seed: people come in two waves, a counter calls, calls again, serves,
 * puts aside, sends on or finishes. About five events a ticket. For training, golden files and figures.
 */
public final class WardDay {
    /** An event and when it happened, epoch milliseconds. */
    public record Timed(long at, QueueEvent event) {}

    private record Doing(long at, int order, Runnable what) {}

    /** Series, share of the people, and the procedures they mostly come for. */
    private record Group(char series, int share, List<String> procedures) {}

    private static final List<Group> GROUPS = List.of(
            new Group('A', 30, List.of("2.000815", "2.000884", "2.001035", "2.000908", "2.001406")),
            new Group('C', 24, List.of("1.001193", "1.000894", "1.000656", "1.004873", "2.000635")),
            new Group('E', 12, List.of("1.013225", "1.013229", "1.013978", "1.014159")),
            new Group('G', 14, List.of("1.001776", "1.001699", "1.001731", "1.010833")),
            new Group('H', 10, List.of("1.001612", "2.000720", "1.001570")),
            new Group('K', 5, List.of("1.004194", "1.002755")),
            new Group('L', 3, List.of("2.002516")),
            new Group('V', 2, List.of("1.010736")));

    private static final List<String> SERIES_OF_COUNTER = List.of("AV", "AC", "CGL", "EH", "KA", "CE");
    private static final List<String> REASONS =
            List.of("người cao tuổi", "có con nhỏ", "đã hẹn trước", "thiếu giấy tờ, quay lại", "chuyển đúng bộ phận");

    private final int day;
    private final RandomGenerator chance;
    private final long opens;
    private final PriorityQueue<Doing> plan =
            new PriorityQueue<>(Comparator.comparingLong(Doing::at).thenComparingInt(Doing::order));
    private final TreeMap<Character, ArrayDeque<TicketKey>> lines = new TreeMap<>();
    private final TreeMap<Character, Integer> numbers = new TreeMap<>();
    private final List<Timed> events = new ArrayList<>();
    private int order;
    private long now;

    private WardDay(int day, long seed) {
        this.day = day;
        this.chance = new SplittableRandom(seed);
        this.opens = BusinessDay.instant(day, LocalTime.of(8, 0)).toEpochMilli();
    }

    /** The events of a day on which about {@code people} come. */
    public static List<Timed> events(int day, long seed, int people) {
        var hall = new WardDay(day, seed);
        hall.at(hall.opens - 28_800_000L + hall.chance.nextLong(5_000), () -> hall.tell(new QueueEvent.DayOpened(day)));
        for (int i = 0; i < people; i++) {
            hall.at(hall.opens + hall.arrival(), hall::comes);
        }
        for (int counter = 1; counter <= SERIES_OF_COUNTER.size(); counter++) {
            hall.free(counter, hall.opens + hall.chance.nextLong(600_000) - hall.now);
        }
        while (!hall.plan.isEmpty()) {
            var next = hall.plan.remove();
            hall.now = next.at();
            next.what().run();
        }
        return List.copyOf(hall.events);
    }

    private void at(long when, Runnable what) {
        plan.add(new Doing(when, order++, what));
    }

    private void tell(QueueEvent event) {
        events.add(new Timed(now, event));
    }

    private long arrival() {
        boolean morning = chance.nextInt(100) < 62;
        long mean = morning ? 5_400_000L : 23_400_000L;
        return Math.max(0, mean + (long) (chance.nextGaussian() * (morning ? 3_600_000L : 3_000_000L)));
    }

    private void comes() {
        int pick = chance.nextInt(100);
        var group = GROUPS.get(0);
        for (var each : GROUPS) {
            group = each;
            pick -= each.share();
            if (pick < 0) {
                break;
            }
        }
        var key = new TicketKey(day, group.series(), numbers.merge(group.series(), 1, Integer::sum));
        boolean named = chance.nextInt(100) < 70;
        var procedure =
                named ? group.procedures().get(chance.nextInt(group.procedures().size())) : "";
        var channel = chance.nextInt(100) < 8 ? Channel.RECEPTION : Channel.KIOSK;
        tell(new QueueEvent.TicketIssued(key, UuidV7.at(now, chance), procedure, channel));
        line(key.series()).add(key);
    }

    private ArrayDeque<TicketKey> line(char series) {
        return lines.computeIfAbsent(series, letter -> new ArrayDeque<>());
    }

    private void free(int counter, long after) {
        if (now < opens + 36_000_000L) {
            at(now + after, () -> callNext(counter));
        }
    }

    private void callNext(int counter) {
        var first = SERIES_OF_COUNTER
                .get(counter - 1)
                .chars()
                .mapToObj(letter -> line((char) letter))
                .filter(line -> !line.isEmpty())
                .findFirst();
        if (first.isEmpty()) {
            free(counter, 5_000 + chance.nextLong(60_000));
            return;
        }
        var key = first.get().remove();
        boolean chosen = chance.nextInt(100) < 3;
        var reason = chosen ? REASONS.get(chance.nextInt(REASONS.size())) : "";
        tell(new QueueEvent.TicketCalled(key, counter, 1, chosen ? CallRule.OUT_OF_TURN : CallRule.FIRST_COME, reason));
        waits(counter, key, 1);
    }

    private void waits(int counter, TicketKey key, int calls) {
        long walk = 8_000 + chance.nextLong(25_000);
        if (chance.nextInt(100) < (calls == 1 ? 84 : 45)) {
            at(now + walk, () -> serves(counter, key));
        } else if (calls < 3) {
            at(now + 20_000 + chance.nextLong(20_000), () -> {
                tell(new QueueEvent.TicketCalled(key, counter, calls + 1, CallRule.FIRST_COME, ""));
                waits(counter, key, calls + 1);
            });
        } else {
            at(now + 40_000, () -> {
                tell(new QueueEvent.TicketAbsent(key, counter));
                free(counter, 2_000 + chance.nextLong(8_000));
                if (chance.nextInt(100) < 30) {
                    at(now + 300_000, () -> {
                        tell(new QueueEvent.TicketReturned(key, counter, now - 200_000));
                        line(key.series()).addFirst(key);
                    });
                }
            });
        }
    }

    private void serves(int counter, TicketKey key) {
        tell(new QueueEvent.ServingStarted(key, counter));
        long time = 60_000 + (long) (150_000 * Math.exp(chance.nextGaussian() * 0.6));
        int what = chance.nextInt(100);
        if (what < 6) {
            at(now + time / 2, () -> {
                var to = key.series() == 'C' ? 'A' : 'C';
                var reason = REASONS.get(chance.nextInt(REASONS.size()));
                tell(new QueueEvent.TicketTransferred(key, counter, to, reason));
                line(to).add(key);
                free(counter, 3_000 + chance.nextLong(20_000));
            });
        } else if (what < 9) {
            at(now + time / 2, () -> {
                tell(new QueueEvent.TicketHeld(key, counter));
                at(now + time, () -> {
                    tell(new QueueEvent.ServingResumed(key, counter));
                    finishes(counter, key, time / 3);
                });
            });
        } else {
            finishes(counter, key, time);
        }
    }

    private void finishes(int counter, TicketKey key, long after) {
        at(now + after, () -> {
            tell(new QueueEvent.ServingFinished(key, counter));
            free(counter, 3_000 + chance.nextLong(20_000));
        });
    }
}
