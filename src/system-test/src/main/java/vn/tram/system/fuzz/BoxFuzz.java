package vn.tram.system.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.tram.edge.Appliance;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.time.Dice;

/**
 * A centre, or whoever holds the broker, that has gone bad speaks to a box. Whatever it says, the hall goes on giving
 * numbers without a gap, no entry is lost from the disk, and no feed is taken that the city has not signed.
 */
public final class BoxFuzz {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final long EPOCH = 77;
    private static final int MOST_ACTS = 60;
    private static final int MOST_RAW = 4096;
    private static final Duration STEP = Duration.ofMillis(500);

    /** Nine o'clock in Hanoi, a Monday. */
    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T02:00:00Z"));

    private final HandLink link = new HandLink();
    private final MemoryBoxStore store = new MemoryBoxStore(EPOCH);
    private final Dice chance = new Dice(11);
    private final Appliance box;
    private final Script script;
    private int issued;

    private BoxFuzz(byte[] data) {
        script = new Script(data);
        var platform = new Platform(time, time, chance, time);
        var identity = new BoxIdentity(BOX, "0.1.0", "fuzz", TestKeys.TRUSTED, TestKeys.BOX);
        List<String> troubles = new ArrayList<>();
        box = new Appliance(new WardCode("00070"), identity, platform, store, link, changes -> {}, troubles::add);
    }

    public static void fuzzerTestOneInput(byte[] data) throws StoreFailure {
        new BoxFuzz(data).play();
    }

    private void play() throws StoreFailure {
        box.core().start(() -> {});
        box.begin();
        pass(STEP);
        link.comesUp();
        pass(STEP);
        issue();
        var feeds = store.feeds();
        for (int acts = 0; acts < MOST_ACTS && script.hasMore(); acts++) {
            act();
        }
        pass(STEP);
        Claims.equal(feeds, store.feeds());
        issue();
        var journal = store.journal();
        for (int i = 0; i < journal.size(); i++) {
            Claims.equal(i + 1L, journal.get(i).entry().lsn());
        }
        Claims.equal(issued, store.ticketRows(box.today().day()).size());
    }

    private void issue() {
        var id = new UUID(chance.nextLong(), chance.nextLong());
        var answer = box.submit(new IssueTicket(id, 'A', "", Channel.KIOSK)).toCompletableFuture();
        drain();
        if (answer.join() instanceof Outcome.Accepted<?>) {
            issued++;
        }
        Claims.hold(answer.join() instanceof Outcome.Accepted<?>, "the hall gives no numbers any more");
    }

    private void act() {
        switch (script.number(6)) {
            case 0 -> brings(script.raw(MOST_RAW));
            case 1 -> brings(script.bent(ControlCodec.encode(message())));
            case 2, 3 -> brings(ControlCodec.encode(message()));
            case 4 -> issue();
            case 5 -> {
                link.breaks();
                pass(Duration.ofSeconds(script.number(120)));
                link.comesUp();
            }
            default -> pass(Duration.ofMillis(script.number(255) * 100L));
        }
        drain();
    }

    private Control message() {
        return switch (script.number(5)) {
            case 0 ->
                new Welcome(script.number(3), verdict(), epoch(), marks(), 1 + script.number(63))
                        .reading(dictionaries())
                        .with(lease());
            case 1 -> new Ack(script.number(3), epoch(), lane(), count(), count());
            case 2 -> new FeedHint(feed(), position());
            case 3 -> new SendPlain(lane());
            case 4 -> batch();
            default -> new SignedFeed(forged());
        };
    }

    private Lease lease() {
        return new Lease(script.any(), script.number(1) == 0 ? 0 : script.any());
    }

    /** A batch in good order that a stranger has signed, or the city for another purpose, or nobody. */
    private Sealed forged() {
        byte[] body = ControlCodec.encode(batch());
        return switch (script.number(1)) {
            case 0 -> Sealed.seal(Purpose.FEED, body, TestKeys.STRANGER);
            default -> new Sealed(TestKeys.CITY.verifyKey().id(), Bytes.owned(script.raw(64)), Bytes.owned(body));
        };
    }

    private FeedBatch batch() {
        var row = new FeedRow("k" + script.number(9), count(), Bytes.owned(script.raw(MOST_RAW)));
        return new FeedBatch(feed(), position(), position(), count(), List.of(row), count());
    }

    private Map<Lane, Watermark> marks() {
        var marks = new EnumMap<Lane, Watermark>(Lane.class);
        for (int left = script.number(4); left > 0; left--) {
            marks.put(lane(), new Watermark(count(), Bytes.owned(new byte[32]), count()));
        }
        return marks;
    }

    private List<Integer> dictionaries() {
        return script.number(1) == 0
                ? List.of()
                : List.of(300, Dictionaries.BUILT_IN.forColumns().get(0));
    }

    private Verdict verdict() {
        return script.one(Verdict.values());
    }

    private String feed() {
        return script.number(2) == 0 ? "ward-00082" : FeedNames.PROCEDURES;
    }

    private FeedPosition position() {
        return new FeedPosition(count(), count());
    }

    private long epoch() {
        return script.number(3) == 0 ? script.any() : EPOCH;
    }

    private long count() {
        return script.number(1) == 0 ? script.number(20) : script.any() & Long.MAX_VALUE;
    }

    private Lane lane() {
        return script.one(Lane.values());
    }

    private void brings(byte[] payload) {
        link.brings(Topics.down(BOX), payload);
    }

    private void pass(Duration by) {
        for (var left = by; !left.isNegative(); left = left.minus(STEP)) {
            drain();
            time.advance(STEP);
        }
        drain();
    }

    private void drain() {
        boolean more = true;
        while (more) {
            time.advance(Duration.ZERO);
            more = box.core().drain();
        }
    }
}
