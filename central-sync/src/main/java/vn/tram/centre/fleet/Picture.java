package vn.tram.centre.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.fleet.WardView.State;
import vn.tram.centre.fleet.WardsView.Totals;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.provisioning.wards.Ward;

/** Draws wards from what is known of their boxes. A box's day that is not the centre's today counts as an empty one. */
final class Picture {
    private final BoxRecords records;
    private final Supplier<SortedMap<Character, Words>> names;

    Picture(BoxRecords records, Supplier<SortedMap<Character, Words>> names) {
        this.records = records;
        this.names = names;
    }

    WardsView all(Collection<Ward> wards, Function<WardCode, List<BoxRow>> boxes, Moment moment) throws StoreFailure {
        var views = new ArrayList<WardView>(wards.size());
        var waits = new Waits();
        for (var ward : wards) {
            var drawn = draw(ward, boxes.apply(ward.code()), moment);
            views.add(drawn.view);
            waits.add(drawn.waits);
        }
        var totals = new Totals(
                count(views, State.ALIVE),
                count(views, State.SILENT),
                count(views, State.NEVER),
                views.stream().mapToInt(WardView::waiting).sum(),
                views.stream().mapToInt(WardView::issuedToday).sum(),
                views.stream().mapToInt(WardView::servedToday).sum(),
                waits.mean(),
                records.alarms(moment.day()));
        return new WardsView(moment.millis(), BusinessDay.date(moment.day()).toString(), totals, views);
    }

    WardToday today(Ward ward, List<BoxRow> boxes, Moment moment) throws StoreFailure {
        var drawn = draw(ward, boxes, moment);
        var latest = latest(boxes);
        return new WardToday(
                moment.millis(),
                moment.day(),
                drawn.view,
                DayFigures.of(drawn.halls, names.get()),
                latest == null ? LineView.NONE : line(latest),
                boxes.stream().map(BoxRow::box).toList());
    }

    private record Drawn(WardView view, List<HallDay> halls, Waits waits) {}

    private Drawn draw(Ward ward, List<BoxRow> boxes, Moment moment) throws StoreFailure {
        var halls = new ArrayList<HallDay>(boxes.size());
        var waits = new Waits();
        int serving = 0;
        int served = 0;
        int alarms = 0;
        long behind = 0;
        Long oldest = null;
        for (var box : boxes) {
            var hall = records.hall(box.box(), moment.day());
            halls.add(hall);
            waits.add(Waits.of(hall.tickets()));
            serving += DayFigures.count(hall.tickets(), TicketState.SERVING);
            served += DayFigures.count(hall.tickets(), TicketState.DONE);
            alarms += box.troubles() + records.alarms(box.box(), moment.day());
            var its = line(box);
            behind += its.behind();
            oldest = earlier(oldest, its.oldestWaiting());
        }
        var latest = latest(boxes);
        var line = latest == null ? LineView.NONE : line(latest);
        var state = state(boxes);
        var view = new WardView(
                ward.code().value(),
                ward.name(),
                ward.type(),
                ward.fullName(),
                state,
                since(boxes, state),
                latest == null ? null : (Long) latest.heardAt(),
                halls.stream().mapToInt(HallDay::waitingTotal).sum(),
                serving,
                halls.stream().mapToInt(HallDay::issuedToday).sum(),
                served,
                waits.mean(),
                behind,
                oldest,
                line.bytesPerSecond(),
                line.roundTripMs(),
                latest == null || latest.software().isEmpty() ? null : latest.software(),
                alarms);
        return new Drawn(view, halls, waits);
    }

    private LineView line(BoxRow box) {
        var marks = records.marks(box.box());
        var known = new TreeSet<Lane>(marks.keySet());
        known.addAll(box.heads().keySet());
        var lanes = new ArrayList<LineView.LaneView>();
        long durable = 0;
        long applied = 0;
        long head = 0;
        for (var lane : known) {
            var mark = marks.getOrDefault(lane, Watermark.NONE);
            // A frame may have brought more than the box's last beat told of.
            long laneHead = Math.max(box.heads().getOrDefault(lane, 0L), mark.durable());
            lanes.add(new LineView.LaneView(lane.name(), laneHead, mark.durable(), mark.applied()));
            durable += mark.durable();
            applied += mark.applied();
            head += laneHead;
        }
        return new LineView(
                box.box().value(),
                durable,
                applied,
                head,
                head - durable,
                Long.toHexString(records.epoch(box.box())),
                box.clockOffset(),
                box.alive() ? measured(box.line().bytesPerSecond()) : null,
                box.alive() ? measured(box.line().wayMillis()) : null,
                head > durable && box.line().oldestWaiting() > 0
                        ? (Long) (box.line().oldestWaiting() - box.clockOffset())
                        : null,
                lanes);
    }

    /** Milliseconds that the oldest entry had waited when the box was heard last; empty when it did not tell. */
    OptionalLong lag(BoxRow box) {
        var line = line(box);
        if (line.behind() == 0) {
            return OptionalLong.of(0);
        }
        var oldest = line.oldestWaiting();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, box.heardAt() - oldest));
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    private static @Nullable Integer measured(int figure) {
        return figure > 0 ? (Integer) figure : null;
    }

    static @Nullable BoxRow latest(List<BoxRow> boxes) {
        return boxes.stream().max(Comparator.comparingLong(BoxRow::heardAt)).orElse(null);
    }

    private static State state(List<BoxRow> boxes) {
        if (boxes.isEmpty()) {
            return State.NEVER;
        }
        return boxes.stream().anyMatch(BoxRow::alive) ? State.ALIVE : State.SILENT;
    }

    /** Alive since the first of those that live came; silent since the last of them went. */
    private static @Nullable Long since(List<BoxRow> boxes, State state) {
        return switch (state) {
            case NEVER -> null;
            case ALIVE ->
                boxes.stream()
                        .filter(BoxRow::alive)
                        .mapToLong(BoxRow::since)
                        .min()
                        .getAsLong();
            case SILENT -> boxes.stream().mapToLong(BoxRow::since).max().getAsLong();
        };
    }

    private static int count(List<WardView> views, State state) {
        return (int) views.stream().filter(view -> view.state() == state).count();
    }
}
