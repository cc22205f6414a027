package vn.tram.system.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobPeer;
import vn.tram.kernel.transfer.BlobTaker.Limits;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.trust.Digest;

/**
 * An end of the line that hears one message about blobs after another from a hostile peer: messages are read or
 * refused, nothing is given that is not for this peer, nothing is kept under a name that is not its own, and what comes
 * fills no more memory than the limits say.
 */
public final class BlobFuzz {
    private static final int MOST = 64 * 1024;
    private static final int MESSAGES = 40;

    /** A blob that the peer shall have, and one that is another's. */
    private static final byte[] ITS = {1, 2, 3, 4};

    private static final byte[] ANOTHERS = {5, 6, 7, 8, 9};

    private BlobFuzz() {}

    /** The first byte of each message tells its length in steps of four; the last one is all that is left. */
    public static void fuzzerTestOneInput(byte[] data) throws BadForm {
        roundTrip(data);
        var time = new ManualTimers(Instant.EPOCH);
        var disk = new MemoryBlobRoom();
        disk.give("peer", disk.put(ITS), 1);
        var secret = disk.put(ANOTHERS);
        disk.give("another", secret, 1);
        var said = new ArrayList<BlobMessage>();
        var peer = new BlobPeer(
                false,
                "peer",
                disk.open(time, () -> Duration.ofMillis(1)),
                new Limits(1 << 20, 4, 1_000, MOST),
                () -> true,
                new BlobPeer.Line() {
                    @Override
                    public void say(BlobMessage message) {
                        said.add(message);
                    }

                    @Override
                    public void more() {}
                },
                1);
        peer.up(0);
        int at = 0;
        for (int i = 0; i < MESSAGES && at < data.length; i++) {
            int length = Math.min(data.length - at - 1, (data[at] & 0xff) * 4);
            hear(peer, Arrays.copyOfRange(data, at + 1, at + 1 + length), time.nanos());
            at += 1 + length;
            peer.next(MOST, time.nanos()).ifPresent(said::add);
            time.advance(Duration.ofMillis(400));
            peer.tick(time.nanos());
        }
        Claims.hold(
                said.stream()
                        .noneMatch(message -> message instanceof BlobMessage.Offer offer
                                && offer.name().equals(secret)),
                "another's blob was offered");
        disk.blobs().forEach((name, bytes) -> Claims.equal(name.sha256(), Digest.of(bytes.toArray())));
        Claims.hold(peer.coming() <= 4, "more comes at once than the limits say");
        for (var message : said) {
            Claims.equal(message, BlobCodec.decode(BlobCodec.encode(message)));
        }
    }

    private static void hear(BlobPeer peer, byte[] bytes, long nowNanos) {
        try {
            if (BlobCodec.isBlobMessage(bytes)) {
                peer.heard(BlobCodec.decode(bytes), nowNanos);
            }
        } catch (BadForm refused) {
            Claims.hold(refused.getMessage() != null, "a refusal without a reason");
        }
    }

    private static void roundTrip(byte[] data) throws BadForm {
        BlobMessage message;
        try {
            message = BlobCodec.decode(data);
        } catch (BadForm refused) {
            return;
        }
        Claims.equal(message, BlobCodec.decode(BlobCodec.encode(message)));
    }
}
