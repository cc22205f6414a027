package vn.tram.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.DutyRejection;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.EnrolCommand;
import vn.tram.centre.enrol.Enrolments;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedCommand;
import vn.tram.centre.feeds.FeedRejection;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.Feeds;
import vn.tram.centre.feeds.FeedsSeen;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.feeds.StaffCommand;
import vn.tram.centre.feeds.ToldSeen;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRecords;
import vn.tram.centre.fleet.BoxSeen;
import vn.tram.centre.fleet.Fleet;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.FleetCommand;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.InstanceChange;
import vn.tram.centre.instances.InstanceCommand;
import vn.tram.centre.instances.InstanceRejection;
import vn.tram.centre.instances.Instances;
import vn.tram.centre.intake.Intake;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeCommand;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Handlers;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Dictionaries;

/** The centre's features behind the core's one door. What a box sends is, besides, a sign of life for the fleet. */
final class CityFeatures implements Handlers {
    private static final Decision<?> HELD_BACK = Decision.refuse(InstanceRejection.HELD_BACK);

    private final Intake intake;
    private final Instances instances;
    private final Fleet fleet;
    private final Feeds feeds;
    private final Enrolments enrolments;
    private final Greetings greetings;
    private final Supplier<Duty> duties;
    private Duty duty = Duty.WHOLE;
    private volatile long readings;

    <S extends IntakeBook & InstanceBook & FleetBook & FeedShelf & EnrolBook> CityFeatures(
            Centre.Authority authority, S store) {
        this.duties = authority.duties();
        var wards = authority.wards();
        this.instances = new Instances(store);
        this.feeds = new Feeds(wards.keySet(), store);
        this.intake = new Intake(wards.keySet(), store, authority.judge(), authority.reader(), feeds::dictionaries);
        this.fleet = new Fleet(wards, store, new Records(), feeds::seriesNames);
        this.enrolments = new Enrolments(wards.keySet(), store);
        this.greetings = new Greetings(intake, instances, fleet, feeds);
    }

    /** With which frames may be packed; any thread. */
    Dictionaries dictionaries() {
        return feeds.dictionaries();
    }

    Intake intake() {
        return intake;
    }

    /** See {@link Instances#keptFrom}; any thread. */
    boolean keptFrom(BoxId box) {
        return instances.keptFrom(box);
    }

    @Override
    public <R> Decision<R> decide(Command<R> command, Moment moment) {
        return duty.whole() ? decided(command, moment) : ours(command, moment);
    }

    /** One worker of several speaks for its own boxes alone, and leaves to others what is theirs. */
    private <R> Decision<R> ours(Command<R> command, Moment moment) {
        var stranger = Strangers.box(command).filter(box -> !duty.has(box));
        if (stranger.isPresent()) {
            return Decision.refuse(DutyRejection.ANOTHERS_BOX);
        }
        boolean publishes = command instanceof FeedCommand.PublishSettings
                || command instanceof FeedCommand.PublishGroups
                || command instanceof FeedCommand.PublishDictionary
                || command instanceof StaffCommand.Change;
        if (publishes && !duty.hasCity()) {
            return Decision.refuse(FeedRejection.NOT_THE_WRITER);
        }
        var decision = decided(command, moment);
        if (decision.changes().isEmpty()) {
            return decision;
        }
        boolean newLife = Greetings.beginsLife(decision);
        var kept = decision.changes().stream()
                .filter(change -> mayCommit(change, newLife))
                .toList();
        return new Decision<>(kept, decision.reply(), decision.rejection());
    }

    /** A new life of the database is a matter of all feeds too, and may be begun by any worker. */
    private boolean mayCommit(Change change, boolean newLife) {
        var landing = (Landing) change;
        if (Owners.seenOnly(landing)) {
            return true;
        }
        var owner = Owners.of(landing);
        return switch (owner) {
            case Owners.LIFE -> true;
            case Owners.CITY -> newLife || duty.hasCity();
            default -> duty.has(new BoxId(owner));
        };
    }

