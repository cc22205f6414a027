package vn.tram.system.sim;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import vn.tram.centre.duty.LeaseTable;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobRoom;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.wire.Link;
import vn.tram.system.sim.disk.CentreStorage;

/**
 * Where the world outside may be made to lie: every port that the simulation hands to production code passes here once.
 * The sound world changes nothing; planted bugs do.
 */
public interface Seams {
    /** Nothing is changed. */
    Seams SOUND = new Seams() {};

    /** @param memory what the box's disk holds */
    default BoxStorage boxStore(BoxId box, BoxStorage memory) {
        return memory;
    }

    default Link boxLink(BoxId box, Link link) {
        return link;
    }

    default Platform boxPlatform(BoxId box, Platform platform) {
        return platform;
    }

    /** Whose signatures a box trusts. */
    default KeyRing trusted(BoxId box, KeyRing city) {
        return city;
    }

    /** The power of a box went. */
    default void boxLostPower(BoxId box, MemoryBoxStore memory) {}

    /** Whether the witness goes with the database when that is replaced by an older copy. */
    default boolean witnessInDatabase() {
        return false;
    }

    default CentreStorage centreStore(CentreStorage memory) {
        return memory;
    }

    /** Whether the last act of a worker's transaction is to compare its fences. */
    default boolean fencesCompared() {
        return true;
    }

    /** Whether a worker that is in charge of something else now reads its state anew. */
    default boolean heirReadsAnew() {
        return true;
    }

    /** The table of leases as a worker sees it. */
    default LeaseTable<RuntimeException> leases(LeaseTable<RuntimeException> table) {
        return table;
    }

    /** Where a worker hears of what the others committed. */
    default Consumer<List<String>> news(Consumer<List<String>> heard) {
        return heard;
    }

    /** @param memory what the box's disk holds */
    default BlobRoom boxBlobs(BoxId box, MemoryBlobRoom memory, BlobRoom room) {
        return room;
    }

    /** @param memory what the centre's disk holds */
    default BlobRoom centreBlobs(MemoryBlobRoom memory, BlobRoom room) {
        return room;
    }

    /** What the centre's software understands of entries. */
    default EventReader centreReads() {
        return EventTypes::decode;
    }

    /** Whether the centre's software is of an older release until {@link #upgrade}. */
    default boolean centreIsOld() {
        return false;
    }

    /** From its next start on the centre is of this release. */
    default void upgrade() {}

    default Link centreLink(Link link) {
        return link;
    }

    /** The power of the centre went. */
    default void centreLostPower(MemoryCentreStore memory) {}

    /** The request id that is sent with the {@code attempt}-th try of a press (from 1). */
    default UUID requestId(UUID ofPress, int attempt) {
        return ofPress;
    }
}
