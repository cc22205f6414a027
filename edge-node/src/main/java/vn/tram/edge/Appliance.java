package vn.tram.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.disk.DiskLevel;
import vn.tram.edge.disk.DiskRoom;
import vn.tram.edge.disk.DiskWatch;
import vn.tram.edge.feeds.CityFeeds;
import vn.tram.edge.feeds.FeedCommand.ShowFeeds;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.edge.queue.HallRules;
import vn.tram.edge.queue.QueueCommand.OpenDay;
import vn.tram.edge.queue.WardQueue;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.LineHome;
import vn.tram.edge.sync.LineState;
import vn.tram.edge.sync.TakeAcks;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.blobs.BlobLine;
import vn.tram.edge.sync.epochs.EpochCommand.HealFork;
import vn.tram.edge.sync.epochs.EpochKeeper;
import vn.tram.edge.sync.epochs.EpochRejection;
import vn.tram.edge.sync.epochs.Healing.Answer;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.epochs.Lost;
import vn.tram.edge.sync.erasure.Erasing;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.edge.sync.lease.KeepLease;
import vn.tram.edge.sync.retention.ForgetOld;
import vn.tram.edge.sync.retention.Retention;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Link;

/**
 * One box: features, core and line, made in dependency order. Has no thread of its own: {@code Main} runs the core on a
 * thread, the simulation drains it itself, and both call this constructor.
 */
public final class Appliance {
    /** Commands that may wait for the core: seconds of work even on a slow card. */
    static final int INBOX = 1_024;

    private static final Duration SKIP_AGAIN = Duration.ofSeconds(1);

    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(5);

    /** So long the line is up before a row of the city that was not renewed counts as over: feeds take their time. */
    private static final Duration SEEN_FOR = Duration.ofMinutes(10);

    /** Told after every commit, on the core's thread; must only hand over. */
    public interface Watcher {
        void changed(List<Written> changes);
    }

    private final Platform platform;
    private final BoxStorage storage;
    private final WardQueue queue;
    private final Retention retention;
    private final Features features;
    private final Core core;
    private final BlobLine blobs;
    private final Uplink uplink;
    private final DaysOver daysOver;
    private final Consumer<String> trouble;
    private final String software;
    private volatile @Nullable DiskWatch disk;
    private volatile HallRules rules;
    private final JournalCare care;
    private final StartGuard guard;
    private volatile boolean running = true;

    /** A box without room for blobs. */
    public Appliance(
            WardCode ward,
            BoxIdentity identity,
            Platform platform,
            BoxStorage storage,
            Link link,
            Watcher watcher,
            Consumer<String> trouble) {
        this(ward, identity, platform, storage, new Carrier(link, BlobRoom.NONE), watcher, trouble);
    }

    /** @param trouble hears of failures, once each, in English, for the log */
    public Appliance(
            WardCode ward,
            BoxIdentity identity,
            Platform platform,
            BoxStorage storage,
            Carrier carrier,
            Watcher watcher,
            Consumer<String> trouble) {
        this.platform = platform;
        this.storage = storage;
        this.trouble = trouble;
        this.software = identity.software();
        this.queue = new WardQueue();
        this.retention = new Retention(storage);
        var lineage = new Lineage(storage, storage);
        this.features = new Features(
                queue,
                new CityFeeds(ward),
                new NodeDiary(),
                retention,
                new EpochKeeper(lineage),
                new Erasing(lineage),
                storage);
        this.rules = features.rules();
        this.blobs = new BlobLine(identity.box(), carrier, platform, this::blobsMoved, trouble);
        this.uplink = new Uplink(identity, lineage, blobs.link(), platform, new Home(), blobs);
        this.daysOver = new DaysOver(storage);
        this.core = new Core(
                features,
                storage,
                platform,
                changes -> {
                    rules = features.rules();
                    startGuard().committed(changes);
                    daysOver.today(queue.today().day());
                    uplink.wake();
                    care().committed();
                    watcher.changed(changes);
                },
                INBOX,
                trouble);
        this.guard = new StartGuard(core, uplink, queue, storage, platform, trouble);
        this.care = new JournalCare(core, uplink, platform, storage, features::dictionaries, trouble);
    }

    /** The core, for whoever runs it; {@link #begin} once it is started. */
    public Core core() {
        return core;
    }

    /** What a start has to know of this journal's past, before anybody may ask for a number. */
    public StartGuard startGuard() {
        return guard;
    }

    /** From now on looks how full the disk is, and gives up one thing after the other before it is full. */
    public void watch(DiskRoom room) {
        var watch = new DiskWatch(
                room,
                platform.timers(),
                level -> {
                    queue.diskFull(level == DiskLevel.NO_NUMBERS);
                    retention.press(level.isAtLeast(DiskLevel.FILLING));
                },
                trouble);
        disk = watch;
        watch.begin();
    }

