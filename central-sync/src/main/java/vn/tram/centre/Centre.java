package vn.tram.centre;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Shift;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.feeds.FeedCommand.PublishStart;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedsSeen;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.FleetCommand.AskAlive;
import vn.tram.centre.fleet.FleetCommand.LoseBox;
import vn.tram.centre.fleet.FleetCommand.Tick;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeCommand.AskParked;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.centre.intake.IntakeCommand.TakeUp;
import vn.tram.centre.intake.IntakeCommand.TookUp;
import vn.tram.centre.net.BlobDesk;
import vn.tram.centre.net.Place;
import vn.tram.centre.net.Receiver;
import vn.tram.centre.net.Traffic;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.Platform.MonotonicClock;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.Ward;

/**
 * The city side but its web: features, core and line, made in dependency order. Has no thread of its own:
 * {@link CentreProcess} runs the core on a thread, the simulation drains it itself, and both call this constructor.
 */
public final class Centre {
    /** Commands that may wait for the core: a second of work when every box of the country comes back at once. */
    static final int INBOX = 8_192;

    /** How often silence is looked for, and what was left behind is taken up again. */
    static final Duration TICK = Duration.ofSeconds(5);

    private static final Duration SCRUB = Duration.ofHours(24);

    /** Once a day what the software brings is looked through again, so that old tombstones go. */
    private static final long TICKS_A_DAY = Duration.ofDays(1).dividedBy(TICK);

    /** Told after every commit, on the core's thread; must only hand over. */
    public interface Watcher {
        void changed(List<Written> changes);
    }

    /**
     * Who this centre is.
     *
     * @param wards those it is the centre of
     * @param key signs what it sends down
     * @param client name of its own client at the broker
     * @param duties what it is in charge of, should it be one worker of several
     * @param judge of what boxes sign
     * @param reader of what they wrote
     */
    public record Authority(
            Map<WardCode, Ward> wards,
            Signer key,
            String client,
            Supplier<Duty> duties,
            KeyRing.Judge judge,
            EventReader reader) {
        public Authority {
            wards = Map.copyOf(wards);
        }

        /** A centre of one process. */
        public Authority(Map<WardCode, Ward> wards, Signer key) {
            this(wards, key, VerifyKey::verifies, EventTypes::decode);
        }

        /** A centre of one process, where signatures or entries are judged in another way. */
        public Authority(Map<WardCode, Ward> wards, Signer key, KeyRing.Judge judge, EventReader reader) {
            this(wards, key, Topics.CENTRE, () -> Duty.WHOLE, judge, reader);
        }

        /** One worker of several. */
        public Authority(Map<WardCode, Ward> wards, Signer key, String client, Supplier<Duty> duties) {
            this(wards, key, client, duties, VerifyKey::verifies, EventTypes::decode);
        }
    }

    private final Platform platform;
    private final CityFeatures features;
    private final Core core;
    private final BlobDesk blobs;
    private final Receiver receiver;
    private final Traffic traffic;
    private volatile boolean running;
    private volatile long renewedNanos;
    private long ticks;
    private volatile Duration scrubPeriod = SCRUB;

    /** A centre without room for blobs. */
    public <S extends Ledger & IntakeBook & InstanceBook & FleetBook & FeedShelf & EnrolBook> Centre(
            Authority authority,
            Platform platform,
            S store,
            Link link,
            MeterRegistry meters,
            Watcher watcher,
            Consumer<String> trouble) {
        this(authority, platform, store, new Carrier(link, BlobRoom.NONE), meters, watcher, trouble);
    }

    /**
     * @param store ledger of the core and book of the features
     * @param meters where the line counts what it sees
     * @param trouble hears of failures, once each, in English, for the log
     */
    public <S extends Ledger & IntakeBook & InstanceBook & FleetBook & FeedShelf & EnrolBook> Centre(
            Authority authority,
            Platform platform,
            S store,
            Carrier carrier,
            MeterRegistry meters,
            Watcher watcher,
            Consumer<String> trouble) {
        this.platform = platform;
        this.renewedNanos = platform.monotonic().nanos();
        this.features = new CityFeatures(authority, store);
        this.traffic = new Traffic(meters);
        this.core = new Core(
                features,
                new TimedLedger(store, platform.monotonic(), meters),
                platform,
                changes -> {
                    committed(changes);
                    watcher.changed(changes);
                },
                INBOX,
                trouble);
        this.blobs = new BlobDesk(
                authority.wards().keySet(),
                box -> fence(authority.duties().get(), box),
                carrier,
                platform,
                (box, what) ->
                        core.submit(new ReportTrouble(box.value(), AlarmCode.BAD_BYTES, "about a blob: " + what)));
        this.receiver = new Receiver(
                new Place(
                        authority.wards().keySet(),
                        authority.key(),
                        authority.client(),
                        authority.duties(),
                        features::dictionaries,
                        features::keptFrom),
                core,
                blobs.link(),
                platform,
                traffic,
                trouble);
    }

