package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.ACKED_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.CENTRE_HOLDS_A_PREFIX;
import static vn.tram.system.sim.check.Invariant.CHECKPOINTS_ARE_THE_BOXES;
import static vn.tram.system.sim.check.Invariant.NO_FALSE_ALARM;
import static vn.tram.system.sim.check.Invariant.SECOND_GUARD_SLEEPS;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.system.sim.disk.LedgerWatch;

/** What the centre has landed of every box, and what it has told them. */
public final class CentreTruth implements LedgerWatch {
    /** Feed batches are longer and say nothing of watermarks. */
    private static final int LONGEST_ACK = 1_024;

    /** Rightly rung where bits have changed; a frame with such an entry, sent once more, is turned away. */
    private static final Set<AlarmCode> DAMAGED =
            EnumSet.of(AlarmCode.ENTRY_DAMAGED, AlarmCode.FRAME_DAMAGED, AlarmCode.FRAME_REFUSED);

    /** Rightly rung about a box whose disk was replaced by an older copy. */
    private static final Set<AlarmCode> SET_BACK =
            EnumSet.of(AlarmCode.FRAME_REFUSED, AlarmCode.TAIL_CUT, AlarmCode.CHECKPOINT_WRONG, AlarmCode.DAY_DIFFERS);

    /** Rightly rung about a box of which there are two. */
    private static final Set<AlarmCode> COPIED = EnumSet.of(AlarmCode.CLONE, AlarmCode.FENCED);

    /** Rightly rung by a centre of an older release. */
    private static final Set<AlarmCode> PUT_ASIDE =
            EnumSet.of(AlarmCode.PARKED, AlarmCode.QUARANTINED, AlarmCode.DAY_DIFFERS);

    private static final class LaneTruth {
        private long durable;
        private long applied;
        private long announced;
    }

    private final Findings findings;
    private final FeedTruth feeds;
    private final Map<BoxId, BoxTruth> boxes;

