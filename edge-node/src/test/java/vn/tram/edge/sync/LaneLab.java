package vn.tram.edge.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.fakes.MemoryJournal;
import vn.tram.edge.sync.lanes.DayBudget;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.edge.sync.packing.Packer;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Link;

/**
 * The lanes of one box over a line of known rate and way, in virtual time: production rules, a journal in memory, and a
 * centre that confirms what comes. For claims about who waits how long and who gets how much.
 */
final class LaneLab {
    /** The line of all our published figures: 64 kbit/s, 150 ms each way. */
    static final long BYTES_PER_SECOND = 8_000;

    private static final long WAY = Duration.ofMillis(150).toNanos();
    private static final long EPOCH = 77;
    private static final int WINDOW = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

    private record Event(long at, long order, Task task) {}

    private interface Task {
        void run() throws StoreFailure;
    }

    private final LanePlant plant;
    private final DayBudget budget;
    private final Pusher pusher;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final SplittableRandom chance = new SplittableRandom(11);
    private final List<Long> urgentWritten = new ArrayList<>();
    private long order;
    private long now;
    private long free;
    private boolean answers = true;

    final MemoryJournal journal;
    final Map<Lane, Long> bytes = new EnumMap<>(Lane.class);
    final List<Double> urgentSeconds = new ArrayList<>();
    int messages;

    LaneLab(LanePlant plant, LineRules rules) {
        this(plant, rules, new MemoryJournal(EPOCH), List.of());
    }

    private LaneLab(LanePlant plant, LineRules rules, MemoryJournal journal, List<LaneSpent> spent) {
        this.plant = plant;
        this.journal = journal;
        this.budget = new DayBudget(rules);
        budget.remember(spent);
        this.pusher = new Pusher(
                LineRig.BOX,
                Lineage.first(journal),
                SideLane.NONE,
                budget,
                new Packer(() -> Dictionaries.BUILT_IN),
                plant.share(),
                plant.rate());
    }

    /** The same box after a restart; what is on its way is lost. */
    LaneLab restarted(LineRules rules) {
        return new LaneLab(plant, rules, journal, plant.forgets() ? List.of() : budget.keep());
    }

    /** Entries that nothing can pack. */
    void write(Lane lane, int count, int size) {
        journal.writeNoise(lane, count, size, chance);
    }

    /** From now on the centre takes everything and says nothing. */
    void silence() {
        answers = false;
    }

    /** Begins a connection to a centre that has this much of the records and nothing else. */
    void begin() {
        attempt(() -> pusher.begin(new Welcome(1, Verdict.OK, EPOCH, Map.of(), WINDOW), clock()));
        attempt(this::pump);
        tick();
    }

    /** An urgent fact every second, so many times, from now on. */
    void urgentFacts(int count, int size) {
        for (int i = 0; i < count; i++) {
            at(now + i * SECOND + chance.nextLong(SECOND / 2), () -> {
                write(Lane.URGENT, 1, size);
                urgentWritten.add(now);
                pump();
            });
        }
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (!agenda.isEmpty() && agenda.peek().at() <= until) {
            var next = agenda.remove();
            now = next.at();
            attempt(next.task());
        }
        now = until;
    }

    private static void attempt(Task task) {
        try {
            task.run();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void at(long time, Task task) {
        agenda.add(new Event(time, order++, task));
    }

    private void tick() {
        at(now + SECOND, () -> {
            pusher.goBackIfOverdue(clock());
            pump();
            tick();
        });
    }

    private long clock() {
        return plant.clock(now);
    }

    private void pump() throws StoreFailure {
        for (var next = pusher.next(clock(), moment()); next.isPresent(); next = pusher.next(clock(), moment())) {
            carry(next.get());
        }
        pusher.due(clock()).ifPresent(wait -> at(now + wait, this::pump));
    }

    private Instant moment() {
        return MORNING.plusNanos(now);
    }

    private void carry(Pusher.Outgoing message) {
        messages++;
        int size = message.payload().size();
        bytes.merge(message.lane(), (long) size, Long::sum);
        free = Math.max(free, now) + size * SECOND / BYTES_PER_SECOND;
        at(free + 2 * WAY, () -> {
            if (answers) {
                pusher.settled(message, Link.Sent.TAKEN, clock());
                confirm(message);
            }
            pump();
        });
    }

    private void confirm(Pusher.Outgoing message) throws StoreFailure {
        try {
            long last = FrameCodec.decode(message.payload().toArray()).lastLseq();
            pusher.acknowledged(new Ack(1, EPOCH, message.lane(), last, last), clock());
            while (message.lane() == Lane.URGENT && urgentSeconds.size() < Math.min(last, urgentWritten.size())) {
                urgentSeconds.add((now - urgentWritten.get(urgentSeconds.size())) / (double) SECOND);
            }
        } catch (BadForm impossible) {
            throw new AssertionError(impossible);
        }
    }

    long bytes(Lane lane) {
        return bytes.getOrDefault(lane, 0L);
    }

    long allBytes() {
        return bytes.values().stream().mapToLong(each -> each).sum();
    }
}
