package vn.tram.kernel.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
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
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;

/**
 * Control messages as bytes, wire version 1: a CBOR map whose key 0 is the kind. A feed batch's rows are one zstd block
 * of a CBOR list. An unknown kind is refused as {@link BadForm}; the receiver drops it.
 */
public final class ControlCodec {
    /** Bytes of one message at most. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Bytes of a batch's rows at most, unpacked. */
    public static final int MAX_ROWS_BYTES = 1024 * 1024;

    private static final int LEVEL = 9;

    private static final int MAX_ALARMS = 1_000_000;

    private static final int MAX_TROUBLES = 32;

    private ControlCodec() {}

    public static byte[] encode(Control message) {
        Fields fields;
        if (message instanceof Hello hello) {
            fields = new Fields()
                    .put(0, 1)
                    .put(1, hello.epoch())
                    .put(2, heads(hello.heads()))
                    .put(3, hello.clockMillis())
                    .put(4, hello.software())
                    .put(5, feeds(hello.feeds()));
            remember(hello.memory(), fields);
            CopyForms.put(hello.copy(), fields);
        } else if (message instanceof Welcome welcome) {
            fields = new Fields()
                    .put(0, 2)
                    .put(1, welcome.incarnation())
                    .put(2, welcome.verdict().number())
                    .put(3, welcome.epoch())
                    .put(4, marks(welcome.marks()))
                    .put(5, welcome.window());
            if (!welcome.dictionaries().isEmpty()) {
                fields.put(7, welcome.dictionaries());
            }
            EpochForms.put(fields, 8, welcome.ended());
            CopyForms.put(welcome.lease(), fields);
        } else if (message instanceof Ack ack) {
            fields = new Fields()
                    .put(0, 3)
                    .put(1, ack.incarnation())
                    .put(2, ack.epoch())
                    .put(3, ack.lane().number())
                    .put(4, ack.durable())
                    .put(5, ack.applied());
        } else if (message instanceof Beat beat) {
            fields = new Fields()
                    .put(0, 4)
                    .put(1, beat.epoch())
                    .put(2, lseqs(beat.heads()))
                    .put(3, beat.clockMillis())
                    .putUnlessZero(4, beat.alarms());
            if (!beat.troubles().isEmpty()) {
                fields.put(9, troubles(beat.troubles()));
            }
            LineForms.put(beat.line(), fields);
        } else if (message instanceof FeedHint hint) {
            fields = position(hint.head(), 2).put(0, 5).put(1, hint.feed());
        } else if (message instanceof FeedFetch fetch) {
            fields = position(fetch.from(), 2).put(0, 6).put(1, fetch.feed());
        } else if (message instanceof FeedBatch batch) {
            fields = batch(batch);
        } else if (message instanceof SendPlain plain) {
            fields = new Fields().put(0, 12).put(1, plain.lane().number());
        } else if (message instanceof SignedFeed signed) {
            fields = sealed(signed.batch()).put(0, 20);
        } else {
            fields = younger(message);
        }
        return Cbor.encode(fields);
    }

    private static Fields younger(Control message) {
        if (message instanceof Checkpoint checkpoint) {
            return sealed(checkpoint.claim()).put(0, 21).put(4, checkpoint.key());
        } else if (message instanceof Claim claim) {
            return new Fields()
                    .put(0, 22)
                    .put(1, claim.epoch())
                    .put(2, heads(claim.heads()))
                    .put(3, claim.box().value())
                    .put(4, claim.lsn())
                    .put(5, claim.hash())
                    .put(6, claim.at());
        } else if (message instanceof DayDigests told) {
            return DayForms.of(told).put(0, 23);
        } else if (message instanceof AskDays asked) {
            return DayForms.of(asked).put(0, 24);
        } else if (message instanceof FetchEntries fetch) {
            return EpochForms.of(fetch).put(0, 30);
        } else if (message instanceof EntriesBack back) {
            return EpochForms.of(back).put(0, 31);
        } else if (message instanceof SendEntries asked) {
            return EpochForms.of(asked).put(0, 32);
        } else if (message instanceof EntriesAgain again) {
            return EpochForms.of(again).put(0, 33);
        }
        throw new AssertionError(message);
    }