    @SuppressWarnings("unchecked") // each branch returns the reply type that its command declares
    private <R> Decision<R> decided(Command<R> command, Moment moment) {
        if (command instanceof IntakeCommand<?> asked) {
            return (Decision<R>) intake(asked, moment);
        } else if (command instanceof InstanceCommand.Decide decide) {
            return (Decision<R>) greetings.ruled(decide, moment);
        } else if (command instanceof InstanceCommand.AskInstances question) {
            return (Decision<R>) instances.decide(question);
        } else if (command instanceof EnrolCommand<?> asked) {
            return (Decision<R>) enrol(asked, moment);
        } else if (command instanceof FleetCommand<?> asked) {
            return (Decision<R>) fleet(asked, moment);
        } else if (command instanceof FeedCommand<?> asked) {
            return (Decision<R>) feeds(asked, moment);
        } else if (command instanceof StaffCommand<?> asked) {
            return (Decision<R>) feeds.staff().decide(asked, moment);
        } else if (command instanceof SeeOthers seen) {
            return (Decision<R>) seen(seen);
        }
        throw new AssertionError(command);
    }

    private Decision<?> intake(IntakeCommand<?> command, Moment moment) {
        if (command instanceof IntakeCommand.LandFrame land) {
            if (instances.holds(land.box())) {
                return greetings.held(land, moment);
            }
            var decision = intake.decide(land, moment);
            var contact = fleet.contact(land.box(), moment);
            return contact.isEmpty() ? decision : decision.with(List.of(contact.get()));
        } else if (command instanceof IntakeCommand.Greet greet) {
            return greetings.greet(greet, moment);
        } else if (command instanceof IntakeCommand.AskBehind question) {
            return instances.holds(question.box()) ? greetings.held(question) : intake.decide(question);
        } else if (command instanceof IntakeCommand.ProjectNext project) {
            return intake.decide(project, moment);
        } else if (command instanceof IntakeCommand.AskUnprojected question) {
            return Decision.of(mine(intake.decide(question)));
        } else if (command instanceof IntakeCommand.AskIncidents question) {
            return intake.decide(question, moment);
        } else if (command instanceof IntakeCommand.HearCheckpoint heard) {
            return instances.holds(heard.box()) ? Decision.of(false) : intake.decide(heard, moment);
        } else if (command instanceof IntakeCommand.HearDigests told) {
            return instances.holds(told.box()) ? Decision.of(false) : intake.decide(told, moment);
        } else if (command instanceof IntakeCommand.TakeUp takeUp) {
            return intake.decide(takeUp, moment);
        } else if (command instanceof IntakeCommand.AskParked question) {
            return ours(intake.decide(question));
        } else if (command instanceof IntakeCommand.AskDiffering question) {
            return intake.decide(question);
        } else if (command instanceof IntakeCommand.AskEntries question) {
            return instances.holds(question.box()) ? HELD_BACK : intake.decide(question);
        } else if (command instanceof IntakeCommand.AskLanded question) {
            return intake.scrub().decide(question, duty::has);
        } else if (command instanceof IntakeCommand.LookThrough look) {
            return intake.scrub().decide(look);
        } else if (command instanceof IntakeCommand.MendFrame mend) {
            return intake.scrub().decide(mend);
        } else if (command instanceof IntakeCommand.NoteDamage note) {
            return intake.scrub().decide(note, moment);
        } else if (command instanceof IntakeCommand.ReportTrouble report) {
            return intake.decide(report, moment);
        }
        throw new AssertionError(command);
    }

    /** What a replaced box still sends is kept apart from the same moment on. */
    private Decision<?> enrol(EnrolCommand<?> command, Moment moment) {
        var decision = enrolments.decide(command, moment);
        return command instanceof EnrolCommand.Replace replace
                        && !decision.changes().isEmpty()
                ? decision.with(greetings.fenced(replace.box(), replace.who(), replace.why(), moment))
                : decision;
    }

    private Decision<?> fleet(FleetCommand<?> command, Moment moment) {
        if (command instanceof FleetCommand.HearBeat heard) {
            if (instances.fences(heard.box())) {
                return Decision.of(false);
            }
            var decision = fleet.decide(heard, moment);
            return decision.with(intake.told(heard.box(), heard.beat().troubles(), moment));
        } else if (command instanceof FleetCommand.LoseBox lost) {
            return fleet.decide(lost);
        } else if (command instanceof FleetCommand.Tick tick) {
            var decision = fleet.decide(tick, moment);
            return duty.whole() || duty.hasCity() ? decision.with(feeds.due(moment, !duty.whole())) : decision;
        } else if (command instanceof FleetCommand.AskWards question) {
            return fleet.decide(question, moment);
        } else if (command instanceof FleetCommand.AskWard question) {
            return fleet.decide(question, moment);
        } else if (command instanceof FleetCommand.AskLag question) {
            return fleet.decide(question, moment);
        } else if (command instanceof FleetCommand.AskAlive question) {
            return Decision.of(mine(fleet.decide(question)));
        }
        throw new AssertionError(command);
    }

