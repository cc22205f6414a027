package vn.tram.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedCommand;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.Feeds;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRecords;
import vn.tram.centre.fleet.Fleet;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.FleetCommand;
import vn.tram.centre.intake.Intake;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeCommand;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Handlers;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.provisioning.wards.Ward;

/** The centre's features behind the core's one door. What a box sends is, besides, a sign of life for the fleet. */
final class CityFeatures implements Handlers {
    private final Intake intake;
    private final Fleet fleet;
    private final Feeds feeds;

    <S extends IntakeBook & FleetBook & FeedShelf> CityFeatures(Map<WardCode, Ward> wards, S store) {
        this.intake = new Intake(wards.keySet(), store);
        this.feeds = new Feeds(wards.keySet(), store);
        this.fleet = new Fleet(wards, store, new Records(), feeds::seriesNames);
    }

    Intake intake() {
        return intake;
    }

    @Override
    @SuppressWarnings("unchecked") // each branch returns the reply type that its command declares
    public <R> Decision<R> decide(Command<R> command, Moment moment) {
        if (command instanceof IntakeCommand<?> asked) {
            return (Decision<R>) intake(asked, moment);
        } else if (command instanceof FleetCommand<?> asked) {
            return (Decision<R>) fleet(asked, moment);
        } else if (command instanceof FeedCommand<?> asked) {
            return (Decision<R>) feeds(asked, moment);
        }
        throw new AssertionError(command);
    }

    private Decision<?> intake(IntakeCommand<?> command, Moment moment) {
        if (command instanceof IntakeCommand.LandFrame land) {
            var decision = intake.decide(land, moment);
            var contact = fleet.contact(land.box(), moment);
            return contact.isEmpty() ? decision : with(decision, contact.get());
        } else if (command instanceof IntakeCommand.Greet greet) {
            boolean feedsAhead = feeds.behind(greet.hello().feeds());
            var decision =
                    with(intake.decide(greet, feedsAhead, moment), fleet.greeted(greet.box(), greet.hello(), moment));
            return beginsLife(decision) ? with(decision, feeds.allAnew(moment.millis())) : decision;
        } else if (command instanceof IntakeCommand.AskBehind question) {
            return intake.decide(question);
        } else if (command instanceof IntakeCommand.ProjectNext project) {
            return intake.decide(project, moment);
        } else if (command instanceof IntakeCommand.AskUnprojected question) {
            return intake.decide(question);
        } else if (command instanceof IntakeCommand.AskIncidents question) {
            return intake.decide(question, moment);
        } else if (command instanceof IntakeCommand.ReportTrouble report) {
            return intake.decide(report, moment);
        }
        throw new AssertionError(command);
    }

    private Decision<?> fleet(FleetCommand<?> command, Moment moment) {
        if (command instanceof FleetCommand.HearBeat heard) {
            var decision = fleet.decide(heard, moment);
            return decision.rejection() != null
                    ? decision
                    : with(decision, intake.told(heard.box(), heard.beat().troubles(), moment));
        } else if (command instanceof FleetCommand.LoseBox lost) {
            return fleet.decide(lost);
        } else if (command instanceof FleetCommand.Tick tick) {
            return fleet.decide(tick, moment);
        } else if (command instanceof FleetCommand.AskWards question) {
            return fleet.decide(question, moment);
        } else if (command instanceof FleetCommand.AskWard question) {
            return fleet.decide(question, moment);
        } else if (command instanceof FleetCommand.AskAlive question) {
            return fleet.decide(question);
        }
        throw new AssertionError(command);
    }

    private Decision<?> feeds(FeedCommand<?> command, Moment moment) {
        if (command instanceof FeedCommand.PublishStart publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.PublishSettings publish) {
            return feeds.decide(publish, moment);
        } else if (command instanceof FeedCommand.AskSettings question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.AskProcedures question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.Fetch fetch) {
            return feeds.decide(fetch, moment);
        } else if (command instanceof FeedCommand.AskDelivery question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.AskHints question) {
            return feeds.decide(question);
        } else if (command instanceof FeedCommand.AskMissing question) {
            return feeds.decide(question);
        }
        throw new AssertionError(command);
    }

    private static boolean beginsLife(Decision<?> decision) {
        return decision.changes().stream().anyMatch(change -> change instanceof IntakeChange.LifeBegun);
    }

    private static <R> Decision<R> with(Decision<R> decision, Change besides) {
        return decision.rejection() == null ? with(decision, List.of(besides)) : decision;
    }

    private static <R> Decision<R> with(Decision<R> decision, List<? extends Change> besides) {
        var changes = new ArrayList<>(decision.changes());
        changes.addAll(besides);
        return new Decision<>(changes, decision.reply(), null);
    }

    @Override
    public void apply(Written change) {
        if (!(change instanceof Written.Landed landed)) {
            throw new AssertionError(change);
        }
        if (landed.landing() instanceof IntakeChange taken) {
            intake.apply(taken);
        } else if (landed.landing() instanceof BoxNoted noted) {
            fleet.apply(noted);
        } else if (landed.landing() instanceof RowsPublished published) {
            feeds.apply(published);
        } else if (landed.landing() instanceof FeedBorn born) {
            feeds.apply(born);
        } else if (landed.landing() instanceof FeedTold told) {
            feeds.apply(told);
        } else {
            throw new AssertionError(change);
        }
    }

    @Override
    public void reload() throws StoreFailure {
        feeds.reload();
        intake.reload();
        fleet.reload();
    }

    /** Kinds of commands that the centre answers; for the tests that walk them. */
    static List<Class<?>> commands() {
        return List.of(IntakeCommand.class, FleetCommand.class, FeedCommand.class);
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
    }
}
