package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.Sealed.Purpose;

/**
 * What boxes vouched for, held against what comes of them. A box signs where each lane's chain stands before all of it
 * has come; so an end that was cut off, or written anew, shows as soon as the line is back.
 */
final class Checkpoints {
    private final Map<BoxId, BoxClaim> last = new HashMap<>();
    private final Alarms alarms;
    private final KeyRing.Judge judge;

    Checkpoints(Alarms alarms, KeyRing.Judge judge) {
        this.alarms = alarms;
        this.judge = judge;
    }

    void reset(Map<BoxId, BoxClaim> stored) {
        last.clear();
        last.putAll(stored);
    }

    void apply(CheckpointKept kept) {
        last.put(kept.box(), kept.claim());
    }

    /** A box vouches for something. */
    List<Change> heard(BoxId box, Checkpoint checkpoint, BoxMarks marks, Moment moment) {
        try {
            var key = new VerifyKey(checkpoint.key());
            if (!checkpoint.claim().holds(Purpose.CHECKPOINT, new KeyRing(List.of(key), judge))) {
                return wrong(box, "the signature of a checkpoint does not hold", moment);
            }
            if (ControlCodec.decode(checkpoint.claim().body().toArray()) instanceof Claim claim
                    && claim.box().equals(box)) {
                return taken(key, claim, marks, moment);
            }
            return wrong(box, "what was signed is no checkpoint of this box", moment);
        } catch (BadForm | IllegalArgumentException unreadable) {
            return wrong(box, "a checkpoint cannot be read: " + unreadable.getMessage(), moment);
        }
    }

    /** A claim of another epoch is of a branch that its hello is judged by; an older one is late on its way. */
    private List<Change> taken(VerifyKey key, Claim claim, BoxMarks marks, Moment moment) {
        var box = claim.box();
        if (claim.epoch() != marks.epoch()) {
            return List.of();
        }
        var known = last.get(box);
        if (known != null && known.claim().epoch() == claim.epoch()) {
            if (!known.key().equals(key)) {
                return wrong(box, "signed with another key than before", moment);
            }
            if (claim.lsn() < known.claim().lsn()) {
                return List.of();
            }
        }
        var changes = new ArrayList<Change>();
        claim.heads().forEach((lane, head) -> {
            var mark = marks.lane(lane);
            if (head.lseq() == mark.durable() && !head.hash().equals(mark.hash())) {
                changes.addAll(differs(box, "lane " + lane + " at " + mark.durable(), moment));
            }
        });
        changes.add(new CheckpointKept(box, new BoxClaim(key, claim, moment.millis())));
        alarms.takeBack(box.value(), AlarmCode.TAIL_CUT, moment.millis()).ifPresent(changes::add);
        return changes;
    }

    /** A box greets: it must not have less than it vouched for. */
    List<Change> greeted(BoxId box, Hello hello, Moment moment) {
        var known = last.get(box);
        var heads = known == null ? null : heads(hello, known.claim().epoch());
        if (known == null || heads == null) {
            return List.of();
        }
        for (var head : known.claim().heads().entrySet()) {
            long has = heads.getOrDefault(head.getKey(), LaneHead.START).lseq();
            if (has < head.getValue().lseq()) {
                var words = "lane " + head.getKey() + " ends at " + has + ", the box vouched for "
                        + head.getValue().lseq();
                return alarms.raise(box.value(), AlarmCode.TAIL_CUT, moment.millis(), words)
                        .map(List::<Change>of)
                        .orElse(List.of());
            }
        }
        return alarms.takeBack(box.value(), AlarmCode.TAIL_CUT, moment.millis())
                .map(List::<Change>of)
                .orElse(List.of());
    }

    /** Where the box says that an epoch stands or ended; null when it does not know it. */
    private static @Nullable Map<Lane, LaneHead> heads(Hello hello, long epoch) {
        return hello.epoch() == epoch
                ? hello.heads()
                : hello.memory().ended().stream()
                        .filter(ended -> ended.epoch() == epoch)
                        .findFirst()
                        .map(EndedEpoch::heads)
                        .orElse(null);
    }

    /** A frame has landed behind {@code before}: does it pass where the box vouched for a hash? */
    List<Change> landed(BoxId box, Frame frame, Watermark before, Moment moment) {
        var claim = claim(box, frame.epoch());
        var head = claim == null ? null : claim.heads().get(frame.lane());
        if (head == null || head.lseq() <= before.durable() || head.lseq() > frame.lastLseq()) {
            return List.of();
        }
        var hash = before.hash();
        for (var entry : frame.entries()) {
            if (entry.lseq() > before.durable() && entry.lseq() <= head.lseq()) {
                hash = entry.hashAfter(hash);
            }
        }
        return hash.equals(head.hash())
                ? List.of()
                : differs(box, "lane " + frame.lane() + " at " + head.lseq(), moment);
    }

    private @Nullable Claim claim(BoxId box, long epoch) {
        var known = last.get(box);
        return known != null && known.claim().epoch() == epoch ? known.claim() : null;
    }

    private List<Change> differs(BoxId box, String where, Moment moment) {
        return wrong(box, where + " is not what the box vouched for", moment);
    }

    private List<Change> wrong(BoxId box, String why, Moment moment) {
        return alarms.raise(box.value(), AlarmCode.CHECKPOINT_WRONG, moment.millis(), why)
                .map(List::<Change>of)
                .orElse(List.of());
    }
}