    private Decision<List<ParkedLane>> ours(Decision<List<ParkedLane>> all) {
        var lanes = all.reply();
        return lanes == null
                ? all
                : Decision.of(
                        lanes.stream().filter(lane -> duty.has(lane.box())).toList());
    }

    private List<BoxId> mine(Decision<List<BoxId>> all) {
        return Objects.requireNonNull(all.reply()).stream().filter(duty::has).toList();
    }

    /** What other workers committed is only to be known; of boxes that are ours by now we know better. */
    private Decision<Boolean> seen(SeeOthers command) {
        if (command.readings() != readings) {
            return Decision.refuse(DutyRejection.READ_ANEW);
        }
        var changes = new ArrayList<Change>();
        for (var box : command.boxes()) {
            if (!duty.has(box.taken().box())) {
                changes.add(box.taken());
                changes.add(box.copies());
                box.row().ifPresent(row -> changes.add(new BoxSeen(row)));
                box.told().forEach(told -> changes.add(new ToldSeen(told)));
            }
        }
        command.feeds().filter(stored -> !duty.hasCity()).map(feeds::seen).ifPresent(changes::add);
        return Decision.of(true, changes);
    }

    /** How often the whole state was read; any thread. */
    long readings() {
        return readings;
    }

    private Decision<?> feeds(FeedCommand<?> command, Moment moment) {
        if (command instanceof FeedCommand.PublishStart publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.PublishGroups publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.PublishSettings publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.PublishDictionary publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.AskSettings question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.AskProcedures question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.Fetch fetch) {
            return instances.keptFrom(fetch.box()) ? HELD_BACK : feeds.decide(fetch, moment);
        } else if (command instanceof FeedCommand.AskDelivery question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.AskHints question) {
            return instances.keptFrom(question.box()) ? HELD_BACK : feeds.decide(question);
        } else if (command instanceof FeedCommand.AskMissing question) {
            return feeds.decide(question);
        }
        throw new AssertionError(command);
    }

    @Override
    public void apply(Written change) {
        if (!(change instanceof Written.Landed landed)) {
            throw new AssertionError(change);
        }
        if (landed.landing() instanceof IntakeChange taken) {
            intake.apply(taken);
        } else if (landed.landing() instanceof InstanceChange known) {
            instances.apply(known);
        } else if (landed.landing() instanceof BoxNoted noted) {
            fleet.apply(noted);
        } else if (landed.landing() instanceof RowsPublished published) {
            feeds.apply(published);
        } else if (landed.landing() instanceof PapersNoted noted) {
            enrolments.apply(noted);
        } else if (landed.landing() instanceof FeedBorn born) {
            feeds.apply(born);
        } else if (landed.landing() instanceof FeedTold told) {
            feeds.apply(told);
        } else if (landed.landing() instanceof BoxSeen seen) {
            fleet.apply(seen);
        } else if (landed.landing() instanceof ToldSeen seen) {
            feeds.apply(seen.told());
        } else if (landed.landing() instanceof FeedsSeen seen) {
            feeds.apply(seen);
        } else {
            throw new AssertionError(change);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // the core's thread alone writes it
    public void reload() throws StoreFailure {
        readings++;
        duty = duties.get();
        feeds.reload();
        intake.reload();
        instances.reload();
        enrolments.reload();
        fleet.reload();
    }

    /** Kinds of commands that the centre answers; for the tests that walk them. */
    static List<Class<?>> commands() {
        return List.of(
                IntakeCommand.class,
                InstanceCommand.class,
                EnrolCommand.class,
                FleetCommand.class,
                FeedCommand.class,
                StaffCommand.Change.class,
                StaffCommand.AskStaff.class,
                SeeOthers.class);
    }

    /** The intake as the fleet sees it. */
    private final class Records implements BoxRecords {
        @Override
        public HallDay hall(BoxId box, int today) throws StoreFailure {
            return intake.hall(box, today);
        }

        @Override
        public Map<Lane, Watermark> marks(BoxId box) {
            return intake.marks(box).lanes();
        }

        @Override
        public long epoch(BoxId box) {
            return intake.marks(box).epoch();
        }

        @Override
        public int alarms(BoxId box, int today) {
            return intake.alarms(box, today);
        }

        @Override
        public int alarms(int today) {
            return intake.alarms(today);
        }
    }
}
