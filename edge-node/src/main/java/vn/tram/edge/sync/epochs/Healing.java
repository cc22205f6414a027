package vn.tram.edge.sync.epochs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.packing.DictionaryShelf;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;

/**
 * The way back from a fork: asks the centre for what it has of us and we have not, lane after lane, holds it against
 * the hash chains, and hands it over once it is whole. What came is kept over lost connections and goes with the
 * process. Timers' thread.
 */
public final class Healing {
    /** An answer that has not come by then is asked for again. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    /** What is done with it. Called on the timers' thread; must only hand over. */
    public interface Mender extends DictionaryShelf {
        /** Brings the histories together; {@code done} hears, on the timers' thread, what became of it. */
        void heal(Lost lost, Consumer<Answer> done);

        /** The centre has so many entries more than we: so many numbers may have been given that we know nothing of. */
        void behind(long entries);
    }

    /** What became of bringing the histories together. */
    public enum Answer {
        /** It is on disk. */
        HEALED,
        /** Not this time, for instance since the disk was full. */
        LATER,
        /** Nor will it ever, as both sides stand. */
        TOO_MUCH;

        public static Answer of(Outcome<?> outcome) {
            if (outcome instanceof Outcome.Refused<?> refused) {
                return refused.rejection() == EpochRejection.TOO_MUCH ? TOO_MUCH : LATER;
            }
            return HEALED;
        }
    }

    /** A lane of an epoch, and how far it is read. */
    private static final class Stretch {
        private final EndedEpoch epoch;
        private final Lane lane;
        private final boolean common;
        private long after;
        private @Nullable Bytes hash;
        private boolean parted;
        private boolean guessed;

        Stretch(EndedEpoch epoch, Lane lane, boolean common) {
            this.epoch = epoch;
            this.lane = lane;
            this.common = common;
            this.hash = LaneHead.START.hash();
        }

        LaneHead end() {
            return epoch.lane(lane);
        }

        void from(LaneHead place) {
            after = place.lseq();
            hash = place.hash();
            parted = false;
        }
    }

    private final BoxId box;
    private final Lineage lineage;
    private final Consumer<Control> say;
    private final Mender mender;
    private final Consumer<String> trouble;
    private final ArrayDeque<Stretch> left = new ArrayDeque<>();
    private final List<Regained> regained = new ArrayList<>();
    private final Map<Lane, Long> agreed = new EnumMap<>(Lane.class);
    private List<EndedEpoch> line = List.of();
    private long common;
    private boolean handing;
    private boolean givenUp;
    private boolean waits;
    private long askedNanos;

    public Healing(BoxId box, Lineage lineage, Consumer<Control> say, Mender mender, Consumer<String> trouble) {
        this.box = box;
        this.lineage = lineage;
        this.say = say;
        this.mender = mender;
        this.trouble = trouble;
    }

    /**
     * The centre knows another history: it is the one that {@code fork} tells.
     *
     * @param told what was once told to be durable of our present epoch; most likely both have that
     */
    public void begin(Welcome fork, Map<Lane, Long> told, long nanos) throws StoreFailure {
        var heads = new EnumMap<Lane, LaneHead>(Lane.class);
        fork.marks().forEach((lane, mark) -> heads.put(lane, new LaneHead(mark.durable(), mark.hash())));
        var wanted = new ArrayList<EndedEpoch>();
        wanted.add(new EndedEpoch(fork.epoch(), heads, TurnReason.FORK));
        wanted.addAll(fork.ended());
        if (wanted.stream().allMatch(Healing::empty)) {
            return; // who knows nothing of us knows no other history: there is nothing to bring together
        }
        if (!wanted.equals(line)) {
            plan(wanted, told);
        }
        givenUp = false;
        waits = false;
        next(nanos);
    }

    private static boolean empty(EndedEpoch epoch) {
        return epoch.heads().values().stream().allMatch(head -> head.lseq() == 0);
    }

