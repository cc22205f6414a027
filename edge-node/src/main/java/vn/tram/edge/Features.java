package vn.tram.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.devices.DeviceCommand;
import vn.tram.edge.feeds.CityFeeds;
import vn.tram.edge.feeds.FeedCommand;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.queue.HallRules;
import vn.tram.edge.queue.QueueCommand;
import vn.tram.edge.queue.WardQueue;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.TakeAcks;
import vn.tram.edge.sync.epochs.EpochCommand;
import vn.tram.edge.sync.epochs.EpochKeeper;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.epochs.MachineNoted;
import vn.tram.edge.sync.erasure.EraseEntry;
import vn.tram.edge.sync.erasure.Erasing;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.KeepLease;
import vn.tram.edge.sync.lease.LeaseKept;
import vn.tram.edge.sync.retention.EntriesForgotten;
import vn.tram.edge.sync.retention.ForgetOld;
import vn.tram.edge.sync.retention.OldEpochsForgotten;
import vn.tram.edge.sync.retention.Retention;
import vn.tram.edge.sync.scrub.EntriesMended;
import vn.tram.edge.sync.scrub.MendEntries;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Handlers;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.AuditEvent;
import vn.tram.kernel.event.DeviceEvent;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.event.SaysNothing;
import vn.tram.kernel.event.StaffEvent;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.wire.Dictionaries;

/** The box's features behind the core's one door. The core's thread alone. */
final class Features implements Handlers {
    private final WardQueue queue;
    private final CityFeeds feeds;
    private final NodeDiary diary;
    private final Retention retention;
    private final EpochKeeper epochs;
    private final Erasing erasing;
    private final StoredState stored;
    private final People people;
    private final DayRead day = new DayRead();
    private @Nullable HallRules rules;
    private int rulesVersion;
    private int reloadedFeeds = -1;

    Features(
            WardQueue queue,
            CityFeeds feeds,
            NodeDiary diary,
            Retention retention,
            EpochKeeper epochs,
            Erasing erasing,
            StoredState stored) {
        this.people = new People(stored);
        this.retention = retention;
        this.epochs = epochs;
        this.erasing = erasing;
        this.queue = queue;
        this.feeds = feeds;
        this.diary = diary;
        this.stored = stored;
    }

    @Override
    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(Command<R> command, Moment moment) {
        if (command instanceof QueueCommand<?> ask) {
            return (Decision<R>) queue.decide(ask, moment, rules());
        } else if (command instanceof FeedCommand<?> ask) {
            return (Decision<R>) feeds.decide(ask);
        } else if (command instanceof StaffCommand<?> || command instanceof DeviceCommand<?>) {
            return people.decide(command, moment);
        } else if (command instanceof NodeDiary.Note note) {
            return (Decision<R>) diary.decide(note, moment);
        } else if (command instanceof TakeAcks acks) {
            return (Decision<R>) Decision.of(acks.rows().size(), acks.rows());
        } else if (command instanceof KeepLease keep) {
            return (Decision<R>) Decision.of(keep.token(), List.of(new LeaseKept(keep.token())));
        } else if (command instanceof ForgetOld forget) {
            return (Decision<R>) retention.decide(forget, moment);
        } else if (command instanceof MendEntries mend) {
            return (Decision<R>) Decision.of(mend.entries().size(), List.of(new EntriesMended(mend.entries())));
        } else if (command instanceof EraseEntry erase) {
            return (Decision<R>) erasing.decide(erase);
        } else if (command instanceof EpochCommand<?> ask) {
            return (Decision<R>) epochs.decide(ask, moment);
        }
        throw new AssertionError(command);
    }

    /** Who works here, and with which devices. */
    People people() {
        return people;
    }

    /** What the city set for this hall. */
    HallRules rules() {
        var known = rules;
        if (known == null || rulesVersion != feeds.version()) {
            known = new HallRules(feeds.settings(), feeds.services(), feeds.procedureCodes());
            rules = known;
            rulesVersion = feeds.version();
        }
        return known;
    }

    /** What frames to the centre may be packed with. Any thread. */
    Dictionaries dictionaries() {
        return feeds.dictionaries();
    }

    @Override
    public void apply(Written change) {
        if (change instanceof Written.Journalled journalled) {
            var entry = journalled.stamped().entry();
            epochs.saw(entry.lsn());
            apply(journalled.event(), entry.at(), entry.lsn());
        } else if (change instanceof Written.Landed landed) {
            if (landed.landing() instanceof FeedLanded feed) {
                feeds.apply(feed);
                people.know(feeds.staff());
            } else if (landed.landing() instanceof StaffChange || landed.landing() instanceof DeviceChange) {
                people.apply(landed.landing());
            } else if (landed.landing() instanceof EpochTurned turned) {
                erasing.turned(turned.child());
            } else if (!(landed.landing() instanceof AckLanded
                    || landed.landing() instanceof LaneSpent
                    || landed.landing() instanceof LeaseKept
                    || landed.landing() instanceof EntriesForgotten
                    || landed.landing() instanceof EntriesMended
                    || landed.landing() instanceof OldEpochsForgotten
                    || landed.landing() instanceof MachineNoted)) {
                throw new AssertionError(change);
            }
        } else {
            throw new AssertionError(change);
        }
    }

    private void apply(Event event, long at, long lsn) {
        if (event instanceof QueueEvent queued) {
            queue.apply(queued, at, lsn);
        } else if (event instanceof NodeEvent noted) {
            diary.apply(noted);
        } else if (event instanceof StaffEvent acted) {
            people.apply(acted);
        } else if (!(event instanceof SaysNothing || event instanceof DeviceEvent || event instanceof AuditEvent)) {
            throw new AssertionError(event);
        }
    }

    @Override
    public void reload() throws StoreFailure {
        reloadFeeds();
        people.reload(feeds.staff());
        queue.forget();
        diary.forget();
        epochs.forget();
        erasing.forget();
        var today = stored.today();
        var events = day.events(today);
        for (int i = 0; i < today.size(); i++) {
            var entry = today.get(i);
            events.get(i).ifPresent(known -> apply(known, entry.at(), entry.lsn()));
        }
    }

    /** Only when rows came since the last time: on a full disk every press ends here, and the lists are long. */
    private void reloadFeeds() throws StoreFailure {
        if (feeds.version() != reloadedFeeds) {
            feeds.forget();
            stored.feeds().forEach(feeds::restore);
            reloadedFeeds = feeds.version();
        }
    }

    /** Kinds of commands this box answers; for the tests that walk them. */
    static List<Class<?>> commands() {
        return List.of(
                QueueCommand.class,
                FeedCommand.class,
                StaffCommand.class,
                DeviceCommand.class,
                NodeDiary.Note.class,
                TakeAcks.class,
                KeepLease.class,
                ForgetOld.class,
                MendEntries.class,
                EraseEntry.class,
                EpochCommand.class);
    }
}
