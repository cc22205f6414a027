package vn.tram.edge.sync;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.Timers.Cancellable;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/**
 * The box's end of the line. Everything runs on the timers' thread; what comes from other threads is handed over first.
 * MQTT is a lossy wire here: entries count as delivered when the centre's durable watermark says so, and are sent again
 * until it does.
 */
public final class Uplink {
    /** Live events are gathered this long before they leave. */
    static final Duration GATHER = Duration.ofMillis(200);

    /** An unanswered hello is given up after this long. */
    static final Duration WELCOME_LIMIT = Duration.ofSeconds(15);

    /** With nothing else to say, the box says that it is alive. */
    static final Duration BEAT = Duration.ofSeconds(60);

    /** Watermarks are written to disk this often at most; they only spare work after a restart. */
    static final Duration KEEP_ACKS = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** What the uplink needs of the rest of the box. Called on the timers' thread; must only hand over. */
    public interface Home {
        /** Positions of the feeds this box reads, handed to {@code answer} on the timers' thread. */
        void feeds(Consumer<Map<String, FeedPosition>> answer);

        /** Takes rows of a feed; {@code answer} hears, on the timers' thread, where it stands then, or why not. */
        void take(FeedBatch batch, Consumer<Outcome<FeedPosition>> answer);

        /** Keeps watermarks. */
        void keep(List<AckLanded> acks);

        /** Tells people and log what went wrong; never called twice for one event. */
        void trouble(String what);
    }

    /**
     * @param box name of this installation
     * @param software version told to the centre
     * @param broker address shown on the status page
     * @param city whose signatures on feeds are trusted; without one no feed is taken
     */
    public record Identity(BoxId box, String software, String broker, KeyRing city) {}

    private final Identity identity;
    private final JournalReader journal;
    private final Link link;
    private final Platform platform;
    private final Home home;
    private final Backoff backoff;
    private final Pusher pusher;
    private final FeedGate gate;
    private final FeedFetcher fetcher;
    private boolean running;
    private boolean welcomed;
    private boolean refused;
    private long generation;
    private @Nullable Cancellable flush;
    private boolean acksToKeep;
    private long ticks;
    private Connection state = Connection.NEVER;
    private long since;
    private String why = "";
    private @Nullable Long lastAckAt;
    private volatile LineState shown;

    public Uplink(Identity identity, JournalReader journal, Link link, Platform platform, Home home) {
        this.identity = identity;
        this.journal = journal;
        this.link = link;
        this.platform = platform;
        this.home = home;
        this.backoff = new Backoff(platform.chance());
        this.pusher = new Pusher(identity.box(), journal);
        this.since = platform.clock().millis();
        this.gate = new FeedGate(identity.city(), since);
        this.fetcher =
                new FeedFetcher(home, this::say, gate, () -> platform.clock().millis());
        this.shown =
                new LineState(state, since, identity.broker(), why, 0, null, null, List.of(), gate.troubles(since));
    }

    /** Begins to connect, and goes on until {@link #stop}. {@code heard}: watermarks kept by an earlier run. */
    public void start(List<AckLanded> heard) {
        platform.timers().after(Duration.ZERO, () -> {
            running = true;
            heard.forEach(pusher::remember);
            show();
            open();
            everyTick();
        });
    }

    public void stop() {
        platform.timers().after(Duration.ZERO, () -> {
            running = false;
            link.close();
        });
    }

    /** The journal has grown. Any thread. */
    public void wake() {
        platform.timers().after(Duration.ZERO, this::flushSoon);
    }

    /** The line as last seen, at most a second old; any thread. */
    public LineState state() {
        return shown;
    }

    private void open() {
        if (!running) {
            return;
        }
        long mine = ++generation;
        welcomed = false;
        fetcher.forget();
        var gone = new Link.Message(Topics.gone(identity.box()), Bytes.EMPTY);
        var session = new Link.Session(identity.box().value(), List.of(Topics.down(identity.box())), gone);
        link.open(session, new Link.Listener() {
            @Override
            public void up() {
                handOver(mine, Uplink.this::hello);
            }

            @Override
            public void down(String reason) {
                handOver(mine, () -> lost(reason));
            }

            @Override
            public void received(String topic, byte[] payload) {
                handOver(mine, () -> heard(payload));
            }
        });
    }

    private void handOver(long of, Runnable task) {
        platform.timers().after(Duration.ZERO, () -> {
            if (running && of == generation) {
                task.run();
            }
        });
    }

    private void hello() {
        greet();
        long mine = generation;
        platform.timers().after(WELCOME_LIMIT, () -> {
            if (running && mine == generation && !welcomed) {
                reopen("the centre does not answer");
            }
        });
    }

    /** Also said again on a standing connection, when the centre seems to have lost what it had: it answers anew. */
    private void greet() {
        long mine = generation;
        home.feeds(feeds -> {
            if (mine == generation) {
                reading(() -> {
                    var head = journal.head();
                    say(new Hello(head.epoch(), head.lanes(), platform.clock().millis(), identity.software(), feeds));
                });
            }
        });
    }

    private void reopen(String reason) {
        link.close();
        lost(reason);
    }

    private void lost(String reason) {
        generation++;
        welcomed = false;
        why = reason;
        become(Connection.OFFLINE);
        platform.timers().after(backoff.next(), this::open);
    }