    private void plan(List<EndedEpoch> wanted, Map<Lane, Long> told) throws StoreFailure {
        line = List.copyOf(wanted);
        left.clear();
        regained.clear();
        agreed.clear();
        handing = false;
        common = 0;
        long missing = 0;
        for (var epoch : line) {
            var own = reader(epoch.epoch());
            common = own == null ? 0 : epoch.epoch();
            for (var lane : Lane.values()) {
                var stretch = new Stretch(epoch, lane, own != null);
                long end = stretch.end().lseq();
                if (own != null) {
                    long has = own.head().lane(lane).lseq();
                    boolean present = own == lineage.journal();
                    begin(stretch, own, Math.min(end, has), present ? told.getOrDefault(lane, 0L) : has);
                    missing += lane == Lane.URGENT ? Math.max(0, end - has) : 0;
                } else {
                    missing += lane == Lane.URGENT ? end : 0;
                }
                left.addFirst(stretch);
            }
            if (own != null) {
                break;
            }
        }
        if (missing > 0) {
            mender.behind(missing);
        }
    }

    /**
     * Where to begin: at the end when both have the same there, else where both most likely do, which what comes proves
     * or not.
     */
    private void begin(Stretch stretch, JournalReader own, long shorter, long likely) throws StoreFailure {
        var lane = stretch.lane;
        var floor = own.floor(lane);
        if (shorter == stretch.end().lseq()
                && shorter >= floor.lseq()
                && own.laneAt(lane, shorter).hash().equals(stretch.end().hash())) {
            stretch.from(stretch.end());
        } else if (likely > floor.lseq() && likely <= shorter) {
            stretch.from(own.laneAt(lane, likely));
            stretch.guessed = true;
        } else {
            stretch.from(floor.lseq() <= stretch.end().lseq() ? floor : LaneHead.START);
        }
        agreed.put(lane, stretch.after);
    }

    /** The guess was wrong: this lane from the oldest entry that we keep. */
    private void again(Stretch stretch) throws StoreFailure {
        stretch.guessed = false;
        regained.removeIf(one ->
                one.entry().epoch() == stretch.epoch.epoch() && one.entry().lane() == stretch.lane);
        var own = reader(stretch.epoch.epoch());
        stretch.from(own == null ? LaneHead.START : own.floor(stretch.lane));
        agreed.put(stretch.lane, stretch.after);
    }

    private @Nullable JournalReader reader(long epoch) throws StoreFailure {
        return lineage.reader(epoch).orElse(null);
    }

    /** To be called every second while a fork is not healed. */
    public void tick(long nanos) throws StoreFailure {
        if (!line.isEmpty() && !handing && !givenUp && nanos - askedNanos >= ASK_AGAIN.toNanos()) {
            next(nanos);
        }
    }

    /** Whether the message was for this. */
    public boolean heard(Control message, long nanos) throws StoreFailure {
        if (!(message instanceof EntriesBack back)) {
            return false;
        }
        var stretch = left.peekFirst();
        if (stretch != null
                && !givenUp
                && back.epoch() == stretch.epoch.epoch()
                && back.lane() == stretch.lane
                && back.after() == stretch.after) {
            try {
                take(stretch, back);
            } catch (BadForm wrong) {
                if (wrong.isOfAnotherVersion()) {
                    waits(String.valueOf(wrong.getMessage()));
                    return true;
                }
                if (!stretch.guessed) {
                    giveUp(String.valueOf(wrong.getMessage()));
                    return true;
                }
                again(stretch);
            }
            next(nanos);
        }
        return true;
    }

    /** The dictionary that they were packed by is on its way, in a feed; they are asked for again. */
    private void waits(String why) {
        if (!waits) {
            trouble.accept("what was lost waits for a feed: " + why);
        }
        waits = true;
    }

