package vn.tram.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vn.tram.centre.feeds.Feeds;
import vn.tram.centre.fleet.Fleet;
import vn.tram.centre.instances.InstanceCommand;
import vn.tram.centre.instances.InstanceCommand.Decided;
import vn.tram.centre.instances.Instances;
import vn.tram.centre.instances.Ruling;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.Intake;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeCommand;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;

/** What a box is answered when it greets, and what a copy of it hears that is held back. Core's thread. */
final class Greetings {
    /** No incarnation: an acknowledgement with it has a box greet again. */
    private static final long NO_LIFE = 0;

    /** Dictionaries that a box hears of when it is greeted. */
    private static final int MOST_TOLD = 8;

    private final Intake intake;
    private final Instances instances;
    private final Fleet fleet;
    private final Feeds feeds;

    Greetings(Intake intake, Instances instances, Fleet fleet, Feeds feeds) {
        this.intake = intake;
        this.instances = instances;
        this.fleet = fleet;
        this.feeds = feeds;
    }

    /** Which copy speaks comes before what it says of its journal: two that both live may not even heal. */
    Decision<Welcome> greet(IntakeCommand.Greet greet, Moment moment) {
        var box = greet.box();
        if (!intake.ours(box)) {
            return intake.decide(greet, false, moment);
        }
        var heard = instances.greeted(box, greet.hello(), moment);
        boolean fenced = heard.verdict() == Verdict.FENCE;
        var decision = heard.verdict() == Verdict.OK
                ? intake.decide(greet, feeds.behind(greet.hello().feeds()), moment)
                : Decision.of(intake.held(greet, heard.verdict()));
        var welcome = decision.reply();
        if (welcome == null) {
            return decision;
        }
        var changes = new ArrayList<>(decision.changes());
        changes.addAll(heard.changes());
        intake.rings(box, AlarmCode.CLONE, heard.cloned(), heard.words(), moment)
                .ifPresent(changes::add);
        if (fenced) {
            intake.rings(box, AlarmCode.FENCED, true, heard.words(), moment).ifPresent(changes::add);
        } else {
            changes.add(fleet.greeted(box, greet.hello(), moment));
        }
        var answered = new Decision<>(changes, reading(welcome).with(heard.lease()), null);
        return beginsLife(answered) ? answered.with(feeds.allAnew(moment.millis())) : answered;
    }

    /** Whoever is held back and does not know it yet hears of no life of this database, and so greets again. */
    Decision<FrameReply> held(IntakeCommand.LandFrame land, Moment moment) {
        var mark = mark(land.box(), land.frame().epoch(), land.frame().lane());
        var reply = new FrameReply(Fate.GAP, NO_LIFE, mark, 0, 0, "");
        return Decision.of(reply, instances.refused(land.box(), land.raw(), moment));
    }

    private Watermark mark(BoxId box, long epoch, Lane lane) {
        var marks = intake.marks(box);
        return marks.epoch() == epoch ? marks.lane(lane) : Watermark.NONE;
    }

    /** The same to a beat of his. */
    Decision<List<Ack>> held(IntakeCommand.AskBehind question) {
        var mark = mark(question.box(), question.beat().epoch(), Lane.URGENT);
        return Decision.of(
                List.of(new Ack(NO_LIFE, question.beat().epoch(), Lane.URGENT, mark.durable(), mark.applied())));
    }

    /** A person has decided which copy is the box, or that none is. */
    Decision<Decided> ruled(InstanceCommand.Decide decide, Moment moment) {
        var decision = instances.decide(decide, moment);
        var done = decision.reply();
        return done == null || done.fate() != InstanceCommand.Fate.DONE
                ? decision
                : intake.rings(decide.box(), AlarmCode.CLONE, done.now().cloned(), "", moment)
                        .map(change -> decision.with(List.of(change)))
                        .orElse(decision);
    }

    /** No copy of a box may send any more, as part of another decision about it. */
    List<Change> fenced(BoxId box, String who, String why, Moment moment) {
        var last = Objects.requireNonNull(
                        instances.decide(new InstanceCommand.AskInstances(box)).reply())
                .ruling()
                .number();
        return ruled(new InstanceCommand.Decide(box, last, Ruling.Act.FENCE, 0, who, why), moment)
                .changes();
    }

    /** The box hears what it may pack frames with; what of that it has not, the feed brings. */
    private Welcome reading(Welcome welcome) {
        return welcome.reading(
                feeds.dictionaries().forColumns().stream().limit(MOST_TOLD).toList());
    }

    /** Whether a life of the database begins with it. */
    static boolean beginsLife(Decision<?> decision) {
        return decision.changes().stream().anyMatch(change -> change instanceof IntakeChange.LifeBegun);
    }
}
