package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.BLOBS_ARE_FOR_WHOM_THEY_ARE;
import static vn.tram.system.sim.check.Invariant.BLOBS_ARE_THEIR_NAME;
import static vn.tram.system.sim.check.Invariant.BLOBS_ARRIVE;
import static vn.tram.system.sim.check.Invariant.BLOB_PROGRESS_IS_KEPT;
import static vn.tram.system.sim.check.Invariant.STORED_BLOB_IS_WHOLE;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Topics;

/** Every blob that anybody gave to anybody, and what the ends said of them. */
public final class BlobTruth {
    private record Gift(String giver, String taker, BlobName name) {}

    private final Findings findings;
    private final Map<String, MemoryBlobRoom> disks = new TreeMap<>();
    private final Map<BlobName, Bytes> originals = new HashMap<>();
    private final Set<Gift> gifts = new LinkedHashSet<>();
    private final Map<Gift, Integer> kept = new HashMap<>();

    public BlobTruth(Findings findings) {
        this.findings = findings;
    }

    /** A node's disk. */
    public MemoryBlobRoom disk(String node) {
        return disks.computeIfAbsent(node, none -> new MemoryBlobRoom());
    }

    /** One node has a blob, and another shall have it. */
    public BlobName give(String giver, String taker, byte[] bytes, long at) {
        var name = disk(giver).put(bytes);
        originals.put(name, Bytes.of(bytes));
        gifts.add(new Gift(giver, taker, name));
        disk(giver).give(taker, name, at);
        return name;
    }

    /** A node hands something to the wire. */
    public void said(String client, String topic, byte[] payload) {
        if (!BlobCodec.isBlobMessage(payload)) {
            return;
        }
        var other = client.equals(Topics.CENTRE) ? topic.substring(Topics.DOWN.length()) : Topics.CENTRE;
        try {
            said(client, other, BlobCodec.decode(payload));
        } catch (BadForm impossible) {
            throw new AssertionError("a node speaks in bad form", impossible);
        }
    }

    private void said(String taker, String giver, BlobMessage message) {
        var disk = disk(taker);
        if (message instanceof Stored stored) {
            var name = stored.name();
            findings.require(
                    disk.heldFrom(giver).contains(name)
                            && disk.bytes(name).equals(originals.getOrDefault(name, Bytes.EMPTY)),
                    STORED_BLOB_IS_WHOLE,
                    taker,
                    "says it has",
                    name.sha256(),
                    "and has",
                    disk.bytes(name).size(),
                    "bytes");
        } else if (message instanceof Want want && want.stream() != 0) {
            var gift = new Gift(giver, taker, want.name());
            findings.require(
                    want.got() >= kept.getOrDefault(gift, 0),
                    BLOB_PROGRESS_IS_KEPT,
                    taker,
                    "had on disk",
                    kept.get(gift),
                    "and goes on from",
                    want.got());
            kept.put(gift, disk.kept(giver, want.name()));
        } else if (message instanceof Refused refused && refused.reason() == Reason.WRONG_BYTES) {
            kept.remove(new Gift(giver, taker, refused.name()));
        }
    }

    /** All is healed and quiet. */
    public void atRest() {
        for (var gift : gifts) {
            findings.require(
                    disk(gift.taker()).heldFrom(gift.giver()).contains(gift.name())
                            && disk(gift.giver()).givenTo(gift.taker()).contains(gift.name()),
                    BLOBS_ARRIVE,
                    gift.taker(),
                    "has",
                    disk(gift.taker()).kept(gift.giver(), gift.name()),
                    "bytes of",
                    gift.name().sha256(),
                    "held:",
                    disk(gift.taker()).heldFrom(gift.giver()).contains(gift.name()));
        }
        disks.forEach((node, disk) -> {
            disk.blobs()
                    .forEach((name, bytes) -> findings.require(
                            name.sha256().equals(Digest.of(bytes.toArray())),
                            BLOBS_ARE_THEIR_NAME,
                            node,
                            "keeps other bytes under",
                            name.sha256()));
            disks.keySet()
                    .forEach(from -> disk.heldFrom(from)
                            .forEach(name -> findings.require(
                                    gifts.contains(new Gift(from, node, name)),
                                    BLOBS_ARE_FOR_WHOM_THEY_ARE,
                                    node,
                                    "has what nobody gave it:",
                                    name.sha256())));
        });
    }
}
