package vn.tram.edge.sync;

import java.time.Duration;
import java.util.List;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.Pusher.Outgoing;
import vn.tram.edge.sync.epochs.Healing;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lanes.DayBudget;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.edge.sync.lease.Lease;
import vn.tram.edge.sync.packing.Packer;
import vn.tram.edge.sync.proof.DayTeller;
import vn.tram.edge.sync.proof.Voucher;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;

/**
 * The box's end of the line. Everything runs on the timers' thread; what comes from other threads is handed over first.
 * MQTT is a lossy wire here: entries count as delivered when the centre's durable watermark says so, and are sent again
 * until it does.
 */
public final class Uplink {
    /** An unanswered hello is given up after this long. */
    static final Duration WELCOME_LIMIT = Duration.ofSeconds(15);

    /** With nothing else to say, the box says that it is alive: so often that MQTT sends no pings besides. */
    static final Duration BEAT = Duration.ofSeconds(66);

    /** Watermarks are written to disk this often at most; they only spare work after a restart. */
    static final Duration KEEP_ACKS = Duration.ofSeconds(5);

    /** Old entries are let go in small steps. */
    static final Duration FORGET = Duration.ofMinutes(10);

    /** A copy that is held back asks this often whether that still holds. */
    static final Duration HELD = Duration.ofMinutes(2);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** A greeting after the epoch turned may be lost. */
    private static final Duration GREET_TURNED = Duration.ofSeconds(10);

    private final Lineage lineage;
    private final Platform platform;
    private final LineHome home;
    private final Redial line;
    private final DayBudget budget;
    private final Pusher pusher;
    private final OwnWords words;
    private final SideLane side;
    private final FeedGate gate;
    private final FeedFetcher fetcher;
    private final Voucher voucher;
    private final DayTeller days;
    private final Healing healing;
    private final Resender resender;
    private final LineBoard board;
    private final Lease lease;
    private final Soonest flush;
    private boolean welcomed;
    private boolean acksToKeep;
    private boolean greetAgain;
    private long ticks;

    /** @param side what is sent besides the journal; {@link SideLane#NONE} for nothing */
    public Uplink(BoxIdentity identity, Lineage lineage, Link link, Platform platform, LineHome home, SideLane side) {
        this.lineage = lineage;
        this.platform = platform;
        this.home = home;
        this.side = side;
        this.line = new Redial(identity.box(), link, platform, identity.rules().spread(), new Conversation());
        this.budget = new DayBudget(identity.rules());
        this.pusher = new Pusher(identity.box(), lineage, side, budget, new Packer(home));
        this.flush = new Soonest(platform, () -> reading(this::flush));
        this.gate = new FeedGate(identity.city(), now());
        this.fetcher = new FeedFetcher(home, line::say, gate, this::now);
        this.voucher = new Voucher(identity.box(), lineage.journal(), identity.key(), line::say);
        this.days = new DayTeller(home::digests, lineage.journal(), line::say);
        this.healing = new Healing(identity.box(), lineage, line::say, home, home::trouble);
        this.words = new OwnWords(
                identity.software(),
                lineage.journal(),
                pusher,
                gate,
                () -> home.storage().troubles());
        this.resender = new Resender(identity.box(), lineage);
        this.board = new LineBoard(identity.broker(), pusher::backlog, gate::troubles, line::measured, now());
        this.lease = new Lease(platform.chance().nextLong(), identity.machine(), home::keepLease, this::hello);
    }

    /** The token that an earlier run kept; before {@link #start}. */
    public void remember(long token) {
        lease.kept(token);
    }

    /** Begins to connect, and goes on until {@link #stop}, with what an earlier run kept. */
    public void start(List<AckLanded> heard, List<LaneSpent> spent) {
        platform.timers().after(Duration.ZERO, () -> {
            heard.forEach(pusher::remember);
            budget.remember(spent);
            board.show(now());
            line.start();
            everyTick();
        });
    }

    public void stop() {
        platform.timers().after(Duration.ZERO, line::stop);
    }

    /** The journal has grown. Any thread. */
    public void wake() {
        platform.timers().after(Duration.ZERO, this::flushSoon);
    }

    /** The side lane has something to send, or has heard that something arrived. Timers' thread. */
    public void sideMoved() {
        if (welcomed) {
            line.carried();
        }
        flush.in(0);
    }

    /** The line as last seen, at most a second old; any thread. */
    public LineState state() {
        return board.shown();
    }

    private final class Conversation implements Redial.Ears {
        @Override
        public void dialling() {
            welcomed = false;
            lease.connecting();
            fetcher.forget();
        }

        @Override
        public void up() {
            hello();
        }

        @Override
        public void down(String why) {
            welcomed = false;
            board.offline(why, now());
        }

        @Override
        public int patience() {
            return board.state().patience();
        }

        @Override
        public void heard(byte[] payload) {
            Uplink.this.heard(payload);
        }
    }

    private void hello() {
        welcomed = false;
        greet();
        line.later(WELCOME_LIMIT, () -> {
            if (!welcomed) {
                line.again("the centre does not answer");
            }
        });
    }

