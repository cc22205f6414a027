package vn.tram.centre.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.fleet.FleetCommand.AskAlive;
import vn.tram.centre.fleet.FleetCommand.AskLag;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.fleet.FleetCommand.AskWards;
import vn.tram.centre.fleet.FleetCommand.HearBeat;
import vn.tram.centre.fleet.FleetCommand.LoseBox;
import vn.tram.centre.fleet.FleetCommand.Tick;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;

/** Every box that has spoken, and the picture drawn from it. */
public final class Fleet {
    /** A box says something about every minute; after this much silence it is not counted as alive. */
    public static final Duration SILENCE = Duration.ofSeconds(150);

    /** Frames come many a second; the time of the last word is written down no more often than this. */
    private static final long CONTACT_MILLIS = 5_000;

    private final Map<WardCode, Ward> wards;
    private final FleetBook book;
    private final Picture picture;
    private final TreeMap<BoxId, BoxRow> boxes = new TreeMap<>();

    /** Remembered over a failed write too: nothing in it can be read from disk again. */
    private final Map<BoxId, LagRing> lags = new HashMap<>();

    private long lagsSince = Long.MAX_VALUE;

    /** @param names the city's series and what they are called */
    public Fleet(
            Map<WardCode, Ward> wards,
            FleetBook book,
            BoxRecords records,
            Supplier<SortedMap<Character, Words>> names) {
        this.wards = new TreeMap<>(wards);
        this.book = book;
        this.picture = new Picture(records, names);
    }

    public Decision<Boolean> decide(HearBeat command, Moment moment) {
        if (ward(command.box()) == null) {
            return Decision.refuse(FleetRejection.WARD_UNKNOWN);
        }
        var beat = command.beat();
        var row = row(command.box())
                .heard(moment.millis())
                .telling(beat.heads(), offset(beat.clockMillis(), moment), Math.max(0, beat.alarms()), beat.line());
        return Decision.of(true, new BoxNoted(row));
    }

    public Decision<Boolean> decide(LoseBox command) {
        var row = boxes.get(command.box());
        return row != null && row.alive() ? Decision.of(true, new BoxNoted(row.silent())) : Decision.of(false);
    }

    public Decision<Integer> decide(Tick tick, Moment moment) {
        var changes = new ArrayList<Change>();
        int alive = 0;
        for (var row : boxes.values()) {
            if (row.alive() && moment.millis() - row.heardAt() > SILENCE.toMillis()) {
                changes.add(new BoxNoted(row.silent()));
            } else if (row.alive()) {
                alive++;
            }
        }
        return Decision.of(alive, changes);
    }

    public Decision<List<BoxId>> decide(AskAlive question) {
        return Decision.of(
                boxes.values().stream().filter(BoxRow::alive).map(BoxRow::box).toList());
    }

    public Decision<WardsView> decide(AskWards question, Moment moment) {
        try {
            return Decision.of(picture.all(wards.values(), this::boxesOf, moment));
        } catch (StoreFailure unreadable) {
            return Decision.refuse(FleetRejection.STORE_UNAVAILABLE);
        }
    }

    public Decision<WardToday> decide(AskWard question, Moment moment) {
        var ward = wards.get(question.code());
        if (ward == null) {
            return Decision.refuse(FleetRejection.WARD_UNKNOWN);
        }
        try {
            return Decision.of(picture.today(ward, boxesOf(ward.code()), moment));
        } catch (StoreFailure unreadable) {
            return Decision.refuse(FleetRejection.STORE_UNAVAILABLE);
        }
    }

    public Decision<LagView> decide(AskLag question, Moment moment) {
        var ward = wards.get(question.code());
        if (ward == null) {
            return Decision.refuse(FleetRejection.WARD_UNKNOWN);
        }
        var box = Picture.latest(boxesOf(ward.code()));
        var lag = box == null ? null : lags.get(box.box());
        return Decision.of(new LagView(
                moment.millis(),
                box == null ? null : box.box().value(),
                Math.min(lagsSince, moment.millis()),
                LagRing.STEP.toMillis(),
                lag == null ? List.of() : lag.points(moment.millis())));
    }

    /** What a greeting tells of its box. */
    public BoxNoted greeted(BoxId box, Hello hello, Moment moment) {
        var heads = new TreeMap<Lane, Long>();
        hello.heads().forEach((lane, head) -> heads.put(lane, head.lseq()));
        var row = row(box);
        return new BoxNoted(row.heard(moment.millis())
                .running(hello.software())
                .telling(heads, offset(hello.clockMillis(), moment), row.troubles(), row.line()));
    }

    /** What any other word of a box tells: that it lives. Empty while that was written down a moment ago. */
    public Optional<BoxNoted> contact(BoxId box, Moment moment) {
        var row = row(box);
        return row.alive() && moment.millis() - row.heardAt() < CONTACT_MILLIS
                ? Optional.empty()
                : Optional.of(new BoxNoted(row.heard(moment.millis())));
    }

    public void apply(BoxNoted noted) {
        know(noted.row());
    }

    public void apply(BoxSeen seen) {
        know(seen.row());
    }

    private void know(BoxRow row) {
        boxes.put(row.box(), row);
        if (row.alive()) {
            lagsSince = Math.min(lagsSince, row.heardAt());
            picture.lag(row)
                    .ifPresent(lag -> lags.computeIfAbsent(row.box(), box -> new LagRing())
                            .add(row.heardAt(), lag));
        }
    }

    public void reload() throws StoreFailure {
        boxes.clear();
        book.boxes().forEach(row -> boxes.put(row.box(), row));
    }

    private static long offset(long boxClock, Moment moment) {
        return boxClock - moment.millis();
    }

    private BoxRow row(BoxId box) {
        return boxes.getOrDefault(box, BoxRow.unheard(box));
    }

    private @Nullable Ward ward(BoxId box) {
        return BoxName.parse(box).map(BoxName::ward).map(wards::get).orElse(null);
    }

    /** In order of their names, so of their numbers up to nine. */
    private List<BoxRow> boxesOf(WardCode code) {
        var first = new BoxId("w" + code + "-");
        return List.copyOf(boxes.tailMap(first, true)
                .headMap(new BoxId("w" + code + "-z"), false)
                .values());
    }
}
