package vn.tram.kernel.wire;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/** Ephemeral messages on the control lane: kept nowhere; lost means asked again. */
public sealed interface Control {
    /**
     * First words of a box on a new connection.
     *
     * @param epoch its current epoch
     * @param heads head of every lane that has entries
     * @param clockMillis the box's wall clock
     * @param software its version
     * @param feeds offset it has of each feed
     * @param memory what it remembers of the centre
     * @param copy which running copy of the box speaks
     */
    record Hello(
            long epoch,
            Map<Lane, LaneHead> heads,
            long clockMillis,
            String software,
            Map<String, FeedPosition> feeds,
            Memory memory,
            Copy copy)
            implements Control {
        public Hello {
            heads = Map.copyOf(heads);
            feeds = Map.copyOf(feeds);
        }

        /** As written before copies told themselves apart. */
        public Hello(
                long epoch,
                Map<Lane, LaneHead> heads,
                long clockMillis,
                String software,
                Map<String, FeedPosition> feeds,
                Memory memory) {
            this(epoch, heads, clockMillis, software, feeds, memory, Copy.NONE);
        }

        /** Of a box that remembers nothing. */
        public Hello(
                long epoch,
                Map<Lane, LaneHead> heads,
                long clockMillis,
                String software,
                Map<String, FeedPosition> feeds) {
            this(epoch, heads, clockMillis, software, feeds, Memory.NONE);
        }
    }

    /**
     * What a box remembers of the centre and of its own past, so that a centre that was set back learns of it.
     *
     * @param incarnation of the centre that it last heard; 0 when it heard none
     * @param durable lseq that was told to be on that centre's disk, by lane, in the hello's epoch
     * @param floors the oldest entry of each lane that it still keeps, where older ones are gone
     * @param ended its epochs that are over, the last one first
     */
    record Memory(long incarnation, Map<Lane, Long> durable, Map<Lane, LaneHead> floors, List<EndedEpoch> ended) {
        public static final Memory NONE = new Memory(0, Map.of(), Map.of());

        public Memory {
            durable = Map.copyOf(durable);
            floors = Map.copyOf(floors);
            ended = List.copyOf(ended);
        }

        /** Of a box that is in its first epoch. */
        public Memory(long incarnation, Map<Lane, Long> durable, Map<Lane, LaneHead> floors) {
            this(incarnation, durable, floors, List.of());
        }
    }

    /**
     * Which running copy of a box speaks. A data folder has one chain of tokens; a copy of the folder takes the chain
     * with it, and from then on there are two.
     *
     * @param token the last one that a welcome gave and that is on this copy's disk; 0 for none
     * @param boot random name of the process; 0 from software that does not tell
     * @param machine digest of the machine's own number, at most {@link #MACHINE_BYTES}; empty where there is none
     */
    record Copy(long token, long boot, Bytes machine) {
        public static final int MACHINE_BYTES = 32;

        public static final Copy NONE = new Copy(0, 0, Bytes.EMPTY);
    }

    /**
     * The centre's answer to a hello.
     *
     * @param incarnation random name of this life of the centre's database
     * @param verdict whether sending may begin
     * @param epoch that the marks are of: the hello's, or an ended one of which the centre wants the rest first; with
     *     {@link Verdict#FORK} the one that the centre knows
     * @param marks what the centre has of each lane
     * @param window frames that may be unacknowledged at once
     * @param ended with {@link Verdict#FORK}, epochs before that one, as the centre has them, the last one first
     * @param dictionaries numbers of those for columns that the centre can read, the one to use first
     * @param lease for the copy that spoke
     */
    record Welcome(
            long incarnation,
            Verdict verdict,
            long epoch,
            Map<Lane, Watermark> marks,
            int window,
            List<EndedEpoch> ended,
            List<Integer> dictionaries,
            Lease lease)
            implements Control {
        public Welcome {
            marks = Map.copyOf(marks);
            ended = List.copyOf(ended);
            dictionaries = List.copyOf(dictionaries);
        }

        /** Of a centre that names no dictionary, to a box that does not tell its copies apart. */
        public Welcome(
                long incarnation,
                Verdict verdict,
                long epoch,
                Map<Lane, Watermark> marks,
                int window,
                List<EndedEpoch> ended) {
            this(incarnation, verdict, epoch, marks, window, ended, List.of(), Lease.NONE);
        }

        public Welcome(long incarnation, Verdict verdict, long epoch, Map<Lane, Watermark> marks, int window) {
            this(incarnation, verdict, epoch, marks, window, List.of());
        }

        public Welcome reading(List<Integer> numbers) {
            return new Welcome(incarnation, verdict, epoch, marks, window, ended, numbers, lease);
        }

        public Welcome with(Lease given) {
            return new Welcome(incarnation, verdict, epoch, marks, window, ended, dictionaries, given);
        }
    }