    private void become(Connection next) {
        boolean neverYet = state == Connection.NEVER && next == Connection.OFFLINE;
        if (next != state && !neverYet) {
            state = next;
            since = platform.clock().millis();
        }
        show();
    }

    private void heard(byte[] payload) {
        Control message;
        try {
            message = ControlCodec.decode(payload);
        } catch (BadForm notOurs) {
            home.trouble("a message of the centre was dropped: " + notOurs.getMessage());
            return;
        }
        if (message instanceof Welcome welcome) {
            reading(() -> welcome(welcome));
        } else if (message instanceof Ack ack) {
            reading(() -> acknowledge(ack));
        } else if (message instanceof SendPlain && pusher.sendPlain()) {
            reading(this::flush);
        } else if (message instanceof FeedHint hint) {
            fetcher.hinted(hint, nanos());
        } else if (message instanceof SignedFeed signed) {
            fetcher.came(signed, nanos());
        }
    }

    private void welcome(Welcome welcome) throws StoreFailure {
        if (welcome.epoch() != journal.head().epoch()) {
            return;
        }
        welcomed = true;
        why = "";
        if (!refused) {
            backoff.worked();
        }
        lastAckAt = platform.clock().millis();
        if (pusher.begin(welcome, nanos())) {
            acksToKeep = true;
            become(Connection.ONLINE);
            if (welcome.verdict() == Verdict.FORK) {
                greet(); // the answer to an old hello that came late: say where we stand, or the centre's alarm stays
            }
            flush();
        } else {
            if (state != Connection.FORKED) {
                home.trouble("the centre knows another history of this box; sending waits for a person's decision");
            }
            become(Connection.FORKED);
        }
        fetcher.fetchAll(nanos());
    }

    private void acknowledge(Ack ack) throws StoreFailure {
        if (sending() && pusher.acknowledged(ack, nanos())) {
            refused = false;
            lastAckAt = platform.clock().millis();
            acksToKeep = true;
            flush();
        }
    }

    private boolean sending() {
        return welcomed && state == Connection.ONLINE;
    }

    private void flushSoon() {
        if (flush == null && sending()) {
            flush = platform.timers().after(GATHER, () -> {
                flush = null;
                reading(this::flush);
            });
        }
    }

    private void flush() throws StoreFailure {
        while (sending()) {
            var frame = pusher.next(nanos());
            if (frame.isEmpty()) {
                return;
            }
            send(Topics.up(identity.box(), frame.get().lane()), pusher.packed(frame.get()));
        }
    }

    private void say(Control message) {
        send(Topics.up(identity.box(), Lane.CONTROL), ControlCodec.encode(message));
    }

    /**
     * What the broker took proves nothing; what it refuses is a wrong right or size, and trying on at once is useless:
     * until something gets through, each attempt waits longer, however well the connection itself works.
     */
    private void send(String topic, byte[] payload) {
        long mine = generation;
        link.send(topic, payload, sent -> {
            if (sent == Link.Sent.REFUSED) {
                handOver(mine, () -> {
                    refused = true;
                    reopen("the broker refuses " + topic);
                });
            }
        });
    }

    private void everyTick() {
        platform.timers().after(TICK, () -> {
            if (!running) {
                return;
            }
            ticks++;
            reading(this::tick);
            everyTick();
        });
    }

    private void tick() throws StoreFailure {
        if (sending() && pusher.goBackIfOverdue(nanos())) {
            if (pusher.heardOlder()) {
                greet();
            }
            flush(); // also then: the greeting may be lost, and only what is on its way can be overdue
        }
        if (acksToKeep && ticks % KEEP_ACKS.toSeconds() == 0) {
            acksToKeep = false;
            home.keep(pusher.watermarks());
        }
        if (welcomed && (ticks % BEAT.toSeconds() == 0 || gate.hasNews())) {
            beat();
        }
        if (welcomed) {
            fetcher.askAgain(nanos());
        }
        show();
    }

    private void beat() throws StoreFailure {
        var head = journal.head();
        var heads = new EnumMap<Lane, Long>(Lane.class);
        head.lanes().forEach((lane, at) -> heads.put(lane, at.lseq()));
        long now = platform.clock().millis();
        say(new Beat(head.epoch(), heads, now, state == Connection.FORKED ? 1 : 0, gate.tell(now)));
    }

    private interface Reading {
        void run() throws StoreFailure;
    }

    /** A journal that cannot be read ends the connection; the next attempt reads anew. */
    private void reading(Reading task) {
        try {
            task.run();
        } catch (StoreFailure failure) {
            home.trouble("the journal cannot be read: " + failure.getMessage());
            reopen("the journal cannot be read");
        }
    }

    private void show() {
        Pusher.Backlog backlog;
        try {
            backlog = pusher.backlog();
        } catch (StoreFailure failure) {
            why = "the journal cannot be read: " + failure.getMessage();
            backlog = new Pusher.Backlog(0, null, List.of());
        }
        shown = new LineState(
                state,
                since,
                identity.broker(),
                why,
                backlog.unsent(),
                backlog.oldest(),
                lastAckAt,
                backlog.lanes(),
                gate.troubles(platform.clock().millis()));
    }

    private long nanos() {
        return platform.monotonic().nanos();
    }
}
