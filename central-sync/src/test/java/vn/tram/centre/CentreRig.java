package vn.tram.centre;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.centre.intake.IntakeCommand.Progress;
import vn.tram.centre.intake.IntakeCommand.ProjectNext;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Frame;
import vn.tram.provisioning.wards.Ward;
import vn.tram.provisioning.wards.WardList;

/** A centre in one thread: virtual time, a store in memory, a link played by hand. */
public final class CentreRig {
    /** A Monday, nine in the morning in Hanoi. */
    public static final Instant MORNING =
            BusinessDay.instant(BusinessDay.at(Instant.parse("2026-11-23T02:00:00Z")), LocalTime.of(9, 0));

    public static final int TODAY = BusinessDay.at(MORNING);

    public static final WardCode HOAN_KIEM = new WardCode("00070");
    public static final Map<WardCode, Ward> WARDS = WardList.hanoi();

    public final ManualTimers time = new ManualTimers(MORNING);
    public final SplittableRandom chance = new SplittableRandom(7);
    public final MemoryCentreStore store = new MemoryCentreStore(chance);
    public SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final List<Written> committed = new ArrayList<>();
    public final List<String> troubles = new ArrayList<>();
    /** What the software of this centre understands; takes effect at its next start. */
    public EventReader reader = EventTypes::decode;

    public FakeLink link = new FakeLink();
    public Centre centre;

    public CentreRig() {
        centre = make();
    }

    private Centre make() {
        link = new FakeLink();
        meters = new SimpleMeterRegistry();
        var made = new Centre(
                new Centre.Authority(WARDS, TestKeys.CITY, VerifyKey::verifies, reader),
                new Platform(time, time, chance, time),
                store,
                link,
                meters,
                committed::addAll,
                troubles::add);
        try {
            made.core().start(() -> {});
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
        return made;
    }

    /** The process dies and starts again: what was not committed is gone. */
    public CentreRig restart() {
        centre.end();
        centre = make();
        return this;
    }

    /** Connects, and lets everything settle. */
    public CentreRig begin() {
        centre.begin();
        run();
        link.comesUp();
        run();
        return this;
    }

    /** Serves the core and whatever follows at once, without time passing. */
    public void run() {
        for (int round = 0; round < 20; round++) {
            time.advance(Duration.ZERO);
            boolean more = true;
            while (more) {
                more = centre.core().drain();
            }
        }
    }

    /** Lets time pass in small steps. */
    public void pass(Duration duration) {
        var step = duration.compareTo(Duration.ofSeconds(1)) < 0 ? duration : Duration.ofSeconds(1);
        for (var left = duration; !left.isNegative() && !left.isZero(); left = left.minus(step)) {
            time.advance(step);
            run();
        }
    }

    public Instant now() {
        return time.instant();
    }

    public <R> Outcome<R> outcome(Command<R> command) {
        var answer = centre.submit(command).toCompletableFuture();
        run();
        return answer.join();
    }

    public <R> R ask(Command<R> command) {
        var outcome = outcome(command);
        if (outcome instanceof Outcome.Accepted<R> accepted) {
            return accepted.reply();
        }
        throw new AssertionError(outcome);
    }

    public <R> Rejection refusal(Command<R> command) {
        var outcome = outcome(command);
        if (outcome instanceof Outcome.Refused<R> refused) {
            return refused.rejection();
        }
        throw new AssertionError(outcome);
    }

    public FrameReply land(Frame frame) {
        return ask(new LandFrame(frame.box(), frame, BoxJournal.raw(frame)));
    }

    public Progress project(BoxJournal journal) {
        return ask(new ProjectNext(journal.box()));
    }

    public static TicketKey ticket(String label) {
        return ticket(TODAY, label);
    }

    public static TicketKey ticket(int day, String label) {
        return new TicketKey(day, label.charAt(0), Integer.parseInt(label.substring(1)));
    }

    public QueueEvent.TicketIssued issued(String label) {
        return issued(ticket(label));
    }

    public QueueEvent.TicketIssued issued(TicketKey key) {
        return new QueueEvent.TicketIssued(
                key, vn.tram.kernel.base.UuidV7.at(now().toEpochMilli(), chance), "2.000815", Channel.KIOSK);
    }

    public static QueueEvent.TicketCalled called(String label, int counter) {
        return new QueueEvent.TicketCalled(ticket(label), counter, 1, vn.tram.kernel.hall.CallRule.FIRST_COME, "");
    }
}
