package vn.tram.edge.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.store.people.MemoryPeople;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.epochs.MachineNoted;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.LeaseKept;
import vn.tram.edge.sync.retention.EntriesForgotten;
import vn.tram.edge.sync.retention.OldEpochsForgotten;
import vn.tram.edge.sync.scrub.EntriesMended;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;

/** What the rows of a box in memory say; everything here follows from the committed transactions. */
final class MemoryTables {
    final List<Stamped> entries = new ArrayList<>();
    final List<EndedEpoch> ended = new ArrayList<>();
    final Map<Long, Map<Lane, List<Stamped>>> past = new HashMap<>();
    final EnumMap<Lane, List<Stamped>> lanes = new EnumMap<>(Lane.class);
    final TicketRows tickets = new TicketRows();
    final Map<UUID, Answered> answers = new LinkedHashMap<>();
    final MemoryBoxFeeds feeds = new MemoryBoxFeeds();
    final EnumMap<Lane, LaneSpent> spent = new EnumMap<>(Lane.class);
    final EnumMap<Lane, AckLanded> acks = new EnumMap<>(Lane.class);
    final MemoryPeople people = new MemoryPeople();
    long lease;
    final EnumMap<Lane, Long> floors = new EnumMap<>(Lane.class);
    JournalHead head;
    String machine = "";
    int dayOpened = -1;
    int clockNews = -1;

    MemoryTables(long epoch) {
        head = JournalHead.start(epoch);
        for (var lane : Lane.values()) {
            lanes.put(lane, new ArrayList<>());
        }
    }

    List<Stamped> lane(Lane lane) {
        return lanes.getOrDefault(lane, List.of());
    }

    long lsn(int index, long unless) {
        return index < 0 ? unless : entries.get(index).entry().lsn();
    }

    void take(Written change) {
        if (change instanceof Written.Journalled journalled) {
            append(journalled);
        } else if (change instanceof Written.Landed landed) {
            land(landed.landing());
        } else if (change instanceof Answered answered) {
            answers.put(answered.requestId(), answered);
        } else {
            throw new AssertionError(change);
        }
    }

    private void append(Written.Journalled journalled) {
        var stamped = journalled.stamped();
        entries.add(stamped);
        lane(stamped.entry().lane()).add(stamped);
        head = head.after(stamped);
        if (journalled.event() instanceof NodeEvent.EntryErased) {
            erase(stamped.entry());
        }
        if (journalled.event() instanceof QueueEvent event) {
            tickets.apply(event, stamped.entry().at());
            if (event instanceof QueueEvent.DayOpened opened) {
                dayOpened = entries.size() - 1;
                answers.values().removeIf(answer -> answer.day() < opened.day() - 1);
            }
        }
        if (journalled.event() instanceof NodeEvent.ClockFellBehind
                || journalled.event() instanceof NodeEvent.ClockRecovered) {
            clockNews = entries.size() - 1;
        }
    }

    private void erase(Entry maybeFact) {
        var all = new ArrayList<>(lanes.values());
        all.add(entries);
        past.values().forEach(rows -> all.addAll(rows.values()));
        EndedRows.obey(maybeFact, all);
    }

    private void land(Landing landing) {
        if (landing instanceof FeedLanded feed) {
            feeds.land(feed);
        } else if (landing instanceof AckLanded ack) {
            acks.put(ack.lane(), ack);
        } else if (landing instanceof EntriesForgotten forgotten) {
            floors.put(forgotten.lane(), forgotten.floor());
        } else if (landing instanceof LaneSpent one) {
            spent.put(one.lane(), one);
        } else if (landing instanceof LeaseKept kept) {
            lease = kept.token();
        } else if (landing instanceof MachineNoted noted) {
            machine = noted.machine();
        } else if (landing instanceof EpochTurned turned) {
            turn(turned);
        } else if (landing instanceof EntriesMended mended) {
            mended.entries().forEach(this::replace);
        } else if (landing instanceof StaffChange change) {
            people.land(change);
        } else if (landing instanceof DeviceChange change) {
            people.land(change);
        } else if (landing instanceof OldEpochsForgotten) {
            return; // of an epoch that ended days ago BoxStoreTest has the rule
        } else {
            throw new AssertionError(landing);
        }
    }

    /** What stands under a number is this now; nothing when no entry stands there. */
    void replace(Stamped now) {
        var entry = now.entry();
        UnaryOperator<Stamped> put = old -> same(old.entry(), entry) ? now : old;
        entries.replaceAll(put);
        var rows = entry.epoch() == head.epoch() ? lanes : past.getOrDefault(entry.epoch(), Map.of());
        rows.getOrDefault(entry.lane(), new ArrayList<>()).replaceAll(put);
    }

    private static boolean same(Entry one, Entry other) {
        return one.lseq() == other.lseq() && one.lane() == other.lane() && one.epoch() == other.epoch();
    }

    private void turn(EpochTurned turned) {
        var old = new HashMap<>(past);
        old.put(head.epoch(), Map.copyOf(lanes));
        past.clear();
        entries.clear();
        ended.clear();
        ended.addAll(turned.line());
        EndedRows.after(turned, old).forEach((epoch, rows) -> {
            past.put(epoch, rows);
            entries.addAll(EndedRows.inOrder(rows));
        });
        turned.regained().forEach(one -> erase(one.entry()));
        turned.tickets().forEach(tickets::put);
        lanes.replaceAll((lane, rows) -> new ArrayList<>());
        floors.clear();
        acks.clear();
        dayOpened = -1;
        clockNews = -1;
        head = head.turned(turned);
    }
}