    /**
     * @param token to be kept, and told with the next hello; 0 for none
     * @param boot the process whose hello is answered: another copy that hears it must not take it for its own
     */
    record Lease(long token, long boot) {
        public static final Lease NONE = new Lease(0, 0);
    }

    /** The centre's view of a box's history. The number is part of the wire format. */
    enum Verdict {
        /** Go on from the watermarks. */
        OK(0),
        /** The centre knows another history under this epoch, or a longer one: do not send. */
        FORK(1),
        /** As OK, and the centre has less than the box was told: it sends again from there. */
        REWIND(2),
        /** A person has decided that this copy is not the box: do not send. */
        FENCE(3),
        /**
         * Another copy may be alive under this name: do not send; say hello again at once with the token that came with
         * this. When the answer is the same, both are, and a person has to decide.
         */
        CLONE(4);

        private final int number;

        Verdict(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        static Verdict of(long number) throws BadForm {
            for (var verdict : values()) {
                if (verdict.number == number) {
                    return verdict;
                }
            }
            throw new BadForm("unknown verdict " + number);
        }
    }

    /**
     * @param durable lseq of the last entry that is on the centre's disk (fsync)
     * @param hash chain after it
     * @param applied lseq of the last entry that the centre's tables show
     */
    record Watermark(long durable, Bytes hash, long applied) {
        public static final Watermark NONE = new Watermark(0, LaneHead.START.hash(), 0);
    }

    /** The durable watermark of a lane moved (or a gap was seen: then it tells where to go on). */
    record Ack(long incarnation, long epoch, Lane lane, long durable, long applied) implements Control {}

    /**
     * The centre could not read a frame of a lane: the box sends again from the watermark, each frame plain, until it
     * connects anew. An older or wrong codec at either end thus costs bytes and stops nothing.
     */
    record SendPlain(Lane lane) implements Control {}

    /**
     * A box is alive: about every minute when it has nothing else to say.
     *
     * @param alarms how many stand at the box besides the troubles
     * @param troubles alarms that the centre cannot see by itself, by name; all that stand, in every beat
     * @param line how the box finds its line
     */
    record Beat(
            long epoch, Map<Lane, Long> heads, long clockMillis, int alarms, List<Trouble> troubles, LineFigures line)
            implements Control {
        public Beat {
            heads = Map.copyOf(heads);
            troubles = List.copyOf(troubles);
        }

        /** Of a box that tells nothing of its line. */
        public Beat(long epoch, Map<Lane, Long> heads, long clockMillis, int alarms, List<Trouble> troubles) {
            this(epoch, heads, clockMillis, alarms, troubles, LineFigures.NONE);
        }

        /** Without troubles of its own. */
        public Beat(long epoch, Map<Lane, Long> heads, long clockMillis, int alarms) {
            this(epoch, heads, clockMillis, alarms, List.of());
        }
    }

    /**
     * @param code what it is; one that the centre does not know is an alarm all the same
     * @param about what it concerns, for instance a feed's name; may be empty
     */
    record Trouble(String code, String about) {}

    /**
     * A line as the box at its end finds it, for people; nothing is decided by it.
     *
     * @param bytesPerSecond what it lately carried upwards while it was full; 0 when that was not seen
     * @param wayMillis shortest time to the broker and back of late, milliseconds; 0 when it was not measured
     * @param oldestWaiting epoch milliseconds by the box's clock of the oldest entry that the centre has not confirmed;
     *     0 when none waits
     */
    record LineFigures(int bytesPerSecond, int wayMillis, long oldestWaiting) {
        public static final LineFigures NONE = new LineFigures(0, 0, 0);
    }