    /** Opens the day, begins to connect. Call after the core has recovered. */
    public void begin() throws StoreFailure {
        rules = features.rules();
        daysOver.today(queue.today().day());
        submit(new OpenDay());
        submit(new NodeDiary.Note(software));
        uplink.remember(storage.lease());
        uplink.start(storage.acks(), storage.spent());
        blobs.start();
        lookAtClock();
    }

    /** Stops talking and planning; what waits in the core is still served by whoever runs it. */
    public void end() {
        running = false;
        guard.end();
        uplink.stop();
        blobs.stop();
        care.end();
        var watch = disk;
        if (watch != null) {
            watch.end();
        }
    }

    public <R> CompletionStage<Outcome<R>> submit(Command<R> command) {
        return core.submit(command);
    }

    /** The line as last seen; any thread. */
    public LineState line() {
        return uplink.state();
    }

    /** How what is stored has kept, and what is done about it; any thread. */
    public JournalCare care() {
        return care;
    }

    private void blobsMoved() {
        uplink.sideMoved();
    }

    /** How far blobs are, at most a second old; any thread. */
    public BlobsView blobs() {
        return blobs.view();
    }

    /** Blobs for the centre were put on disk, or called off. Any thread. */
    public void blobsWait() {
        blobs.wake();
    }

    /** A blob that a feed row named is not here: the centre is asked for it until it is. Any thread. */
    public void wish(BlobName name) {
        blobs.wish(name);
    }

    /** What the city set for this hall, as of the last commit; any thread. */
    public HallRules rules() {
        return rules;
    }

    /** Who works here and with which devices, as of the last commit; any thread. */
    public People people() {
        return features.people();
    }

    private void lookAtLine() {
        var line = uplink.state();
        long up = platform.clock().millis() - line.since();
        features.people().seesCentre(line.state() == LineState.Connection.ONLINE && up >= SEEN_FOR.toMillis());
    }

    /** Today as folded; only for checks on the core's thread. */
    public HallDay today() {
        return queue.today();
    }

    private void lookAtClock() {
        platform.timers().after(LOOK_AT_CLOCK, () -> {
            if (running) {
                submit(new OpenDay()).thenAccept(opened -> {
                    if (opened instanceof Outcome.Accepted<?>) { // then on the core's thread
                        guard.idle();
                    }
                });
                submit(new NodeDiary.Note(""));
                lookAtLine();
                lookAtClock();
            }
        });
    }

    private final class Home implements LineHome {
        @Override
        public void feeds(Consumer<Map<String, FeedPosition>> answer) {
            ask(new ShowFeeds(), answer);
        }

        @Override
        public void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer) {
            var command = new TakeFeed(batch);
            submit(command).thenAccept(outcome -> {
                refused(command, outcome);
                platform.timers().after(Duration.ZERO, () -> answer.accept(outcome));
            });
        }

        @Override
        public Dictionaries dictionaries() {
            return features.dictionaries();
        }

        @Override
        public void keep(List<AckLanded> acks, List<LaneSpent> spent) {
            ask(new TakeAcks(acks, spent), kept -> {});
        }

        @Override
        public void keepLease(long token, Runnable kept) {
            ask(new KeepLease(token), done -> kept.run());
        }

        @Override
        public void forgetOld(List<AckLanded> acked) {
            ask(new ForgetOld(acked), lanes -> {});
        }

        @Override
        public List<TableDigest> digests(List<Integer> days) throws StoreFailure {
            return daysOver.digests(days);
        }

        @Override
        public void heal(Lost lost, Consumer<Answer> done) {
            var command = new HealFork(lost);
            submit(command).thenAccept(outcome -> {
                boolean alone = !(outcome instanceof Outcome.Refused<?> refused)
                        || refused.rejection() != EpochRejection.NOT_ALONE;
                if (alone) {
                    var answer = Answer.of(outcome);
                    if (answer == Answer.LATER) { // for good it is told once, by whoever asked
                        refused(command, outcome);
                    }
                    platform.timers().after(Duration.ZERO, () -> done.accept(answer));
                    if (answer == Answer.HEALED) {
                        uplink.turned();
                    }
                } else if (running) {
                    platform.timers().after(SKIP_AGAIN, () -> heal(lost, done));
                }
            });
        }

        /** The witness knows better than a guess how many it may have been. */
        @Override
        public void behind(long entries) {
            guard.behind(entries);
        }

        @Override
        public Storage storage() {
            return care;
        }

        @Override
        public void trouble(String what) {
            trouble.accept(what);
        }

        private <R> void ask(Command<R> command, Consumer<R> answer) {
            submit(command).thenAccept(outcome -> {
                if (outcome instanceof Outcome.Accepted<R> accepted) {
                    platform.timers().after(Duration.ZERO, () -> answer.accept(accepted.reply()));
                } else {
                    refused(command, outcome);
                }
            });
        }

        private void refused(Command<?> command, Outcome<?> outcome) {
            if (outcome instanceof Outcome.Refused<?> refused) {
                trouble.accept(command.getClass().getSimpleName() + " was refused: "
                        + refused.rejection().name());
            }
        }
    }
}
