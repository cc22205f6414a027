package vn.tram.centre.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vn.tram.centre.feeds.FeedCommand.AskHints;
import vn.tram.centre.feeds.FeedCommand.AskMissing;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.fleet.FleetCommand.AskAlive;
import vn.tram.centre.fleet.FleetCommand.HearBeat;
import vn.tram.centre.fleet.FleetCommand.LoseBox;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskBehind;
import vn.tram.centre.intake.IntakeCommand.AskUnprojected;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.centre.intake.IntakeCommand.Progress;
import vn.tram.centre.intake.IntakeCommand.ProjectNext;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.BoxName;

/**
 * The centre's client at the broker. What comes is decoded here, on the timers' thread, and handed to the core; what
 * the core answers after its commit is sent from here. Nothing is kept: whatever is dropped, the box sends again.
 */
public final class Receiver {
    /** Bytes that may wait between the broker and a commit; more is dropped, and will come again. */
    static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

    /** So much is waiting only when many boxes come back at once. */
    private static final long CROWD_BYTES = 1024 * 1024;

    /** Boxes whose entries are being shown at once; what has come is taken in before it is shown. */
    private static final int SHOWN_AT_ONCE = 8;

    private static final String NOBODY = "";

    /**
     * Whether landed entries of a box are being shown, and whether more have landed since. Its keys are known boxes.
     */
    private enum Showing {
        BUSY,
        BUSY_AND_MORE
    }

    private final Place place;
    private final Core core;
    private final Link link;
    private final Platform platform;
    private final Traffic traffic;
    private final Consumer<String> trouble;
    private final Backoff backoff;
    private final Acks acks;
    private final FeedSeals seals;
    private final Repeats repeats = new Repeats();
    private final LinkedHashSet<BoxId> toShow = new LinkedHashSet<>();
    private final Proofs proofs;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Map<BoxId, Showing> showing = new HashMap<>();
    private long generation;
    private boolean running;
    private String lastReason = "";

    /** @param trouble hears once when the connection to the broker is lost, and why */
    public Receiver(Place place, Core core, Link link, Platform platform, Traffic traffic, Consumer<String> trouble) {
        this.place = place;
        this.core = core;
        this.link = link;
        this.platform = platform;
        this.traffic = traffic;
        this.trouble = trouble;
        this.seals = new FeedSeals(place.cityKey());
        this.proofs = new Proofs(core, this::soon, this::say);
        this.backoff = new Backoff(platform.chance());
        this.acks = new Acks(platform.timers(), platform.monotonic(), this::say);
    }

    /** Begins to connect, and goes on until {@link #stop}. Any thread. */
    public void start() {
        soon(() -> {
            running = true;
            open();
            sweep();
        });
    }

    /** Any thread. */
    public void stop() {
        soon(() -> {
            running = false;
            generation++;
            link.close();
        });
    }

    /** Shows what landed and was not shown yet, for instance because the disk was full then. Any thread. */
    public void sweep() {
        ask(new AskUnprojected(), boxes -> boxes.forEach(this::show));
    }

    /** Looks at some of what has landed, so that all is seen once in a period. Timers' thread, once in a while. */
    public void scrub(Duration period, Duration every) {
        proofs.scrub(period, every);
    }

    /** Tells the boxes concerned that a feed moved. Any thread. */
    public void moved(String feed, FeedPosition head) {
        ask(new AskAlive(), boxes -> boxes.forEach(box -> moved(feed, head, box)));
    }

    private void moved(String feed, FeedPosition head, BoxId box) {
        if (FeedNames.isGroup(feed)) {
            hint(box);
        } else if (concerns(feed, box)) {
            say(box, new FeedHint(feed, head));
        }
    }

    private static boolean concerns(String feed, BoxId box) {
        return FeedNames.FOR_ALL.contains(feed)
                || BoxName.parse(box)
                        .map(name -> FeedNames.ward(name.ward()).equals(feed))
                        .orElse(false);
    }

    private void open() {
        if (!running) {
            return;
        }
        long mine = ++generation;
        link.open(new Link.Session(place.client(), List.of(Topics.ALL_UP), null), new Link.Listener() {
            @Override
            public void up() {
                handOver(mine, () -> {
                    backoff.worked();
                    lastReason = "";
                });
            }

            @Override
            public void down(String why) {
                handOver(mine, () -> lost(why));
            }

            @Override
            public void received(String topic, byte[] payload) {
                take(mine, topic, payload);
            }
        });
    }

    private void lost(String why) {
        generation++;
        if (!why.equals(lastReason)) {
            lastReason = why;
            trouble.accept("the line to the broker is down: " + why);
        }
        platform.timers().after(backoff.next(), this::open);
    }