    public static Control decode(byte[] bytes) throws BadForm {
        if (bytes.length > MAX_BYTES) {
            throw new BadForm("a message of " + bytes.length + " bytes is over " + MAX_BYTES);
        }
        var f = Cbor.decode(bytes);
        int kind = f.number(0, 0, 1000);
        return switch (kind) {
            case 1 ->
                new Hello(
                        f.number(1), headsOf(f, 2), f.number(3), f.text(4), feedsOf(f), memoryOf(f), CopyForms.copy(f));
            case 2 -> welcomeOf(f);
            case 3 -> new Ack(f.number(1), f.number(2), Lane.of(f.number(3)), lseq(f, 4), lseq(f, 5));
            case 4 -> beatOf(f);
            case 5 -> new FeedHint(f.text(1), positionOf(f, 2));
            case 6 -> new FeedFetch(f.text(1), positionOf(f, 2));
            case 7 -> batchOf(f);
            case 12 -> new SendPlain(Lane.of(f.number(1)));
            case 20 -> new SignedFeed(sealedOf(f));
            case 21 -> new Checkpoint(f.bytes(4), sealedOf(f));
            case 22 -> new Claim(boxOf(f, 3), f.number(1), lseq(f, 4), hash(f, 5), headsOf(f, 2), f.number(6));
            case 23 -> DayForms.digests(f);
            case 24 -> DayForms.days(f);
            case 30 -> EpochForms.fetch(f);
            case 31 -> EpochForms.back(f);
            case 32 -> EpochForms.send(f);
            case 33 -> EpochForms.again(f);
            default -> throw new BadForm("unknown kind of message: " + kind);
        };
    }

    private static Welcome welcomeOf(Fields f) throws BadForm {
        return new Welcome(
                f.number(1),
                Verdict.of(f.number(2)),
                f.number(3),
                marksOf(f),
                f.number(5, 1, 64),
                EpochForms.ended(f, 8),
                dictionariesOf(f),
                CopyForms.lease(f));
    }

    private static List<Integer> dictionariesOf(Fields welcome) throws BadForm {
        var dictionaries = new ArrayList<Integer>();
        for (long number : welcome.list(7, Long.class)) {
            if (number < 1 || number > Dictionaries.MAX_NUMBER || dictionaries.size() == Dictionaries.MOST_COLUMNS) {
                throw new BadForm("no list of dictionaries: " + number);
            }
            dictionaries.add((int) number);
        }
        return dictionaries;
    }

    static long lseq(Fields fields, int key) throws BadForm {
        long lseq = fields.number(key);
        if (lseq < 0) {
            throw new BadForm("field " + key + " counts entries and cannot be " + lseq);
        }
        return lseq;
    }

    private static Bytes hash(Fields fields, int key) throws BadForm {
        var hash = fields.bytes(key);
        if (hash.size() != Digest.SIZE) {
            throw new BadForm("field " + key + " is a chain hash of " + Digest.SIZE + " bytes, not " + hash.size());
        }
        return hash;
    }

    static List<Fields> heads(Map<Lane, LaneHead> heads) {
        return heads.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(head -> new Fields()
                        .put(1, head.getKey().number())
                        .put(2, head.getValue().lseq())
                        .put(3, head.getValue().hash()))
                .toList();
    }

    private static void remember(Memory memory, Fields hello) {
        hello.putUnlessZero(6, memory.incarnation());
        if (!memory.durable().isEmpty()) {
            hello.put(7, lseqs(memory.durable()));
        }
        if (!memory.floors().isEmpty()) {
            hello.put(8, heads(memory.floors()));
        }
        EpochForms.put(hello, 9, memory.ended());
    }

    private static Memory memoryOf(Fields hello) throws BadForm {
        return new Memory(hello.number(6, 0), lseqsOf(hello, 7), headsOf(hello, 8), EpochForms.ended(hello, 9));
    }

    static Map<Lane, LaneHead> headsOf(Fields fields, int key) throws BadForm {
        var heads = new EnumMap<Lane, LaneHead>(Lane.class);
        for (var head : fields.list(key, Fields.class)) {
            heads.put(Lane.of(head.number(1)), new LaneHead(lseq(head, 2), hash(head, 3)));
        }
        return heads;
    }

    private static List<Fields> feeds(Map<String, FeedPosition> feeds) {
        return feeds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(feed -> position(feed.getValue(), 2).put(1, feed.getKey()))
                .toList();
    }

    private static Map<String, FeedPosition> feedsOf(Fields fields) throws BadForm {
        var feeds = new LinkedHashMap<String, FeedPosition>();
        for (var feed : fields.list(5, Fields.class)) {
            feeds.put(feed.text(1), positionOf(feed, 2));
        }
        return feeds;
    }

    private static List<Fields> marks(Map<Lane, Watermark> marks) {
        return marks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(mark -> new Fields()
                        .put(1, mark.getKey().number())
                        .put(2, mark.getValue().durable())
                        .put(3, mark.getValue().hash())
                        .put(4, mark.getValue().applied()))
                .toList();
    }