    /** Where a copy of a feed stands. */
    record FeedPosition(long feedEpoch, long offset) {}

    /** The centre has more of a feed than the box said. */
    record FeedHint(String feed, FeedPosition head) implements Control {}

    /** A box asks for what follows {@code from}. */
    record FeedFetch(String feed, FeedPosition from) implements Control {}

    /**
     * Rows of a feed, key-compacted, in order of offset.
     *
     * @param from what the box had; offset 0 means that this begins a snapshot
     * @param upTo where the box stands once it took this
     * @param head where the feed stands at the centre
     * @param generation grows from one feed epoch to the next; a copy never goes back to an earlier one
     */
    record FeedBatch(String feed, FeedPosition from, FeedPosition upTo, long head, List<FeedRow> rows, long generation)
            implements Control {
        public FeedBatch {
            rows = List.copyOf(rows);
        }

        /** As written before feeds had generations: generation 0. */
        public FeedBatch(String feed, FeedPosition from, FeedPosition upTo, long head, List<FeedRow> rows) {
            this(feed, from, upTo, head, rows, 0);
        }
    }

    /** A {@link FeedBatch} as bytes, signed by the city: the only form in which a box takes one. */
    record SignedFeed(Sealed batch) implements Control {}

    /**
     * How far a box's journal has come, signed by it: a {@link Claim} as bytes.
     *
     * @param key the box's public key, 32 bytes; the centre goes by the first one it ever heard of that box
     */
    record Checkpoint(Bytes key, Sealed claim) implements Control {}

    /**
     * What a box vouches for; never sent as it is.
     *
     * @param lsn of its last entry
     * @param hash of its box-wide chain there
     * @param heads of its lanes
     * @param at epoch milliseconds, by the box's clock
     */
    record Claim(BoxId box, long epoch, long lsn, Bytes hash, Map<Lane, LaneHead> heads, long at) implements Control {
        public Claim {
            heads = Map.copyOf(heads);
        }
    }

    /**
     * What the box's tables hold of days that are over, to be compared.
     *
     * @param heads its lanes when it looked; whoever has shown that much must have the same rows
     */
    record DayDigests(long epoch, Map<Lane, Long> heads, List<TableDigest> tables) implements Control {
        public DayDigests {
            heads = Map.copyOf(heads);
            tables = List.copyOf(tables);
        }
    }

    /**
     * @param table its name; one that the reader does not know is left out
     * @param day business day
     * @param digest 16 bytes
     */
    record TableDigest(String table, int day, long rows, Bytes digest) {}

    /** The centre wants to compare these business days (again). */
    record AskDays(List<Integer> days) implements Control {
        public AskDays {
            days = List.copyOf(days);
        }
    }

    /** A box wants what the centre has of a lane of an epoch of its own behind {@code after}. */
    record FetchEntries(long epoch, Lane lane, long after) implements Control {}

    /**
     * Landed frames of a box, as they came from it, end to end from the one that holds the entry behind {@code after}.
     *
     * @param frames a frame as bytes, empty where entries never came; an empty list when there is nothing behind
     * @param upTo lseq of the last entry in them, or {@code after}
     */
    record EntriesBack(long epoch, Lane lane, long after, long upTo, List<Bytes> frames) implements Control {
        public EntriesBack {
            frames = List.copyOf(frames);
        }
    }

    /** The centre's copy of these entries is damaged: the box sends them again, beside the lane. Both ends included. */
    record SendEntries(long epoch, Lane lane, long first, long last) implements Control {}

    /**
     * Entries that the centre asked for once more. No watermark moves by it.
     *
     * @param frames each a frame as bytes, that begins and ends where it was asked for
     */
    record EntriesAgain(long epoch, Lane lane, List<Bytes> frames) implements Control {
        public EntriesAgain {
            frames = List.copyOf(frames);
        }
    }

    /** @param body UTF-8 JSON; empty for a tombstone */
    record FeedRow(String key, long offset, Bytes body) {
        public boolean tombstone() {
            return body.size() == 0;
        }
    }
}