    private void take(long mine, String topic, byte[] payload) {
        if (waitingBytes.addAndGet(payload.length) > MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-payload.length);
            traffic.dropped();
            return;
        }
        soon(() -> {
            if (mine != generation || !dispatch(topic, payload)) {
                waitingBytes.addAndGet(-payload.length);
            }
        });
    }

    /** Returns whether the payload still waits for a commit. */
    private boolean dispatch(String topic, byte[] payload) {
        var duty = place.duties().get(); // what is another worker's, that one hears too
        var up = Topics.parseUp(topic).orElse(null);
        if (up == null || place.isStranger(up.box())) {
            if (duty.hasCity()) {
                var code = up == null ? AlarmCode.BAD_BYTES : AlarmCode.UNKNOWN_BOX;
                bad(NOBODY, code, "a message " + (up == null ? "on topic " + shortened(topic) : "of " + up.box()));
            }
            return false;
        }
        var box = up.box();
        if (!duty.has(box)) {
            return false;
        }
        if (up.gone()) {
            core.submit(new LoseBox(box));
            return false;
        }
        try {
            var lane = Lane.of(up.lane());
            if (lane == Lane.CONTROL) {
                return control(box, ControlCodec.decode(payload));
            }
            return frame(box, lane, topic, payload);
        } catch (BadForm | RuntimeException notOurs) { // whatever a decoder throws, it is the sender's bytes
            bad(box.value(), AlarmCode.BAD_BYTES, "on " + shortened(topic) + ": " + notOurs.getMessage());
        }
        return false;
    }

    private boolean frame(BoxId box, Lane lane, String topic, byte[] payload) throws BadForm {
        if (waitingBytes.get() > CROWD_BYTES) {
            var missed = repeats.answer(box, lane, payload);
            if (missed.isPresent()) {
                traffic.spared();
                acks.due(box, missed.get());
                return false;
            }
        } else {
            repeats.forget();
        }
        Frame frame;
        try {
            frame = FrameCodec.decode(payload, place.dictionaries().get());
        } catch (BadForm | RuntimeException unreadable) {
            say(box, new SendPlain(lane));
            if (unreadable instanceof BadForm bad && bad.isOfAnotherVersion()) {
                traffic.bad();
                return false;
            }
            throw unreadable;
        }
        if (frame.box().equals(box) && frame.lane() == lane) {
            return land(box, frame, payload);
        }
        bad(box.value(), AlarmCode.BAD_BYTES, "a frame of " + frame.box() + " on " + shortened(topic));
        return false;
    }

    private void bad(String scope, AlarmCode code, String what) {
        traffic.bad();
        core.submit(new ReportTrouble(scope, code, shortened(what)));
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300);
    }

    private boolean control(BoxId box, Control message) {
        if (message instanceof Hello hello) {
            ask(new Greet(box, hello), welcome -> say(box, welcome));
            proofs.greeted(box);
            ask(new AskHints(box, hello.feeds()), hints -> hints.forEach(hint -> say(box, hint)));
        } else if (message instanceof Beat beat) {
            core.submit(new HearBeat(box, beat));
            ask(new AskBehind(box, beat), behind -> behind.forEach(ack -> acks.due(box, ack)));
            hint(box);
        } else if (message instanceof FeedFetch fetch) {
            ask(new Fetch(box, fetch), batch -> say(box, seals.seal(batch)));
        } else if (!proofs.heard(box, message)) {
            var said = message.getClass().getSimpleName();
            bad(box.value(), AlarmCode.BAD_BYTES, "a box does not say " + said);
        }
        return false;
    }

    private void hint(BoxId box) {
        ask(new AskMissing(box), hints -> hints.forEach(hint -> say(box, hint)));
    }

    private boolean land(BoxId box, Frame frame, byte[] payload) {
        core.submit(new LandFrame(box, frame, Bytes.owned(payload))).thenAccept(outcome -> {
            waitingBytes.addAndGet(-payload.length);
            if (outcome instanceof Outcome.Accepted<FrameReply> accepted) {
                soon(() -> landed(box, frame, accepted.reply()));
            }
        });
        return true;
    }

    private void landed(BoxId box, Frame frame, FrameReply reply) {
        traffic.frame(reply);
        if (reply.fate() == Fate.REFUSED) {
            say(box, new SendPlain(frame.lane())); // should a codec be at fault, the plain form gets through
            return;
        }
        var mark = reply.mark();
        var ack = new Ack(reply.incarnation(), frame.epoch(), frame.lane(), mark.durable(), mark.applied());
        repeats.landed(box, ack);
        acks.due(box, ack);
        if (reply.fate() == Fate.LANDED) {
            show(box);
        }
    }

    /** One round of showing per box at a time; what lands meanwhile asks for one more. */
    private void show(BoxId box) {
        if (showing.containsKey(box)) {
            showing.put(box, Showing.BUSY_AND_MORE);
            return;
        }
        if (showing.size() >= SHOWN_AT_ONCE) {
            toShow.add(box);
            return;
        }
        toShow.remove(box);
        showing.put(box, Showing.BUSY);
        core.submit(new ProjectNext(box))
                .thenAccept(outcome -> soon(() -> {
                    boolean more = showing.remove(box) == Showing.BUSY_AND_MORE;
                    if (outcome instanceof Outcome.Accepted<Progress> accepted) {
                        var progress = accepted.reply();
                        traffic.progress(progress);
                        progress.moved().forEach((lane, mark) -> acks.due(box, progress.ack(lane, mark)));
                        if (more || progress.more()) {
                            toShow.add(box); // behind those that wait already
                        } else {
                            proofs.shown(box);
                        }
                    }
                    toShow.stream().findFirst().ifPresent(this::show);
                }));
    }

    private <R> void ask(Command<R> command, Consumer<R> answer) {
        core.submit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<R> accepted) {
                soon(() -> answer.accept(accepted.reply()));
            }
        });
    }

    /** Of a box that was stolen, or of which two copies live, nobody learns more than where it stands. */
    private void say(BoxId box, Control message) {
        boolean greeting = message instanceof Welcome || message instanceof Ack;
        if (!greeting && place.keptFrom().test(box)) {
            return;
        }
        link.send(Topics.down(box), ControlCodec.encode(message), sent -> {
            if (sent != Link.Sent.TAKEN) {
                traffic.unheard();
            }
        });
    }

    private void handOver(long of, Runnable task) {
        soon(() -> {
            if (running && of == generation) {
                task.run();
            }
        });
    }

    private void soon(Runnable task) {
        platform.timers().after(Duration.ZERO, task);
    }
}
