package vn.tram.centre.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.feeds.FeedCommand.AskSettings;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.instances.InstanceCommand.AskInstances;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.Ruling.Act;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Topics;

/** Two copies of a box at a centre: what they send while a person has not decided, and afterwards. */
final class FencedCopyTest {
    private static final long HERE = 5;
    private static final long THERE = 6;

    private final CentreRig rig = new CentreRig().begin();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);
    private final BoxJournal copy = new BoxJournal("w00070-1", 11);
    private long tokenHere;
    private long tokenThere;

    @BeforeEach
    void theFolderIsCopiedAndBothWriteOn() {
        for (int i = 1; i <= 2; i++) {
            issue(box, "A" + i);
            issue(copy, "A" + i);
        }
        greets(HERE);
        frame(box, 1, 2);
        greets(HERE);
        tokenThere = tokenHere;
        issue(box, "A3");
        issue(copy, "B1");
    }

    private void issue(BoxJournal journal, String label) {
        // the same id for both, so that what they wrote before they parted is the same
        var id = new UUID(
                0x0192_0000_0000_7000L,
                0x8000_0000_0000_0000L + journal.entries(Lane.URGENT).size());
        journal.add(
                rig.time.instant(),
                new QueueEvent.TicketIssued(ticket(CentreRig.TODAY, label), id, "2.000815", Channel.KIOSK));
    }

    private Verdict greets(long boot) {
        var journal = boot == HERE ? box : copy;
        var plain = journal.hello();
        var self = new Copy(boot == HERE ? tokenHere : tokenThere, boot, Bytes.EMPTY);
        says(new Hello(plain.epoch(), plain.heads(), plain.clockMillis(), "0.1.0", Map.of(), Memory.NONE, self));
        List<Welcome> welcomes = rig.link.saidTo(box.box(), Welcome.class);
        var welcome = welcomes.get(welcomes.size() - 1);
        assertThat(welcome.lease().boot()).isEqualTo(boot);
        if (boot == HERE) {
            tokenHere = welcome.lease().token();
        } else {
            tokenThere = welcome.lease().token();
        }
        return welcome.verdict();
    }

    private void says(Control message) {
        rig.link.brings(Topics.up(box.box(), Lane.CONTROL), ControlCodec.encode(message));
        rig.run();
    }

    private void frame(BoxJournal of, int first, int last) {
        var bytes = BoxJournal.raw(of.frame(Lane.URGENT, first, last)).toArray();
        rig.link.brings(Topics.up(of.box(), Lane.URGENT), bytes);
        rig.run();
        rig.pass(Duration.ofSeconds(1));
    }

    private void bothLive() {
        for (int i = 0; i < 2; i++) {
            greets(THERE);
            greets(THERE);
            greets(HERE);
            greets(HERE);
        }
    }

    private long durable() {
        return rig.centre.marks(box.box()).lane(Lane.URGENT).durable();
    }

    private List<AlarmCode> alarms() {
        return rig.ask(new AskIncidents()).stream().map(alarm -> alarm.code()).toList();
    }

    private void choose(long boot) {
        var known = rig.ask(new AskInstances(box.box()));
        int id = known.all().stream()
                .filter(one -> one.boots().contains(boot))
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .id();
        rig.ask(new Decide(box.box(), known.ruling().number(), Act.CHOOSE, id, "Lan", "the card was copied"));
    }

    private Ack lastAck() {
        List<Ack> acks = rig.link.saidTo(box.box(), Ack.class);
        return acks.get(acks.size() - 1);
    }

    @Test
    void whileBothLiveNothingIsTakenOfEither() {
        bothLive();
        assertThat(alarms()).contains(AlarmCode.CLONE);
        frame(box, 3, 3);
        frame(copy, 3, 3);
        assertThat(durable()).isEqualTo(2);
        assertThat(lastAck().incarnation()).as("no life: greet again").isZero();
        assertThat(rig.store.instances().apart()).isEmpty();
    }

    @Test
    void chosenOneGoesOnAndWhatTheOtherSendsIsKeptApart() {
        bothLive();
        choose(HERE);
        assertThat(alarms()).doesNotContain(AlarmCode.CLONE);
        assertThat(greets(THERE)).isEqualTo(Verdict.FENCE);
        frame(copy, 3, 3);
        assertThat(durable()).isEqualTo(2);
        assertThat(rig.store.instances().apart()).containsEntry(box.box(), 1);
        assertThat(alarms()).contains(AlarmCode.FENCED);

        assertThat(greets(HERE)).isEqualTo(Verdict.OK);
        frame(box, 3, 3);
        assertThat(durable()).isEqualTo(3);
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().issuedToday())
                .isEqualTo(3);
    }

    @Test
    void decisionOutlivesTheCentresProcess() {
        bothLive();
        choose(HERE);
        rig.restart().begin();
        assertThat(greets(THERE)).isEqualTo(Verdict.FENCE);
        frame(copy, 3, 3);
        assertThat(durable()).isEqualTo(2);
        assertThat(greets(HERE)).isEqualTo(Verdict.OK);
    }

    @Test
    void fencedCopyIsNoSignOfLifeOfItsWard() {
        bothLive();
        choose(HERE);
        greets(THERE);
        rig.pass(Duration.ofMinutes(4));
        says(new Beat(11, Map.of(), 0, 0));
        says(new Beat(11, Map.of(), 0, 0));
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().state().name())
                .isEqualTo("SILENT");
    }

    /** All that is not a welcome or an acknowledgement, since the last time. */
    private List<Control> heard() {
        return rig.link.saidTo(box.box(), Control.class).stream()
                .filter(one -> !(one instanceof Welcome || one instanceof Ack))
                .toList();
    }

    private void asksForEverything() {
        for (var feed : List.of(FeedNames.PROCEDURES, FeedNames.ward(CentreRig.HOAN_KIEM))) {
            says(new FeedFetch(feed, new FeedPosition(0, 0)));
        }
        says(new FetchEntries(11, Lane.URGENT, 0));
        says(new Beat(11, Map.of(), 0, 0));
        publishSomething();
        rig.pass(Duration.ofSeconds(40));
    }

    private void publishSomething() {
        var now = rig.ask(new AskSettings(CentreRig.HOAN_KIEM)).settings();
        rig.ask(new PublishSettings(
                CentreRig.HOAN_KIEM,
                new WardSettings(
                        now.counters(),
                        now.hours(),
                        now.workingWeekdays(),
                        now.notice(),
                        now.voice(),
                        now.closedSeries(),
                        !now.paused(),
                        now.rules(),
                        now.maxPerSeries())));
    }

    @Test
    void boxInGoodOrderGetsFeedsAndItsEntries() {
        greets(HERE);
        asksForEverything();
        assertThat(heard()).hasAtLeastOneElementOfType(SignedFeed.class).hasAtLeastOneElementOfType(EntriesBack.class);
    }

    @Test
    void stolenBoxGetsNoFeedAndNoneOfItsEntries() {
        heard();
        rig.ask(new Decide(box.box(), 0, Act.FENCE, 0, "Lan", "stolen"));
        asksForEverything();
        assertThat(greets(HERE)).isEqualTo(Verdict.FENCE);
        asksForEverything();
        rig.restart().begin();
        assertThat(greets(HERE)).isEqualTo(Verdict.FENCE);
        asksForEverything();
        assertThat(heard()).isEmpty();
    }

    @Test
    void whatAStolenBoxSaysOfFeedsIsNotNoted() {
        rig.ask(new Decide(box.box(), 0, Act.FENCE, 0, "Lan", "stolen"));
        var before = rig.store.feeds();
        says(new FeedFetch(FeedNames.PROCEDURES, new FeedPosition(7, 7)));
        greets(HERE);
        assertThat(rig.store.feeds()).isEqualTo(before);
    }

    @Test
    void twoLiveCopiesGetNoFeedsAndTheChosenOneGetsThemAgain() {
        bothLive();
        heard();
        asksForEverything();
        assertThat(heard()).isEmpty();

        choose(HERE);
        greets(THERE);
        asksForEverything();
        assertThat(heard()).isEmpty();

        greets(HERE);
        asksForEverything();
        assertThat(heard()).hasAtLeastOneElementOfType(SignedFeed.class);
    }

    @Test
    void strangeCopyGetsNothingUntilItHasShownThatItLives() {
        heard();
        tokenThere = 99;
        assertThat(greets(THERE)).isEqualTo(Verdict.CLONE);
        asksForEverything();
        assertThat(heard()).isEmpty();
    }

    @Test
    void stolenBoxThatIsOnLineHearsThatItIsFenced() {
        rig.ask(new Decide(box.box(), 0, Act.FENCE, 0, "Lan", "stolen"));
        frame(box, 3, 3);
        assertThat(lastAck().incarnation()).isZero();
        assertThat(durable()).isEqualTo(2);
        assertThat(greets(HERE)).isEqualTo(Verdict.FENCE);
    }
}