    private static Map<Lane, Watermark> marksOf(Fields fields) throws BadForm {
        var marks = new EnumMap<Lane, Watermark>(Lane.class);
        for (var mark : fields.list(4, Fields.class)) {
            marks.put(Lane.of(mark.number(1)), new Watermark(lseq(mark, 2), hash(mark, 3), lseq(mark, 4)));
        }
        return marks;
    }

    private static List<Fields> lseqs(Map<Lane, Long> heads) {
        return heads.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(head -> new Fields().put(1, head.getKey().number()).put(2, head.getValue()))
                .toList();
    }

    private static Map<Lane, Long> lseqsOf(Fields fields, int key) throws BadForm {
        var heads = new EnumMap<Lane, Long>(Lane.class);
        for (var head : fields.list(key, Fields.class)) {
            heads.put(Lane.of(head.number(1)), lseq(head, 2));
        }
        return heads;
    }

    private static List<Fields> troubles(List<Trouble> troubles) {
        return troubles.stream()
                .map(trouble -> new Fields().put(1, trouble.code()).putUnlessEmpty(2, trouble.about()))
                .toList();
    }

    private static List<Trouble> troublesOf(Fields fields) throws BadForm {
        var troubles = new ArrayList<Trouble>();
        for (var trouble : fields.list(9, Fields.class)) {
            if (troubles.size() == MAX_TROUBLES) {
                throw new BadForm("more than " + MAX_TROUBLES + " troubles in one beat");
            }
            troubles.add(new Trouble(trouble.text(1), trouble.textOrEmpty(2)));
        }
        return troubles;
    }

    private static Beat beatOf(Fields fields) throws BadForm {
        return new Beat(
                fields.number(1),
                lseqsOf(fields, 2),
                fields.number(3),
                fields.number(4, 0, MAX_ALARMS, 0),
                troublesOf(fields),
                LineForms.of(fields));
    }

    private static BoxId boxOf(Fields fields, int key) throws BadForm {
        try {
            return new BoxId(fields.text(key));
        } catch (IllegalArgumentException wrong) {
            throw new BadForm("field " + key + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Fields sealed(Sealed sealed) {
        return new Fields().put(1, sealed.keyId()).put(2, sealed.signature()).put(3, sealed.body());
    }

    private static Sealed sealedOf(Fields fields) throws BadForm {
        return new Sealed(fields.bytes(1), fields.bytes(2), fields.bytes(3));
    }

    private static Fields position(FeedPosition position, int key) {
        return new Fields().put(key, position.feedEpoch()).put(key + 1, position.offset());
    }

    private static FeedPosition positionOf(Fields fields, int key) throws BadForm {
        return new FeedPosition(fields.number(key), fields.number(key + 1));
    }

    private static Fields batch(FeedBatch batch) {
        var rows = batch.rows().stream()
                .map(row -> new Fields().put(1, row.key()).put(2, row.offset()).put(3, row.body()))
                .toList();
        byte[] unpacked = Cbor.encodeValue(rows);
        return position(batch.from(), 2)
                .put(0, 7)
                .put(1, batch.feed())
                .put(4, batch.upTo().feedEpoch())
                .put(5, batch.upTo().offset())
                .put(6, batch.head())
                .put(7, unpacked.length)
                .put(8, Bytes.owned(Zstd.compress(unpacked, LEVEL)))
                .putUnlessZero(9, batch.generation());
    }

    private static FeedBatch batchOf(Fields fields) throws BadForm {
        var unpacked = new byte[fields.number(7, 1, MAX_ROWS_BYTES)];
        try {
            if (Zstd.decompress(unpacked, fields.bytes(8).toArray()) != unpacked.length) {
                throw new BadForm("rows unpack to another size than told");
            }
        } catch (ZstdException broken) {
            throw new BadForm("rows cannot be unpacked: " + broken.getMessage(), broken);
        }
        var rows = new ArrayList<FeedRow>();
        if (!(Cbor.decodeValue(unpacked) instanceof List<?> list)) {
            throw new BadForm("rows are a list");
        }
        for (Object element : list) {
            if (!(element instanceof Fields row)) {
                throw new BadForm("a row is a map");
            }
            rows.add(new FeedRow(row.text(1), row.number(2), row.bytes(3)));
        }
        return new FeedBatch(
                fields.text(1),
                positionOf(fields, 2),
                positionOf(fields, 4),
                fields.number(6),
                rows,
                fields.number(9, 0L));
    }
}
