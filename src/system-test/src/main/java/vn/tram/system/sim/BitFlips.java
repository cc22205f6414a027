package vn.tram.system.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.system.sim.check.Findings;
import vn.tram.system.sim.check.Invariant;
import vn.tram.system.sim.check.Trained;
import vn.tram.system.sim.time.Dice;

/**
 * Bits that change on disks while they lie still: in entries that box and centre both have, never in both copies of
 * one. Remembers what was written, and looks in the end whether all of it stands there again and people were told.
 */
final class BitFlips {
    private record Place(BoxId box, long epoch, Lane lane, long first, long last) {
        boolean meets(Place other) {
            return box.equals(other.box)
                    && epoch == other.epoch
                    && lane == other.lane
                    && first <= other.last + 1
                    && other.first <= last + 1;
        }
    }

    /** Places that are tried before this flip is given up. */
    private static final int TRIES = 20;

    private final Findings findings;
    private final Dice dice;
    private final Map<Place, Stamped> atBoxes = new LinkedHashMap<>();
    private final Map<Place, LandedFrame> atCentre = new LinkedHashMap<>();

    BitFlips(Findings findings, Dice dice) {
        this.findings = findings;
        this.dice = dice;
    }

    /** Somewhere in what box and centre both have of the box's journal. */
    void flip(SimBox box, MemoryCentreStore centre) {
        if (dice.chance(0.5)) {
            flipAtBox(box, centre);
        } else {
            flipAtCentre(box, centre);
        }
    }

    /** In a row of the box, of an entry that the centre has shown. */
    private void flipAtBox(SimBox box, MemoryCentreStore centre) {
        var journal = box.memory().journal();
        for (int i = 0; i < TRIES && !journal.isEmpty(); i++) {
            var stamped = journal.get(dice.nextInt(journal.size()));
            var entry = stamped.entry();
            var place = new Place(box.id(), entry.epoch(), entry.lane(), entry.lseq(), entry.lseq());
            if (free(place)
                    && landed(place, centre).filter(List.of(entry)::equals).isPresent()) {
                atBoxes.put(place, stamped);
                box.memory().damage(flipped(stamped));
                return;
            }
        }
    }