    private void take(Stretch stretch, EntriesBack back) throws BadForm, StoreFailure {
        long before = stretch.after;
        for (var bytes : back.frames()) {
            if (bytes.size() == 0) {
                stretch.hash = null; // entries that never came, so that what follows cannot be held against a chain
                stretch.parted = true;
                stretch.after = Math.max(stretch.after, back.upTo());
            } else {
                take(stretch, FrameCodec.decode(bytes.toArray(), mender.dictionaries()));
            }
        }
        if (stretch.after == before) {
            throw new BadForm("the centre's log of lane " + stretch.lane + " ends at " + before + ", before its mark");
        }
        if (regained.size() > EpochKeeper.MOST) {
            throw new BadForm("more than " + EpochKeeper.MOST + " entries were lost");
        }
    }

    private void take(Stretch stretch, Frame frame) throws BadForm, StoreFailure {
        if (!frame.box().equals(box) || frame.epoch() != stretch.epoch.epoch() || frame.lane() != stretch.lane) {
            throw new BadForm("a frame that came back is not of lane " + stretch.lane);
        }
        var own = stretch.common ? reader(frame.epoch()) : null;
        for (var entry : frame.entries()) {
            if (entry.lseq() <= stretch.after || entry.lseq() > stretch.end().lseq()) {
                continue;
            }
            stretch.hash = stretch.hash == null ? null : entry.hashAfter(stretch.hash);
            boolean same = own != null && !stretch.parted && same(own, stretch, entry.lseq());
            if (same) {
                agreed.put(stretch.lane, entry.lseq());
            } else {
                stretch.parted = true;
                regained.add(new Regained(entry, stretch.hash == null ? Bytes.EMPTY : stretch.hash));
            }
            stretch.after = entry.lseq();
        }
        boolean whole = frame.lastLseq() == stretch.after;
        if (stretch.hash != null && whole && !frame.tail().equals(stretch.hash.first(Frame.CHAIN_BYTES))) {
            throw new BadForm("the chain of lane " + stretch.lane + " breaks before " + stretch.after);
        }
    }

    private static boolean same(JournalReader own, Stretch stretch, long lseq) throws StoreFailure {
        var hash = stretch.hash;
        return hash != null
                && lseq <= own.head().lane(stretch.lane).lseq()
                && own.laneAt(stretch.lane, lseq).hash().equals(hash);
    }

    private void next(long nanos) throws StoreFailure {
        for (var stretch = left.peekFirst(); stretch != null; stretch = left.peekFirst()) {
            if (stretch.after < stretch.end().lseq()) {
                askedNanos = nanos;
                say.accept(new FetchEntries(stretch.epoch.epoch(), stretch.lane, stretch.after));
                return;
            }
            if (stretch.hash != null && !stretch.hash.equals(stretch.end().hash())) {
                if (stretch.guessed) {
                    again(stretch);
                    continue;
                }
                giveUp("what came back of lane " + stretch.lane + " does not end where the centre says");
                return;
            }
            left.removeFirst();
        }
        if (!line.isEmpty() && !handing) {
            hand(nanos);
        }
    }

    private void hand(long nanos) {
        handing = true;
        askedNanos = nanos;
        var entries = new ArrayList<>(regained);
        entries.sort(
                Comparator.comparingInt((Regained one) -> -place(one.entry().epoch()))
                        .thenComparingLong(one -> one.entry().lsn()));
        mender.heal(new Lost(line, common, agreed, entries), answer -> {
            handing = false;
            if (answer == Answer.HEALED) {
                forget();
            } else if (answer == Answer.TOO_MUCH) {
                giveUp("more than " + EpochKeeper.MOST + " entries were written since the histories part");
            }
        });
    }

    private int place(long epoch) {
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).epoch() == epoch) {
                return i;
            }
        }
        return line.size();
    }

    /** Until the next connection, when it is tried from the beginning. */
    private void giveUp(String why) {
        givenUp = true;
        line = List.of();
        left.clear();
        regained.clear();
        trouble.accept("what was lost cannot be taken back: " + why);
    }

    /** Nothing is to be healed. */
    public void forget() {
        line = List.of();
        left.clear();
        regained.clear();
        agreed.clear();
    }
}
