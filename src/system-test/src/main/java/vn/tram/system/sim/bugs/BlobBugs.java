package vn.tram.system.sim.bugs;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.GivingDisk;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.transfer.TakingDisk;
import vn.tram.kernel.wire.Link;
import vn.tram.system.sim.Seams;

/** What may be wrong around blobs. */
final class BlobBugs {
    private BlobBugs() {}

    private static Seams centreDisk(Consumer<MemoryBlobRoom> bend) {
        return new Seams() {
            @Override
            public BlobRoom centreBlobs(MemoryBlobRoom memory, BlobRoom room) {
                bend.accept(memory);
                return room;
            }
        };
    }

    private static Seams centreTaking(UnaryOperator<TakingDisk> bend) {
        return new Seams() {
            @Override
            public BlobRoom centreBlobs(MemoryBlobRoom memory, BlobRoom room) {
                return new BlobRoom() {
                    @Override
                    public GivingDisk giving(String peer) {
                        return room.giving(peer);
                    }

                    @Override
                    public TakingDisk taking(String peer) {
                        return bend.apply(room.taking(peer));
                    }

                    @Override
                    public void unfinished(String peer, Consumer<List<BlobName>> answer) {
                        room.unfinished(peer, answer);
                    }
                };
            }
        };
    }

    /** Each message that comes to a box from the centre, changed. */
    private static Seams boxHears(UnaryOperator<BlobMessage> bend) {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                return new BentLink(link, listener -> BentLink.changed(listener, payload -> bent(payload, bend)));
            }
        };
    }

    private static byte[] bent(byte[] payload, UnaryOperator<BlobMessage> bend) {
        try {
            return BlobCodec.isBlobMessage(payload) ? BlobCodec.encode(bend.apply(BlobCodec.decode(payload))) : payload;
        } catch (BadForm crooked) {
            return payload;
        }
    }

    static Seams digestNotChecked() {
        return centreDisk(MemoryBlobRoom::provesNothing);
    }

    static Seams forEverybody() {
        return centreDisk(MemoryBlobRoom::givesToEverybody);
    }

    static Seams storedTooSoon() {
        return centreTaking(disk -> new BentTaking() {
            @Override
            public TakingDisk below() {
                return disk;
            }

            @Override
            public void finish(BlobName name, long size, Consumer<Result> answer) {
                answer.accept(Result.DONE);
            }
        });
    }

    static Seams progressForgotten() {
        return centreTaking(disk -> new BentTaking() {
            @Override
            public TakingDisk below() {
                return disk;
            }

            @Override
            public void begin(BlobName name, long size, Consumer<Begun> answer) {
                disk.drop(name);
                disk.begin(name, size, answer);
            }
        });
    }

    static Seams refusalTakenForStored() {
        return boxHears(message -> message instanceof Refused refused ? new Stored(refused.name()) : message);
    }

    /** The word that a blob is stored never gets through, so it is offered for ever. */
    static Seams storedNeverHeard() {
        return boxHears(message -> message instanceof Stored stored
                ? new BlobMessage.Withdrawn(stored.name(), BlobMessage.Reason.OTHER)
                : message);
    }
}