    private Stamped flipped(Stamped stamped) {
        var entry = stamped.entry();
        int which = (int) dice.between(0, 9);
        if (which == 0) {
            return new Stamped(entry, stamped.hash(), flipped(stamped.laneHash()));
        } else if (which == 1 && stamped.hash().size() > 0) {
            return new Stamped(entry, flipped(stamped.hash()), stamped.laneHash());
        }
        var wrong = new Entry(
                entry.epoch(),
                entry.lsn(),
                entry.lane(),
                entry.lseq(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                flipped(entry.body()));
        return new Stamped(wrong, stamped.hash(), stamped.laneHash());
    }

    private Bytes flipped(Bytes right) {
        var bytes = right.toArray();
        if (bytes.length > 0) {
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
        }
        return Bytes.owned(bytes);
    }

    /** In a frame at the centre that it has shown, and that the box has. */
    private void flipAtCentre(SimBox box, MemoryCentreStore centre) {
        var marks = centre.intake().boxes().get(box.id());
        if (marks == null) {
            return;
        }
        var frames = new ArrayList<Place>();
        for (long epoch : epochs(marks)) {
            for (var lane : Lane.values()) {
                centre.frames(box.id(), epoch, lane)
                        .forEach(frame ->
                                frames.add(new Place(box.id(), epoch, lane, frame.firstLseq(), frame.lastLseq())));
            }
        }
        for (int i = 0; i < TRIES && !frames.isEmpty(); i++) {
            var place = frames.get(dice.nextInt(frames.size()));
            var has = box.memory().journal().stream()
                    .map(Stamped::entry)
                    .filter(entry -> in(place, entry))
                    .toList();
            if (free(place) && landed(place, centre).filter(has::equals).isPresent()) {
                var frame = frame(place, centre);
                atCentre.put(place, frame);
                var wrong = new LandedFrame(frame.firstLseq(), frame.lastLseq(), flipped(frame.raw()), frame.hash());
                centre.damage(place.box(), place.epoch(), place.lane(), wrong);
                return;
            }
        }
    }

    private static List<Long> epochs(BoxMarks marks) {
        var epochs = new ArrayList<Long>();
        epochs.add(marks.epoch());
        marks.ended().forEach(ended -> epochs.add(ended.epoch()));
        return epochs;
    }

    private static boolean in(Place place, Entry entry) {
        return entry.epoch() == place.epoch()
                && entry.lane() == place.lane()
                && entry.lseq() >= place.first()
                && entry.lseq() <= place.last();
    }

    /** Neither side is damaged there or beside it. */
    private boolean free(Place place) {
        return atBoxes.keySet().stream().noneMatch(place::meets)
                && atCentre.keySet().stream().noneMatch(place::meets);
    }

    private static LandedFrame frame(Place place, MemoryCentreStore centre) {
        return centre.landed(place.box(), place.epoch(), place.lane(), place.first() - 1, 1)
                .get(0);
    }

    /** The entries of a place that the centre has landed and shown. */
    private static Optional<List<Entry>> landed(Place place, MemoryCentreStore centre) {
        var marks = centre.intake().boxes().get(place.box());
        boolean shown = marks != null
                && (marks.epoch() != place.epoch() || marks.lane(place.lane()).applied() >= place.last());
        var frames = centre.landed(place.box(), place.epoch(), place.lane(), place.first() - 1, 1);
        if (!shown || frames.isEmpty() || frames.get(0).raw().size() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(FrameCodec.decode(frames.get(0).raw().toArray(), Trained.ALL).entries().stream()
                    .filter(entry -> in(place, entry))
                    .toList());
        } catch (BadForm damaged) {
            return Optional.empty();
        }
    }

    /** A box's disk was replaced by a copy, on which nothing has flipped; what it lost, the centre has whole. */
    void replaced(SimBox box, MemoryCentreStore centre) {
        atBoxes.keySet().removeIf(place -> place.box().equals(box.id()));
        atCentre.forEach((place, frame) -> {
            if (place.box().equals(box.id())) {
                centre.damage(place.box(), place.epoch(), place.lane(), frame);
            }
        });
        atCentre.keySet().removeIf(place -> place.box().equals(box.id()));
    }

    /** The same of the centre's disk. */
    void replacedCentre(List<SimBox> boxes) {
        atCentre.clear();
        boxes.forEach(box -> mend(box.id(), box.memory(), stamped -> true));
    }

    /**
     * What a process that starts folds is whole: a start with a damaged day is the business of the salvage, which works
     * on files.
     */
    void starts(BoxId box, MemoryBoxStore memory) {
        var today = memory.today().stream().map(Entry::lsn).toList();
        mend(box, memory, stamped -> today.contains(stamped.entry().lsn()));
    }

    private void mend(BoxId box, MemoryBoxStore memory, Predicate<Stamped> which) {
        atBoxes.entrySet().removeIf(flip -> {
            boolean mended = flip.getKey().box().equals(box) && which.test(flip.getValue());
            if (mended) {
                memory.damage(flip.getValue());
            }
            return mended;
        });
    }

    /** Whether something of what a day is folded from is damaged. */
    boolean inDay(BoxId box, MemoryBoxStore memory) {
        var today = memory.today().stream().map(Entry::lsn).toList();
        return atBoxes.entrySet().stream()
                .anyMatch(flip -> flip.getKey().box().equals(box)
                        && today.contains(flip.getValue().entry().lsn())
                        && memory.journal().stream()
                                .anyMatch(now -> in(flip.getKey(), now.entry()) && !now.equals(flip.getValue())));
    }

    /** What the disk would hold without the flips. */
    MemoryBoxStore whole(BoxId box, MemoryBoxStore memory) {
        return atBoxes.keySet().stream().anyMatch(place -> place.box().equals(box)) ? memory.copy() : memory;
    }

    /** Everything stands again as it was written, and people heard of it. */
    void atRest(List<SimBox> boxes, MemoryCentreStore centre, Map<String, Integer> troubles) {
        for (var box : boxes) {
            var journal = box.memory().journal();
            atBoxes.forEach((place, was) -> journal.stream()
                    .filter(now -> place.box().equals(box.id()) && in(place, now.entry()))
                    .forEach(now -> findings.require(
                            now.entry().equals(was.entry()) && now.laneHash().equals(was.laneHash()),
                            Invariant.DAMAGE_IS_MENDED,
                            box.id().value(),
                            "still has",
                            now,
                            "in the place of",
                            was)));
        }
        atCentre.forEach((place, was) -> {
            var now = landed(place, centre);
            findings.require(
                    now.isPresent() && frame(place, centre).hash().equals(was.hash()),
                    Invariant.DAMAGE_IS_MENDED,
                    "centre",
                    "still has a damaged frame at",
                    place);
        });
        boolean boxesRang = troubles.keySet().stream()
                .anyMatch(said -> said.contains("is not what was written") || said.contains("wrong chains"));
        boolean centreRang =
                centre.intake().alarms().stream().anyMatch(alarm -> alarm.code() == AlarmCode.FRAME_DAMAGED);
        findings.require(
                (atBoxes.isEmpty() || boxesRang) && (atCentre.isEmpty() || centreRang),
                Invariant.DAMAGE_IS_MENDED,
                "world",
                "nobody was told of",
                atBoxes.keySet(),
                atCentre.keySet());
    }
}