    private record Place(BoxId box, long epoch) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byBox = box.compareTo(other.box);
            return byBox != 0 ? byBox : Long.compare(epoch, other.epoch);
        }
    }

    private final Map<Place, EnumMap<Lane, LaneTruth>> lanes = new TreeMap<>();
    private List<Written> doubt = List.of();
    private boolean forksExpected;
    private boolean refusedFeedsExpected;
    private boolean wasSetBack;
    private boolean parkedExpected;
    private boolean copiesExpected;
    private boolean damageExpected;

    public CentreTruth(Findings findings, FeedTruth feeds, Map<BoxId, BoxTruth> boxes) {
        this.findings = findings;
        this.feeds = feeds;
        this.boxes = boxes;
    }

    /**
     * Forks are rightly suspected: a box is given an old image of its disk, or greetings may come so late that frames
     * written after them have landed before.
     */
    public void expectForks() {
        forksExpected = true;
    }

    /**
     * The broker is crooked: boxes rightly say that they turned feeds away. So they do, of a batch that comes late,
     * when the centre was set back and began other lives.
     */
    public void expectRefusedFeeds() {
        refusedFeedsExpected = true;
    }

    /** The disk was replaced by an older copy: what it has, and what was told since, begins anew from there. */
    public void setBack(IntakeBook copy) throws StoreFailure {
        wasSetBack = true;
        doubt = List.of();
        var stored = copy.intake().boxes();
        lanes.forEach((place, ofBox) -> ofBox.forEach((lane, truth) -> {
            var mark = mark(stored, place, lane);
            truth.durable = mark.durable();
            truth.applied = mark.applied();
            truth.announced = 0;
        }));
    }

    /** What stands of a lane; of an epoch that is over, where it ended. */
    private static Watermark mark(Map<BoxId, BoxMarks> stored, Place place, Lane lane) {
        var marks = stored.get(place.box());
        if (marks == null) {
            return Watermark.NONE;
        } else if (marks.epoch() == place.epoch()) {
            return marks.lane(lane);
        }
        return marks.ended().stream()
                .filter(ended -> ended.epoch() == place.epoch())
                .map(ended -> ended.lane(lane))
                .map(end -> new Watermark(end.lseq(), end.hash(), end.lseq()))
                .findFirst()
                .orElse(Watermark.NONE);
    }

    /** Whether it ever was an older copy. */
    public boolean wasSetBack() {
        return wasSetBack;
    }

    /** The centre is of an older release: it rightly puts aside what it does not know, and its days differ. */
    public void expectParked() {
        parkedExpected = true;
    }

    /** A box's folder is copied and both run: the centre rightly says so, and stops them in the middle of things. */
    public void expectCopies() {
        copiesExpected = true;
        forksExpected = true;
    }

    /** Bits change on disks: both ends rightly say so. */
    public void expectDamage() {
        damageExpected = true;
    }

    @Override
    public void committed(List<Written> changes) {
        feeds.published(changes);
        changes.forEach(this::take);
    }

    @Override
    public void inDoubt(List<Written> changes) {
        feeds.published(changes);
        doubt = changes;
    }

    @Override
    public void refused(Written change, String why) {
        findings.add(SECOND_GUARD_SLEEPS, "centre", why);
    }

    /** The marks are looked at by {@link #readBack}, which is called after this. */
    @Override
    public void recovered(Recovered what) {}

    /** What the centre finds on its disk after a start or a failed commit. */
    public void readBack(IntakeBook book) throws StoreFailure {
        var stored = book.intake().boxes();
        if (!doubt.isEmpty() && stands(doubt, stored)) {
            doubt.forEach(this::take);
        }
        doubt = List.of();
        for (var box : lanes.entrySet()) {
            var place = box.getKey();
            var marks = stored.get(place.box());
            for (var lane : box.getValue().entrySet()) {
                var mark = mark(stored, place, lane.getKey());
                var truth = lane.getValue();
                var where = "centre, " + place + " " + lane.getKey();
                if (marks != null && marks.epoch() != place.epoch()) {
                    mark = new Watermark(mark.durable(), mark.hash(), truth.applied);
                }
                findings.require(
                        mark.durable() >= truth.announced,
                        ACKED_IS_KEPT,
                        where,
                        "announced",
                        truth.announced,
                        "came back with",
                        mark);
                findings.require(
                        mark.durable() == truth.durable && mark.applied() == truth.applied,
                        CENTRE_HOLDS_A_PREFIX,
                        where,
                        "stood at",
                        truth.durable,
                        truth.applied,
                        "came back with",
                        mark);
                if (marks != null && mark.durable() > 0) {
                    var last = book.landed(place.box(), place.epoch(), lane.getKey(), mark.durable() - 1, 2);
                    findings.require(
                            last.size() == 1 && last.get(0).lastLseq() == mark.durable(),
                            CENTRE_HOLDS_A_PREFIX,
                            where,
                            "no landed frame ends at the watermark",
                            mark);
                }
            }
        }
    }

    private boolean stands(List<Written> changes, Map<BoxId, BoxMarks> stored) {
        var after = new TreeMap<BoxId, EnumMap<Lane, Watermark>>();
        for (var change : changes) {
            if (change instanceof Written.Landed landed && landed.landing() instanceof FrameLanded frame) {
                after.computeIfAbsent(frame.box(), none -> new EnumMap<>(Lane.class))
                        .put(frame.lane(), new Watermark(frame.lastLseq(), frame.hash(), -1));
            } else if (change instanceof Written.Landed landed && landed.landing() instanceof EntriesProjected shown) {
                after.computeIfAbsent(shown.box(), none -> new EnumMap<>(Lane.class))
                        .merge(
                                shown.lane(),
                                new Watermark(-1, Watermark.NONE.hash(), shown.upTo()),
                                (old, now) -> new Watermark(old.durable(), old.hash(), now.applied()));
            }
        }
        for (var box : after.entrySet()) {
            var marks = stored.get(box.getKey());
            for (var lane : box.getValue().entrySet()) {
                var wanted = lane.getValue();
                var mark = marks == null ? Watermark.NONE : marks.lane(lane.getKey());
                if ((wanted.durable() >= 0 && wanted.durable() != mark.durable())
                        || (wanted.applied() >= 0 && wanted.applied() != mark.applied())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A message to a box: whatever watermark it tells must be on disk now. */
    public void said(BoxId box, byte[] payload) {
        if (payload.length > LONGEST_ACK || BlobCodec.isBlobMessage(payload)) {
            return;
        }
        try {
            var message = ControlCodec.decode(payload);
            if (message instanceof Ack ack) {
                announced(new Place(box, ack.epoch()), ack.lane(), ack.durable(), ack.applied());
            } else if (message instanceof Welcome welcome) {
                var place = new Place(box, welcome.epoch());
                welcome.marks().forEach((lane, mark) -> announced(place, lane, mark.durable(), mark.applied()));
            }
        } catch (BadForm broken) {
            findings.add(NO_FALSE_ALARM, "centre", "said what nobody can read: " + broken.getMessage());
        }
    }

    private void announced(Place place, Lane lane, long durable, long applied) {
        var truth = lane(place, lane);
        findings.require(
                durable <= truth.durable && applied <= truth.applied,
                ACKED_IS_KEPT,
                "centre",
                place,
                lane,
                "announced",
                durable,
                applied,
                "while it has",
                truth.durable,
                truth.applied);
        truth.announced = Math.max(truth.announced, durable);
    }

    private void take(Written change) {
        if (!(change instanceof Written.Landed landed)) {
            return;
        }
        if (landed.landing() instanceof FrameLanded frame) {
            land(frame);
        } else if (landed.landing() instanceof EntriesProjected shown) {
            show(shown);
        } else if (landed.landing() instanceof CheckpointKept kept) {
            vouched(kept);
        } else if (landed.landing() instanceof AlarmNoted noted) {
            var alarm = noted.alarm();
            boolean fair = !alarm.open()
                    || alarm.code() == AlarmCode.CLOCK_BEHIND
                    || (wasSetBack && alarm.code() == AlarmCode.CENTRE_SET_BACK)
                    || (alarm.code() == AlarmCode.EPOCH_BEGUN && boxSetBack(alarm.scope()))
                    || (SET_BACK.contains(alarm.code()) && boxSetBack(alarm.scope()))
                    || (forksExpected && (alarm.code() == AlarmCode.FORK || alarm.code() == AlarmCode.TAIL_CUT))
                    || (damageExpected && DAMAGED.contains(alarm.code()))
                    || (copiesExpected && COPIED.contains(alarm.code()))
                    || (parkedExpected && PUT_ASIDE.contains(alarm.code()))
                    || (refusedFeedsExpected && alarm.code() == AlarmCode.CHECKPOINT_WRONG)
                    || ((refusedFeedsExpected || wasSetBack) && alarm.code() == AlarmCode.FEED_REFUSED);
            findings.require(fair, NO_FALSE_ALARM, "centre", alarm);
        }
    }

    private boolean boxSetBack(String name) {
        return boxes.entrySet().stream()
                .anyMatch(box ->
                        box.getKey().value().equals(name) && box.getValue().wasSetBack());
    }

    private void vouched(CheckpointKept kept) {
        var box = boxes.get(kept.box());
        kept.claim().claim().heads().forEach((lane, head) -> {
            var real = box == null ? null : box.hashAt(kept.claim().claim().epoch(), lane, head.lseq());
            findings.require(
                    boxSetBack(kept.box().value()) || (real != null && real.equals(head.hash())),
                    CHECKPOINTS_ARE_THE_BOXES,
                    "centre",
                    kept.box(),
                    "is said to vouch for",
                    lane,
                    head,
                    "and has written",
                    real);
        });
    }

    private void land(FrameLanded frame) {
        var truth = lane(new Place(frame.box(), frame.epoch()), frame.lane());
        var box = boxes.get(frame.box());
        var real = box == null ? null : box.hashAt(frame.epoch(), frame.lane(), frame.lastLseq());
        findings.require(
                frame.firstLseq() == truth.durable + 1 && frame.lastLseq() >= frame.firstLseq(),
                CENTRE_HOLDS_A_PREFIX,
                "centre",
                frame,
                "landed behind",
                truth.durable);
        findings.require(
                (real != null && frame.hash().equals(real)) || (box != null && box.wroteOnce(frame.hash())),
                CENTRE_HOLDS_A_PREFIX,
                "centre",
                frame,
                "is not what the box has written, its hash there is",
                real);
        truth.durable = frame.lastLseq();
    }

    private void show(EntriesProjected shown) {
        var truth = lane(new Place(shown.box(), shown.epoch()), shown.lane());
        findings.require(
                shown.upTo() > truth.applied && shown.upTo() <= truth.durable,
                CENTRE_HOLDS_A_PREFIX,
                "centre",
                shown.box(),
                shown.lane(),
                "shown up to",
                shown.upTo(),
                "of",
                truth.durable);
        boolean all = parkedExpected || shown.items().stream().allMatch(item -> item instanceof Shown);
        findings.require(
                all && shown.items().size() == shown.upTo() - truth.applied,
                NO_FALSE_ALARM,
                "centre",
                all ? "not everything was shown:" : "parked or quarantined:",
                shown);
        truth.applied = shown.upTo();
    }

    private LaneTruth lane(Place place, Lane lane) {
        return lanes.computeIfAbsent(place, none -> new EnumMap<>(Lane.class))
                .computeIfAbsent(lane, none -> new LaneTruth());
    }
}