    /** Also said again on a standing connection, when the centre seems to have lost what it had: it answers anew. */
    private void greet() {
        long mine = line.generation();
        home.feeds(feeds -> {
            if (mine == line.generation()) {
                reading(() -> line.say(words.hello(feeds, lease.copy(), now())));
            }
        });
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
        } else if (message instanceof AskDays asked) {
            reading(() -> days.asked(asked));
        } else if (message instanceof SignedFeed signed) {
            fetcher.came(signed, nanos());
        } else if (message instanceof SendEntries asked) {
            resender.answer(asked).ifPresent(line::say);
        } else if (message instanceof EntriesBack back) {
            line.carried();
            reading(() -> healing.heard(back, nanos()));
            home.storage().back(back);
        } else if (side.heard(message, nanos())) {
            line.carried();
            reading(this::flush);
        }
    }

    /** Of an epoch that we never had, only a fork tells. */
    private void welcome(Welcome welcome) throws StoreFailure {
        boolean fork = welcome.verdict() == Verdict.FORK;
        if ((!fork && lineage.reader(welcome.epoch()).isEmpty()) || !lease.heard(welcome)) {
            return;
        }
        welcomed = true;
        board.noTrouble();
        line.welcomed();
        board.confirmed(now());
        boolean anotherLife = pusher.incarnation() != welcome.incarnation();
        voucher.begin();
        days.begin();
        var held = Connection.held(welcome.verdict());
        if (held.isPresent()) {
            hold(held.get(), "the city holds this copy of the box back: " + held.get());
        } else if (pusher.begin(welcome, nanos())) {
            healing.forget();
            acksToKeep = true;
            if (anotherLife) {
                // before anything of this life is kept: its name proves that it was
                home.keep(pusher.watermarks(), budget.keep());
            }
            board.become(Connection.ONLINE, now());
            // the answer to an old hello that came late, or all of an ended epoch is there: say where we stand
            greetAgain |= fork || pusher.restSent();
            flush();
        } else {
            hold(
                    Connection.FORKED,
                    "the centre knows another history of this box; what was lost here is fetched from it");
            healing.begin(welcome, pusher.memory().durable(), nanos());
        }
        fetcher.fetchAll(nanos());
    }

    private void hold(Connection state, String why) {
        if (board.state() != state) {
            home.trouble(why);
        }
        board.become(state, now());
    }

    private void acknowledge(Ack ack) throws StoreFailure {
        boolean news = pusher.fromAnotherLife(ack) || !pusher.sends(ack.epoch());
        if (welcomed && !board.state().held() && news) {
            greetAgain = true;
        } else if (sending() && pusher.acknowledged(ack, nanos())) {
            line.carried();
            board.confirmed(now());
            acksToKeep = true;
            if (pusher.restSent()) {
                greet();
            }
            flush();
        }
    }

    private boolean sending() throws StoreFailure {
        return welcomed && board.state() == Connection.ONLINE && !pusher.turned();
    }

    /** Another epoch of ours has begun: the centre is asked what it has of it. Any thread. */
    public void turned() {
        platform.timers().after(Duration.ZERO, () -> greetAgain = true);
    }

    /** Many facts in a row are looked for together. */
    private void flushSoon() {
        reading(() -> {
            if (sending()) {
                flush.in(pusher.pause(nanos()));
            }
        });
    }

    private void flush() throws StoreFailure {
        while (sending()) {
            var next = pusher.next(nanos(), platform.clock().instant());
            if (next.isEmpty()) {
                pusher.due(nanos()).ifPresent(flush::in);
                return;
            }
            var outgoing = next.get();
            line.send(outgoing.topic(), outgoing.payload().toArray(), sent -> reading(() -> settled(outgoing, sent)));
        }
    }

    private void settled(Outgoing outgoing, Link.Sent sent) throws StoreFailure {
        if (pusher.settled(outgoing, sent, nanos())) {
            home.trouble("the broker refuses lane " + outgoing.lane() + " (" + outgoing.topic() + ")");
        }
        flush();
    }

    /** Says something to the centre if it answers just now; nothing is kept. Timers' thread. */
    public void ask(Control message) {
        boolean answers = board.state() == Connection.ONLINE || board.state() == Connection.FORKED;
        if (welcomed && answers) {
            line.say(message);
        }
    }

    private void everyTick() {
        platform.timers().after(TICK, () -> {
            if (!line.running()) {
                return;
            }
            ticks++;
            reading(this::tick);
            everyTick();
        });
    }

    private void tick() throws StoreFailure {
        boolean held = board.state().held();
        greetAgain |= held && ticks % HELD.toSeconds() == 0;
        boolean another = !held && (pusher.turned() || pusher.restSent());
        if (welcomed && (greetAgain || (another && ticks % GREET_TURNED.toSeconds() == 0))) {
            greetAgain = false;
            greet();
        }
        if (board.state() == Connection.FORKED) {
            healing.tick(nanos());
        }
        if (sending() && pusher.goBackIfOverdue(nanos())) {
            if (pusher.heardOlder()) {
                greet();
            }
        }
        flush(); // the greeting may be lost, and only what is on its way can be overdue; the side lane has its own time
        if ((acksToKeep || budget.hasNews()) && ticks % KEEP_ACKS.toSeconds() == 0) {
            acksToKeep = false;
            home.keep(pusher.watermarks(), budget.keep());
        }
        if (welcomed && (ticks % BEAT.toSeconds() == 0 || words.hasNews())) {
            line.say(words.beat(board.state().stands() ? 1 : 0, board.told(), now()));
        }
        if (sending() && pusher.present() && ticks % FORGET.toSeconds() == 0) {
            home.forgetOld(pusher.watermarks());
        }
        if (sending()) {
            voucher.tick(nanos(), now());
            days.tick(nanos());
        }
        if (welcomed) {
            fetcher.askAgain(nanos());
        }
        board.show(now());
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
            line.again("the journal cannot be read");
        }
    }

    private long now() {
        return platform.clock().millis();
    }

    private long nanos() {
        return platform.monotonic().nanos();
    }
}
