package vn.tram.system.sim.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.system.sim.time.Dice;

/**
 * A broker in wrong hands: it changes feeds on their way to boxes and checkpoints on their way to the centre, cuts them
 * in half, and plays old ones again; chunks of blobs it changes or cuts either way.
 */
final class CrookedBroker {
    private static final int REMEMBERED = 40;
    /** Chunks are many: fewer of them are spoilt. */
    private static final double CHUNKS = 0.1;

    private final Dice dice;
    private final Map<String, List<byte[]>> old = new HashMap<>();

    CrookedBroker(Dice dice) {
        this.dice = dice;
    }

    /** What reaches the receiver in the place of a message. {@code share}: how often it is not simply that message. */
    List<byte[]> passes(String topic, byte[] payload, double share) {
        if (share > 0 && BlobCodec.isChunk(payload)) {
            return List.of(dice.chance(share * CHUNKS) ? spoilt(payload) : payload);
        }
        if (share == 0) {
            return List.of(payload);
        }
        var message = decoded(payload);
        if (message instanceof Checkpoint checkpoint) {
            return passes(topic, checkpoint, payload, share);
        } else if (!(message instanceof SignedFeed)) {
            return List.of(payload);
        }
        var signed = (SignedFeed) message;
        var memory = old.computeIfAbsent(topic, none -> new ArrayList<>());
        memory.add(payload);
        if (memory.size() > REMEMBERED) {
            memory.remove((int) dice.between(0, REMEMBERED - 1));
        }
        if (!dice.chance(share)) {
            return List.of(payload);
        }
        return switch (dice.weighted(2, 1, 1, 3)) {
            case 0 -> List.of(with(signed, rewritten(signed.batch().body())));
            case 1 -> List.of(with(signed, altered(signed.batch().body().toArray())));
            case 2 -> List.of(with(signed, halved(signed.batch().body())));
            default -> List.of(dice.pick(memory), payload, dice.pick(memory));
        };
    }

    /** A chunk with a byte changed, or cut short; its check is left as it was. */
    private byte[] spoilt(byte[] payload) {
        try {
            if (!(BlobCodec.decode(payload) instanceof Chunk chunk)) {
                return payload;
            }
            var bytes = chunk.bytes();
            var other = dice.chance(0.5) && bytes.size() > 1
                    ? bytes.first((int) dice.between(1, bytes.size() - 1))
                    : altered(bytes.toArray());
            return BlobCodec.encode(new Chunk(chunk.stream(), chunk.offset(), other, chunk.check()));
        } catch (BadForm notOurs) {
            return payload;
        }
    }

    private List<byte[]> passes(String topic, Checkpoint checkpoint, byte[] payload, double share) {
        var memory = old.computeIfAbsent(topic, none -> new ArrayList<>());
        memory.add(payload);
        if (memory.size() > REMEMBERED) {
            memory.remove((int) dice.between(0, REMEMBERED - 1));
        }
        if (!dice.chance(share)) {
            return List.of(payload);
        }
        return switch (dice.weighted(2, 1, 2)) {
            case 0 -> List.of(with(checkpoint, rewrittenClaim(checkpoint.claim().body())));
            case 1 -> List.of(with(checkpoint, altered(checkpoint.claim().body().toArray())));
            default -> List.of(dice.pick(memory), payload, dice.pick(memory));
        };
    }

    private static byte[] with(Checkpoint checkpoint, Bytes body) {
        var claim = checkpoint.claim();
        return ControlCodec.encode(
                new Checkpoint(checkpoint.key(), new Sealed(claim.keyId(), claim.signature(), body)));
    }

    /** As if the box vouched for another journal. */
    private static Bytes rewrittenClaim(Bytes body) {
        if (!(decoded(body.toArray()) instanceof Claim claim)) {
            return body;
        }
        var heads = new TreeMap<Lane, LaneHead>();
        claim.heads()
                .forEach((lane, head) -> heads.put(
                        lane,
                        new LaneHead(head.lseq() + 1, Digest.of(head.hash().toArray()))));
        return Bytes.owned(ControlCodec.encode(
                new Claim(claim.box(), claim.epoch(), claim.lsn() + 1, claim.hash(), heads, claim.at())));
    }

    private static Object decoded(byte[] payload) {
        try {
            return ControlCodec.decode(payload);
        } catch (BadForm notOurs) {
            return notOurs;
        }
    }

    private static byte[] with(SignedFeed signed, Bytes body) {
        var batch = signed.batch();
        return ControlCodec.encode(new SignedFeed(new Sealed(batch.keyId(), batch.signature(), body)));
    }

    /** By somebody who knows our forms: rows that can be read, and say the opposite. */
    private static Bytes rewritten(Bytes body) {
        if (!(decoded(body.toArray()) instanceof FeedBatch batch)) {
            return body;
        }
        var rows = batch.rows().stream()
                .map(row -> new FeedRow(row.key(), row.offset(), opposite(row.body())))
                .toList();
        return Bytes.owned(ControlCodec.encode(
                new FeedBatch(batch.feed(), batch.from(), batch.upTo(), batch.head(), rows, batch.generation())));
    }

    private static Bytes opposite(Bytes json) {
        var text = new String(json.toArray(), UTF_8);
        var other = text.contains("true") ? text.replace("true", "false") : text.replace("false", "true");
        return Bytes.of(other.getBytes(UTF_8));
    }

    private static Bytes halved(Bytes body) {
        return body.first(body.size() / 2);
    }

    /** A byte other than it was. */
    private Bytes altered(byte[] body) {
        body[(int) dice.between(0, body.length - 1)] ^= (byte) dice.between(1, 255);
        return Bytes.owned(body);
    }
}
