package vn.tram.kernel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.EventSamples;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.LineFigures;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Sealed.Purpose;

/** Frames and control messages by name, for golden files and for starting points of mutations. */
public final class WireSamples {
    public static final BoxId BOX = new BoxId("w00070-1");

    private static final long EPOCH = 0x8123_4567_89AB_CDEFL;

    /** Any bytes will do: what is signed is read only after the signature was judged. */
    private static final Bytes SIGNED_BODY = Bytes.ofHex("a0");

    private WireSamples() {}

    /** One message of every kind at least; negative and large numbers where they may stand. */
    public static Map<String, Control> controls() {
        var hash = Digest.of(new byte[] {1});
        var position = new FeedPosition(-7, 464);
        var all = new TreeMap<String, Control>();
        greetings(all, hash, position);
        copies(all, hash);
        all.put("ack", new Ack(-5, EPOCH, Lane.URGENT, 2_150, 2_100));
        all.put("beat-short", new Beat(EPOCH, Map.of(), EventSamples.AT, 0));
        all.put("beat-full", new Beat(EPOCH, Map.of(Lane.URGENT, 2_150L, Lane.RECORDS, 1L), EventSamples.AT, 2));
        all.put("send-plain", new SendPlain(Lane.URGENT));
        all.put("fetch-entries", new FetchEntries(EPOCH, Lane.URGENT, 2_000));
        var landed = List.of(Bytes.ofHex("a10001"), Bytes.EMPTY);
        all.put("entries-back", new EntriesBack(EPOCH, Lane.URGENT, 2_000, 2_150, landed));
        all.put("send-entries", new SendEntries(EPOCH, Lane.URGENT, 17, 20));
        all.put("entries-again", new EntriesAgain(EPOCH, Lane.URGENT, List.of(Bytes.ofHex("a10001"))));
        all.put("feed-hint", new FeedHint("procedures", position));
        all.put("feed-fetch", new FeedFetch("procedures", position));
        all.put("feed-batch-empty", new FeedBatch("procedures", position, position, 464, List.of()));
        all.put(
                "feed-batch",
                new FeedBatch(
                        "ward-00070",
                        new FeedPosition(9, 0),
                        new FeedPosition(9, 2),
                        2,
                        List.of(
                                new FeedRow("settings", 1, Bytes.of("{\"voice\":true}".getBytes(UTF_8))),
                                new FeedRow("old", 2, Bytes.EMPTY))));
        all.put(
                "beat-troubles",
                new Beat(
                        EPOCH,
                        Map.of(),
                        EventSamples.AT,
                        2,
                        List.of(new Trouble("FEED_REPLAYED", "procedures"), new Trouble("FEED_NO_KEY", ""))));
        var line = new LineFigures(8_000, 300, EventSamples.AT - 2_520_000);
        all.put("beat-line", new Beat(EPOCH, Map.of(Lane.URGENT, 2_150L), EventSamples.AT, 0, List.of(), line));
        var claim = new Claim(BOX, EPOCH, 2_153, hash, Map.of(Lane.URGENT, new LaneHead(2_150, hash)), EventSamples.AT);
        all.put(
                "day-digests",
                new DayDigests(
                        EPOCH,
                        Map.of(Lane.URGENT, 2_150L, Lane.STATISTICS, 3L),
                        List.of(new TableDigest("ticket", 20_780, 430, hash.first(16)))));
        all.put("ask-days", new AskDays(List.of(20_778, 20_780)));
        all.put("claim", claim);
        all.put(
                "checkpoint",
                new Checkpoint(
                        TestKeys.NEXT.verifyKey().raw(),
                        Sealed.seal(Purpose.CHECKPOINT, ControlCodec.encode(claim), TestKeys.NEXT)));
        var batch =
                new FeedBatch("procedures", position, new FeedPosition(-7, 465), 465, List.of(), 1_790_000_000_000L);
        all.put("feed-batch-generation", batch);
        all.put("signed-feed", new SignedFeed(Sealed.seal(Purpose.FEED, SIGNED_BODY.toArray(), TestKeys.CITY)));
        return all;
    }

    /** What tells copies of a box apart. */
    private static void copies(Map<String, Control> all, Bytes hash) {
        var remembers = new Memory(-5, Map.of(), Map.of());
        all.put(
                "hello-copy",
                new Hello(EPOCH, Map.of(), EventSamples.AT, "0.1.0", Map.of(), remembers, new Copy(-9, 11, hash)));
        all.put("welcome-clone", new Welcome(5, Verdict.CLONE, 1, Map.of(), 8).with(new Lease(-10, 11)));
        all.put("welcome-fence", new Welcome(5, Verdict.FENCE, 1, Map.of(), 8).with(new Lease(12, -11)));
        all.put("welcome-lease", new Welcome(5, Verdict.OK, 1, Map.of(), 8).with(new Lease(-10, 11)));
    }

