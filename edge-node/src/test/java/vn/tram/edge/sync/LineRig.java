package vn.tram.edge.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.tram.edge.sync.epochs.Healing;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.epochs.Lost;
import vn.tram.edge.sync.fakes.FakeCentre;
import vn.tram.edge.sync.fakes.MemoryJournal;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.LoopbackBroker;
import vn.tram.kernel.wire.Topics;

/** One box's end of the line, a broker and a centre, under one clock that the test moves. */
final class LineRig implements LineHome {
    static final BoxId BOX = new BoxId("w00070-1");

    final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T01:00:00Z"));
    final LoopbackBroker broker = new LoopbackBroker(time);
    final MemoryJournal journal = new MemoryJournal(77);
    final FakeCentre centre = new FakeCentre(broker, BOX);
    final List<String> troubles = new ArrayList<>();
    final List<Lost> lost = new ArrayList<>();
    long behind;
    final List<FeedBatch> batches = new ArrayList<>();
    List<LaneSpent> keptSpent = List.of();
    final List<List<AckLanded>> keptAcks = new ArrayList<>();
    final List<List<AckLanded>> forgotten = new ArrayList<>();
    final Map<String, FeedPosition> feeds = new TreeMap<>(Map.of("procedures", new FeedPosition(0, 0)));
    List<TableDigest> digests = List.of();
    Dictionaries dictionaries = Dictionaries.BUILT_IN;
    boolean refusesBatches;
    boolean keepsLeases = true;
    long keptLease;
    int refusals;
    private Set<Lane> refused = Set.of();
    final QueueLane side = new QueueLane();
    private final LineRules rules;
    Uplink uplink;

    LineRig() {
        this(LineRules.STANDARD);
    }

    LineRig(LineRules rules) {
        this.rules = rules;
        this.uplink = uplink();
    }

    private Uplink uplink() {
        var platform = new Platform(time, time, new SplittableRandom(3), time);
        return new Uplink(
                new BoxIdentity(BOX, "0.1.0", "tcp://centre:1883", TestKeys.TRUSTED, TestKeys.BOX, rules, Bytes.EMPTY),
                Lineage.first(journal),
                new Narrow(),
                platform,
                this,
                side);
    }

    LineRig started() {
        uplink.start(List.of(), List.of());
        return pass(Duration.ofMillis(100));
    }

    /** A new process of the same box. */
    void restart(List<AckLanded> heard, List<LaneSpent> spent) {
        uplink.stop();
        pass(Duration.ofMillis(10));
        uplink = uplink();
        uplink.start(heard, spent);
        pass(Duration.ofMillis(100));
    }

    LineRig pass(Duration by) {
        time.advance(by);
        return this;
    }

    /** Facts come in, as after a commit. */
    void write(Lane lane, int count) {
        journal.write(lane, count, 20);
        uplink.wake();
    }

    /** Facts whose bodies nothing can pack. */
    void writeNoise(Lane lane, int count, int bodyBytes) {
        journal.writeNoise(lane, count, bodyBytes, new SplittableRandom(count));
        uplink.wake();
    }

    void cut() {
        broker.cut(BOX.value());
        pass(Duration.ofMillis(10));
    }

    void heal() {
        broker.heal(BOX.value());
    }

    /** Lanes that the broker refuses from now on, like one with a wrong right. */
    void refuse(Set<Lane> lanes) {
        refused = Set.copyOf(lanes);
    }

    private final class Narrow implements Link {
        private final Link wire = broker.link();

        @Override
        public void open(Session session, Listener listener) {
            wire.open(session, listener);
        }

        @Override
        public void send(String topic, byte[] payload, Consumer<Sent> settled) {
            if (refused.stream().anyMatch(lane -> topic.equals(Topics.up(BOX, lane)))) {
                refusals++;
                time.after(Duration.ZERO, () -> settled.accept(Sent.REFUSED));
            } else {
                wire.send(topic, payload, settled);
            }
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @Override
    public void feeds(Consumer<Map<String, FeedPosition>> answer) {
        time.after(Duration.ZERO, () -> answer.accept(Map.copyOf(feeds)));
    }

    @Override
    public void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer) {
        batches.add(batch);
        if (!refusesBatches) {
            feeds.put(batch.feed(), batch.upTo());
            time.after(Duration.ZERO, () -> answer.accept(new Outcome.Accepted<>(batch.upTo())));
        }
    }

    @Override
    public Dictionaries dictionaries() {
        return dictionaries;
    }

    @Override
    public void keep(List<AckLanded> acks, List<LaneSpent> spent) {
        keptAcks.add(acks);
        keptSpent = spent;
    }

    @Override
    public void keepLease(long token, Runnable kept) {
        if (keepsLeases) {
            keptLease = token;
            time.after(Duration.ZERO, kept);
        }
    }

    @Override
    public void forgetOld(List<AckLanded> acked) {
        forgotten.add(acked);
    }

    @Override
    public List<TableDigest> digests(List<Integer> days) {
        return digests;
    }

    @Override
    public void heal(Lost found, Consumer<Healing.Answer> done) {
        lost.add(found);
        time.after(Duration.ZERO, () -> done.accept(Healing.Answer.HEALED));
    }

    @Override
    public void behind(long entries) {
        behind = entries;
    }

    @Override
    public Storage storage() {
        return Storage.NONE;
    }

    @Override
    public void trouble(String what) {
        troubles.add(what);
    }
}