    /**
     * Blobs lie in files, where no commit proves whose they are: a worker that has not renewed its leases for so long
     * that others may have them holds still.
     */
    private long fence(Duty duty, BoxId box) {
        boolean late = !duty.whole() && platform.monotonic().nanos() - renewedNanos >= Shift.SILENCE.toNanos();
        return late || features.keptFrom(box) ? -1 : duty.fence(box);
    }

    /** Moments for {@link #renewed}. */
    long nanos() {
        return platform.monotonic().nanos();
    }

    /** @param began when this worker's leases were last renewed, at the earliest; any thread */
    void renewed(long began) {
        renewedNanos = began;
    }

    /** The core, for whoever runs it; {@link #begin} once it is started. */
    public Core core() {
        return core;
    }

    /**
     * Publishes what the software brings, connects to the broker, begins to tick. Call after the core has recovered.
     */
    public void begin() {
        begin(SCRUB);
    }

    /** @param scrub in which time all that has landed is looked through once */
    public void begin(Duration scrub) {
        running = true;
        scrubPeriod = scrub;
        core.submit(new PublishStart());
        core.submit(new AskParked()).thenAccept(this::takeUp);
        core.submit(new AskAlive()).thenAccept(this::forgetWhoLived);
        receiver.start();
        blobs.start();
        tick();
    }

    /** Stops talking and planning; what waits in the core is still served by whoever runs it. */
    public void end() {
        running = false;
        receiver.stop();
        blobs.stop();
    }

    public <R> CompletionStage<Outcome<R>> submit(Command<R> command) {
        return core.submit(command);
    }

    /** How far blobs between a box and us are, at most a second old; any thread. */
    public BlobsView blobs(BoxId box) {
        return blobs.view(box);
    }

    /** Blobs were addressed to a box, or called off. Any thread. */
    public void blobsWait(BoxId box) {
        blobs.wake(box);
    }

    /** How far a box's journal has come; only for checks on the core's thread. */
    public BoxMarks marks(BoxId box) {
        return features.intake().marks(box);
    }

    /** A box's hall on a day as folded; only for checks on the core's thread. */
    public HallDay hall(BoxId box, int day) throws StoreFailure {
        return features.intake().hall(box, day);
    }

    /**
     * Whoever was alive when we ended has not said so in this life: figures of before are not passed off as today's.
     */
    private void forgetWhoLived(Outcome<List<BoxId>> alive) {
        if (alive instanceof Outcome.Accepted<List<BoxId>> before) {
            before.reply().forEach(box -> core.submit(new LoseBox(box)));
        }
    }

    /** What the software before this one did not know. */
    private void takeUp(Outcome<List<ParkedLane>> parked) {
        if (parked instanceof Outcome.Accepted<List<ParkedLane>> lanes) {
            lanes.reply().forEach(lane -> takeUp(new TakeUp(lane.box(), lane.lane(), 0)));
        }
    }

    private void takeUp(TakeUp command) {
        core.submit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<TookUp> took && took.reply().more()) {
                takeUp(new TakeUp(command.box(), command.lane(), took.reply().afterLseq()));
            }
        });
    }

    private void tick() {
        platform.timers().after(TICK, () -> {
            if (running) {
                core.submit(new Tick()).thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Accepted<Integer> alive) {
                        traffic.alive(alive.reply());
                    }
                });
                receiver.sweep();
                receiver.scrub(scrubPeriod, TICK);
                if (++ticks % TICKS_A_DAY == 0) {
                    core.submit(new PublishStart());
                }
                tick();
            }
        });
    }

    /** How often the whole state was read from the store; any thread. */
    long readings() {
        return features.readings();
    }

    /** What this worker is in charge of has changed: reads everything anew, and says to all boxes what it has. */
    void takeUp() {
        core.readAnew();
        core.submit(new PublishStart());
        core.submit(new AskParked()).thenAccept(this::takeUp);
        receiver.sweep();
    }

    private void committed(List<Written> changes) {
        for (var change : changes) {
            if (change instanceof Written.Landed landed && landed.landing() instanceof FeedsSeen seen) {
                seen.moved().forEach(receiver::moved);
            }
            if (change instanceof Written.Landed landed && landed.landing() instanceof RowsPublished published) {
                receiver.moved(published.feed(), published.head());
            }
        }
    }

    /** A ledger whose commits are timed. */
    private static final class TimedLedger implements Ledger {
        private final Ledger ledger;
        private final MonotonicClock clock;
        private final Timer commits;

        TimedLedger(Ledger ledger, MonotonicClock clock, MeterRegistry meters) {
            this.ledger = ledger;
            this.clock = clock;
            this.commits = Timer.builder("tram.centre.commit")
                    .description("durable commits of the core's thread")
                    .register(meters);
        }

        @Override
        public Recovered recover() throws StoreFailure {
            return ledger.recover();
        }

        @Override
        public void write(Written change) throws StoreFailure {
            ledger.write(change);
        }

        @Override
        public void commit() throws StoreFailure {
            long from = clock.nanos();
            ledger.commit();
            commits.record(clock.nanos() - from, TimeUnit.NANOSECONDS);
        }
    }
}
