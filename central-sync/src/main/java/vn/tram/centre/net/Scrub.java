package vn.tram.centre.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.IntakeCommand.AskLanded;
import vn.tram.centre.intake.IntakeCommand.DamagedFrame;
import vn.tram.centre.intake.IntakeCommand.LandedLane;
import vn.tram.centre.intake.IntakeCommand.LookThrough;
import vn.tram.centre.intake.IntakeCommand.Looked;
import vn.tram.centre.intake.IntakeCommand.MendFrame;
import vn.tram.centre.intake.IntakeCommand.NoteDamage;
import vn.tram.centre.intake.LandingScrub;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.FramePlace;

/**
 * Walks through the landing log, lane after lane of one box after the other, a few frames at a time between other work,
 * and begins anew when it is through. What is damaged is asked of its box: when it is found, in each later round, and
 * when the box greets. Timers' thread; boxes asked about are known ones.
 */
final class Scrub {
    /** Frames of one step, see {@link LandingScrub}. */
    private static final int FRAMES = 64;

    /** Damaged frames of one box that are remembered in one round. */
    private static final int MOST = 1_000;

    private record Place(long epoch, Lane lane, long last) implements Comparable<Place> {
        static Place of(DamagedFrame frame) {
            return new Place(frame.lane().epoch(), frame.lane().lane(), frame.last());
        }

        @Override
        public int compareTo(Place other) {
            int byEpoch = Long.compare(epoch, other.epoch);
            int byLane = byEpoch != 0 ? byEpoch : lane.compareTo(other.lane);
            return byLane != 0 ? byLane : Long.compare(last, other.last);
        }
    }

    private final Core core;
    private final Consumer<Runnable> soon;
    private final BiConsumer<BoxId, Control> say;
    private final Map<BoxId, TreeMap<Place, DamagedFrame>> damaged = new HashMap<>();
    private final ArrayDeque<LandedLane> lanes = new ArrayDeque<>();
    private TreeMap<Place, DamagedFrame> ofThisBox = new TreeMap<>();
    private @Nullable LandedLane lane;
    private long at;
    private Bytes hash = Bytes.EMPTY;
    private long steps;
    private long left;
    private boolean waiting;

    Scrub(Core core, Consumer<Runnable> soon, BiConsumer<BoxId, Control> say) {
        this.core = core;
        this.soon = soon;
        this.say = say;
    }

    /** To be called {@code every} so often: looks at so much that everything is seen once in a period. */
    void tick(Duration period, Duration every) {
        if (waiting) {
            return; // the core has other work, and this can wait
        }
        long ticks = Math.max(1, period.multipliedBy(9).dividedBy(10).dividedBy(every));
        left = steps / ticks + 1;
        if (lane == null && lanes.isEmpty()) {
            begin();
        } else {
            step();
        }
    }

    private void begin() {
        ask(new AskLanded(), all -> {
            lanes.addAll(all);
            steps = all.stream().mapToLong(one -> one.durable() / FRAMES + 1).sum();
            step();
        });
    }

    private void step() {
        if (lane == null) {
            lane = lanes.poll();
            at = 0;
            hash = LaneHead.START.hash();
        }
        var looking = lane;
        if (looking == null || left-- <= 0) {
            return;
        }
        ask(
                new LookThrough(looking, at, hash),
                looked -> {
                    at = looked.upTo();
                    hash = looked.hash();
                    found(looking.box(), looked);
                    if (looked.frames() < FRAMES || at >= looking.durable()) {
                        endOf(looking);
                    }
                    step();
                },
                () -> endOf(looking)); // its box has gone to another worker, or the disk refused: in the next round
    }

    private void found(BoxId box, Looked looked) {
        for (var frame : looked.damaged()) {
            if (ofThisBox.size() < MOST) {
                ofThisBox.put(Place.of(frame), frame);
                send(box, frame);
            }
        }
        if (!looked.damaged().isEmpty()) {
            damaged.computeIfAbsent(box, none -> new TreeMap<>()).putAll(ofThisBox);
            note(box);
        }
    }

    /** After its last lane, what was not found again of a box is over. */
    private void endOf(LandedLane ended) {
        lane = null;
        var next = lanes.peek();
        if (next == null || !next.box().equals(ended.box())) {
            damaged.put(ended.box(), ofThisBox);
            ofThisBox = new TreeMap<>();
            note(ended.box());
        }
    }

    private void note(BoxId box) {
        core.submit(new NoteDamage(box, of(box)));
    }

    private List<DamagedFrame> of(BoxId box) {
        return List.copyOf(damaged.getOrDefault(box, new TreeMap<>()).values());
    }

    private void send(BoxId box, DamagedFrame frame) {
        var place = frame.lane();
        say.accept(box, new SendEntries(place.epoch(), place.lane(), frame.first(), frame.last()));
    }

    /** A box is there: what is damaged of it is asked for. */
    void ask(BoxId box) {
        of(box).forEach(frame -> send(box, frame));
    }

    /** Entries came once more; what nobody asked for, or does not fit, changes nothing. */
    void heard(BoxId box, EntriesAgain again) {
        var frames = new ArrayList<>(again.frames());
        for (var raw : frames) {
            try {
                var told = FramePlace.of(raw.toArray());
                var place = new Place(told.epoch(), told.lane(), told.lastLseq());
                var frame = damaged.getOrDefault(box, new TreeMap<>()).get(place);
                if (frame != null) {
                    ask(new MendFrame(frame, raw), fits -> {
                        if (fits) {
                            mended(box, place);
                        }
                    });
                }
            } catch (BadForm notAFrame) {
                return;
            }
        }
    }

    private void mended(BoxId box, Place place) {
        damaged.getOrDefault(box, new TreeMap<>()).remove(place);
        ofThisBox
                .values()
                .removeIf(frame ->
                        frame.lane().box().equals(box) && Place.of(frame).equals(place));
        note(box);
    }

    private <R> void ask(Command<R> command, Consumer<R> answer) {
        ask(command, answer, () -> {});
    }

    private <R> void ask(Command<R> command, Consumer<R> answer, Runnable refused) {
        waiting = true;
        core.submit(command)
                .thenAccept(outcome -> soon.accept(() -> {
                    waiting = false;
                    if (outcome instanceof Outcome.Accepted<R> accepted) {
                        answer.accept(accepted.reply());
                    } else {
                        refused.run();
                    }
                }));
    }
}
