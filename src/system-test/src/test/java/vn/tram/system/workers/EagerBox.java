package vn.tram.system.workers;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.opentest4j.AssertionFailedError;
import vn.tram.centre.BoxJournal;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;

/**
 * A box's end of the line that issues a ticket every so often and sends from the watermark on, again after five seconds
 * without an acknowledgement, as the product's does. It notes how long it ever had to wait for one.
 */
final class EagerBox implements Link.Listener, AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final long AGAIN_MILLIS = 5_000;

    private final SystemPlatform system;
    private final PahoLink link;
    private final BoxJournal journal;
    private final SplittableRandom chance = new SplittableRandom(9);
    private final int day = BusinessDay.at(Instant.now());
    private final int wanted;
    private long issued;
    private volatile long durable;
    private long sentUpTo;
    private long sentNanos;
    private long waitingSince;
    private volatile long longestNanos;

    /** @param wanted tickets to issue in all */
    EagerBox(URI broker, String ward, int wanted) {
        this.journal = new BoxJournal("w" + ward + "-1", 77);
        this.wanted = wanted;
        this.system = new SystemPlatform("box-" + ward, bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        this.link = new PahoLink(
                broker,
                new Credentials.None(),
                PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                system.platform().timers());
    }

    void start() {
        link.open(new Link.Session(journal.box().value(), List.of(Topics.down(journal.box())), null), this);
    }

    String box() {
        return journal.box().value();
    }

    boolean done() {
        return durable == wanted;
    }

    long durable() {
        return durable;
    }

    /** The longest time that a sent entry waited for its acknowledgement. */
    Duration longestWait() {
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public void up() {
        link.send(Topics.up(journal.box(), Lane.CONTROL), ControlCodec.encode(journal.hello()), sent -> {});
        step();
    }

    /** The line's thread alone runs what follows. */
    private void step() {
        long now = System.nanoTime();
        if (issued < wanted) {
            issued++;
            var key = new TicketKey(day, 'A', (int) issued);
            var at = Instant.now();
            journal.add(at, new QueueEvent.TicketIssued(key, UuidV7.at(at.toEpochMilli(), chance), "", Channel.KIOSK));
        }
        boolean late = sentUpTo > durable && now - sentNanos > AGAIN_MILLIS * 1_000_000;
        if (issued > durable && (sentUpTo == durable || late)) {
            if (!late) {
                waitingSince = now;
            }
            sentUpTo = issued;
            sentNanos = now;
            var frame = BoxJournal.raw(journal.frame(Lane.URGENT, durable + 1, issued));
            link.send(Topics.up(journal.box(), Lane.URGENT), frame.toArray(), sent -> {});
        }
        system.platform().timers().after(EVERY, this::step);
    }

    @Override
    public void down(String why) {
        throw new AssertionFailedError(why);
    }

    @Override
    public void received(String topic, byte[] payload) {
        try {
            if (ControlCodec.decode(payload) instanceof Ack ack && ack.durable() > durable) {
                durable = ack.durable();
                longestNanos = Math.max(longestNanos, System.nanoTime() - waitingSince);
                sentUpTo = Math.max(sentUpTo, durable);
            }
        } catch (BadForm bad) {
            throw new AssertionFailedError("the centre speaks in bad form", bad);
        }
    }

    @Override
    public void close() {
        link.close();
        system.close();
    }
}