    private static void greetings(Map<String, Control> all, Bytes hash, FeedPosition position) {
        all.put("hello-fresh", new Hello(1, Map.of(), 0, "0.1.0", Map.of()));
        all.put(
                "hello-full",
                new Hello(
                        EPOCH,
                        Map.of(Lane.URGENT, new LaneHead(2_150, hash), Lane.STATISTICS, new LaneHead(3, hash)),
                        EventSamples.AT,
                        "0.1.0",
                        Map.of("procedures", position, "ward-00070", new FeedPosition(0, 0))));
        all.put(
                "hello-remembering",
                new Hello(
                        EPOCH,
                        Map.of(Lane.URGENT, new LaneHead(2_150, hash)),
                        EventSamples.AT,
                        "0.1.0",
                        Map.of(),
                        new Memory(
                                -5,
                                Map.of(Lane.URGENT, 2_100L, Lane.STATISTICS, 3L),
                                Map.of(Lane.URGENT, new LaneHead(40, hash)))));
        var ended = new EndedEpoch(
                7,
                Map.of(Lane.URGENT, new LaneHead(90, hash), Lane.STATISTICS, new LaneHead(2, hash)),
                Map.of(Lane.URGENT, new LaneHead(40, hash)),
                TurnReason.SET_BACK);
        var older = new EndedEpoch(-9, Map.of(), TurnReason.FORK);
        all.put(
                "hello-lineage",
                new Hello(
                        EPOCH,
                        Map.of(Lane.URGENT, new LaneHead(2_150, hash)),
                        EventSamples.AT,
                        "0.1.0",
                        Map.of(),
                        new Memory(0, Map.of(), Map.of(), List.of(ended, older))));
        all.put(
                "welcome-lineage",
                new Welcome(
                        -6,
                        Verdict.FORK,
                        EPOCH,
                        Map.of(Lane.URGENT, new Watermark(2_000, hash, 2_000)),
                        8,
                        List.of(ended)));
        all.put(
                "welcome-rewind",
                new Welcome(-6, Verdict.REWIND, EPOCH, Map.of(Lane.URGENT, new Watermark(2_000, hash, 2_000)), 8));
        all.put(
                "welcome-dictionaries",
                new Welcome(5, Verdict.OK, EPOCH, Map.of(), 8).reading(Dictionaries.BUILT_IN.forColumns()));
        all.put("welcome-fresh", new Welcome(5, Verdict.OK, 1, Map.of(), 8));
        all.put(
                "welcome-fork",
                new Welcome(-5, Verdict.FORK, EPOCH, Map.of(Lane.URGENT, new Watermark(2_150, hash, 2_100)), 64));
    }

    /** Frames whose fields take all their forms. */
    public static Map<String, Frame> frames() {
        var all = new LinkedHashMap<String, Frame>();
        var every = new ArrayList<Entry>();
        var head = JournalHead.start(EPOCH);
        long at = EventSamples.AT;
        for (var event : EventSamples.all().values()) {
            if (!(event instanceof QueueEvent || event instanceof NodeEvent)
                    || event instanceof QueueEvent.NumbersSkipped
                    || event instanceof QueueEvent.TicketRestated
                    || event instanceof NodeEvent.EpochBegun
                    || event instanceof NodeEvent.EntryCarried
                    || event instanceof NodeEvent.EntryErased) {
                continue; // came later than this frame, whose bytes stay
            }
            var stamped = EventTypes.place(head, event, at += 750);
            head = head.after(stamped);
            if (stamped.entry().lane() == Lane.URGENT) {
                every.add(stamped.entry());
            }
        }
        all.put("every-urgent-event", frame(every));
        all.put("one-event", frame(every.subList(3, 4)));
        var later = new Entry(
                1,
                Long.MAX_VALUE,
                Lane.RECORDS,
                7,
                65_000,
                3,
                -1,
                Digest.of(new byte[0]).first(16),
                Bytes.EMPTY);
        all.put("salted-newer-version", frame(List.of(later)));
        var salt = Digest.of(new byte[] {2}).first(Entry.LEAST_SALT);
        var personal = new Entry(1, 7, Lane.RECORDS, 3, 60, 1, EventSamples.AT, salt, Bytes.ofHex("a1016568656c6c6f"));
        var beside = new Entry(1, 9, Lane.RECORDS, 4, 45, 1, EventSamples.AT + 750, Bytes.EMPTY, Bytes.ofHex("a0"));
        all.put("erased", frame(List.of(personal.erase(), beside)));
        return all;
    }

    /** The entries as a frame that follows whatever the chain's start stands for. */
    public static Frame frame(List<Entry> entries) {
        var first = entries.get(0);
        var hash = LaneHead.START.hash();
        for (var entry : entries) {
            hash = entry.hashAfter(hash);
        }
        return new Frame(
                BOX,
                first.epoch(),
                first.lane(),
                LaneHead.START.hash().first(Frame.CHAIN_BYTES),
                entries,
                hash.first(Frame.CHAIN_BYTES));
    }
}
