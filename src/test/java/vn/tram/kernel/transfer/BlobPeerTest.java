package vn.tram.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.transfer.BlobTaker.Limits;
import vn.tram.kernel.transfer.TakingDisk.Result;

class BlobPeerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TwoEnds line = new TwoEnds();

    @Test
    void blobArrivesWholeAndFillsTheLine() {
        line.connect();
        var name = line.scanned(80_000);
        line.pass(Duration.ofMillis(11_200)); // 80,000 bytes at 8,000 a second are 10 s
        assertThat(line.atCentre(name)).isTrue();
        assertThat(line.carried()).isEqualTo(80_000);
        line.pass(Duration.ofSeconds(1));
        assertThat(line.boxDisk.givenTo(TwoEnds.CENTRE)).containsExactly(name);
        assertThat(line.toBox(Stored.class)).containsExactly(new Stored(name));
    }

    @Test
    void noPieceIsShortBecauseTheDiskIsReadInParts() {
        line.connect();
        line.scanned(80_000);
        line.pass(Duration.ofSeconds(15));
        var pieces = line.heardByCentre.stream()
                .filter(Chunk.class::isInstance)
                .map(chunk -> ((Chunk) chunk).bytes().size())
                .toList();
        assertThat(pieces).hasSizeGreaterThan(20);
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(size -> size >= 1_024);
    }

    @Test
    void emptyBlobArrives() {
        line.connect();
        var name = line.scanned(0);
        line.pass(Duration.ofSeconds(2));
        assertThat(line.atCentre(name)).isTrue();
    }

    @Test
    void whatTheCentreAddressedComesDown() {
        line.connect();
        var name = line.centreDisk.put(line.bytes(50_000));
        line.centreDisk.give(TwoEnds.BOX, name, 1);
        line.centre.peer.look(line.time.nanos());
        line.pass(Duration.ofSeconds(9));
        assertThat(line.boxDisk.heldFrom(TwoEnds.CENTRE)).containsExactly(name);
        assertThat(line.centreDisk.givenTo(TwoEnds.BOX)).containsExactly(name);
    }

    @Test
    void blobOfAnotherWardIsNotToldFromOneThatDoesNotExist() {
        line.connect();
        var others = line.centreDisk.put(line.bytes(500));
        var nobodys = new BlobName(Bytes.owned(new byte[32]));
        for (var name : List.of(others, nobodys)) {
            line.box.peer.wish(name);
            line.centre.peer.heard(new Want(name, 0, 9, 1_000, 1_000), line.time.nanos());
        }
        line.pass(Duration.ofSeconds(2));
        assertThat(line.toBox(Withdrawn.class))
                .contains(new Withdrawn(others, Reason.UNKNOWN), new Withdrawn(nobodys, Reason.UNKNOWN))
                .hasSize(4);
        assertThat(line.heardByBox).allMatch(Withdrawn.class::isInstance);
    }

    @Test
    void knowingADigestIsNotHavingTheBytes() {
        var secret = line.bytes(5_000);
        line.centreDisk.put(secret); // another ward's
        line.connect();
        var name = line.boxDisk.put(secret);
        line.boxDisk.give(TwoEnds.CENTRE, name, 1);
        line.box.peer.look(line.time.nanos());
        line.pass(Duration.ofSeconds(4));
        assertThat(line.carried()).isEqualTo(5_000);
        assertThat(line.atCentre(name)).isTrue();
    }

    @Test
    void wishedBlobComesWhenTheCentreHasItForUs() {
        line.connect();
        var name = new BlobName[1];
        var bytes = line.bytes(3_000);
        name[0] = new BlobName(vn.tram.kernel.trust.Digest.of(bytes));
        line.box.peer.wish(name[0]);
        line.pass(Duration.ofSeconds(1));
        line.centreDisk.put(bytes);
        line.centreDisk.give(TwoEnds.BOX, name[0], 1);
        line.restartCentre();
        line.pass(Duration.ofSeconds(3));
        assertThat(line.boxDisk.heldFrom(TwoEnds.CENTRE)).containsExactly(name[0]);
    }

    @Test
    void restartOfEitherEndGoesOnFromWhatIsOnDisk() {
        line.connect();
        var name = line.scanned(80_000);
        for (int i = 0; i < 3; i++) {
            line.pass(Duration.ofSeconds(2));
            line.restartBox();
            line.pass(Duration.ofSeconds(2));
            int kept = line.centreDisk.kept(TwoEnds.BOX, name);
            line.restartCentre();
            line.pass(Duration.ofMillis(10));
            assertThat(line.centreDisk.kept(TwoEnds.BOX, name)).isGreaterThanOrEqualTo(kept);
        }
        line.pass(Duration.ofSeconds(10));
        assertThat(line.atCentre(name)).isTrue();
        assertThat(line.carried()).isLessThan(80_000 + 6 * (8_000 + 6_000));
    }

    @Test
    void restartTakesBackNoMoreThanASecond() {
        line.connect();
        var name = line.scanned(80_000);
        line.pass(Duration.ofSeconds(7));
        var told = line.toBox(Want.class);
        long got = told.get(told.size() - 1).got();
        line.restartCentre();
        line.pass(Duration.ofMillis(500));
        told = line.toBox(Want.class);
        assertThat(told.get(told.size() - 1).got()).isGreaterThan(got - 12_000).isGreaterThan(30_000);
        assertThat(line.atCentre(name)).isFalse();
    }

    @Test
    void cutByTurnsStillMakesProgress() {
        var name = line.scanned(60_000);
        for (int i = 0; i < 20 && !line.atCentre(name); i++) {
            line.connect();
            line.pass(Duration.ofSeconds(5));
            line.cut();
            line.pass(Duration.ofSeconds(5));
        }
        assertThat(line.atCentre(name)).isTrue();
        assertThat(line.carried()).isLessThan(66_000);
    }

    @Test
    void lostDoubledAndChangedChunksCostTimeAndNothingElse() {
        var count = new AtomicInteger();
        line.weather = message -> {
            if (message instanceof Chunk chunk) {
                int n = count.incrementAndGet();
                if (n % 7 == 0) {
                    return null;
                }
                if (n % 11 == 0) {
                    var bytes = chunk.bytes().toArray();
                    bytes[0] ^= 1;
                    return new Chunk(chunk.stream(), chunk.offset(), Bytes.owned(bytes), chunk.check());
                }
                if (n % 5 == 0) {
                    line.centre.peer.heard(chunk, line.time.nanos());
                }
            }
            return message;
        };
        line.connect();
        var name = line.scanned(100_000);
        line.pass(MINUTE.multipliedBy(3));
        assertThat(line.atCentre(name)).isTrue();
        assertThat(line.centreDisk.blobs().get(name))
                .isEqualTo(line.boxDisk.blobs().get(name));
    }

    @Test
    void anyMessageMayBeLost() {
        var count = new AtomicInteger();
        line.weather = message -> count.incrementAndGet() % 4 == 0 ? null : message;
        line.connect();
        var up = line.scanned(30_000);
        var down = line.centreDisk.put(line.bytes(30_000));
        line.centreDisk.give(TwoEnds.BOX, down, 1);
        line.pass(MINUTE.multipliedBy(15));
        assertThat(line.atCentre(up)).isTrue();
        assertThat(line.boxDisk.givenTo(TwoEnds.CENTRE)).contains(up);
        line.centre.peer.look(line.time.nanos());
        line.pass(MINUTE.multipliedBy(15));
        assertThat(line.boxDisk.heldFrom(TwoEnds.CENTRE)).contains(down);
    }

    @Test
    void bytesThatAreNotTheNamesAreRefusedAndTheRestGoesOn() {
        var bytes = line.bytes(20_000);
        var bad = line.boxDisk.put(bytes);
        line.boxDisk.give(TwoEnds.CENTRE, bad, 1);
        line.boxDisk.damage(bad);
        line.connect();
        var good = line.scanned(20_000);
        line.pass(Duration.ofSeconds(10));
        assertThat(line.atCentre(good)).isTrue();
        assertThat(line.atCentre(bad)).isFalse();
        assertThat(line.toBox(Refused.class)).contains(new Refused(bad, Reason.WRONG_BYTES, 30));
        line.boxDisk.mend(bytes);
        line.restartBox();
        line.pass(Duration.ofSeconds(10));
        assertThat(line.atCentre(bad)).isTrue();
    }

    @Test
    void fullDiskRefusesWithAReasonAndTakesItUpLater() {
        line.centreDisk.fate(() -> Result.FULL);
        line.connect();
        var name = line.scanned(10_000);
        line.pass(MINUTE);
        assertThat(line.toBox(Refused.class)).containsExactly(new Refused(name, Reason.DISK_FULL, 120));
        assertThat(line.box.peer.view().blobs()).singleElement().satisfies(blob -> {
            assertThat(blob.step()).isEqualTo(BlobProgress.Step.RESTING);
            assertThat(blob.trouble()).isEqualTo(Reason.DISK_FULL);
        });
        line.centreDisk.fate(() -> Result.DONE);
        line.pass(MINUTE.multipliedBy(6));
        assertThat(line.atCentre(name)).isTrue();
    }

    @Test
    void tooBigIsRefusedForGoodAndTooManyForNow() {
        line.limits = new Limits(50_000, 2, 64 * 1024, 256 * 1024);
        line.restartCentre();
        line.connect();
        var big = line.scanned(50_001);
        var small = new ArrayList<BlobName>();
        for (int i = 0; i < 6; i++) {
            small.add(line.scanned(4_000 + i));
        }
        line.pass(MINUTE.multipliedBy(3));
        assertThat(small).allMatch(line::atCentre);
        assertThat(line.toBox(Refused.class)).contains(new Refused(big, Reason.TOO_BIG, 0));
        assertThat(line.toBox(Refused.class).stream().filter(no -> no.name().equals(big)))
                .hasSize(1);
    }

    @Test
    void smallBlobsOvertakeALargeOneWhichStillMoves() {
        line.connect();
        var large = line.scanned(200_000);
        line.pass(Duration.ofSeconds(5));
        var small = line.scanned(6_000);
        line.pass(Duration.ofMillis(3_500));
        assertThat(line.atCentre(small)).isTrue();
        int before = line.centreDisk.kept(TwoEnds.BOX, large);
        for (int i = 0; i < 20; i++) {
            line.scanned(6_000);
        }
        line.pass(Duration.ofSeconds(12));
        assertThat(line.centreDisk.kept(TwoEnds.BOX, large)).isGreaterThan(before + 12_000);
    }

    @Test
    void calledOffBlobIsForgottenAtTheOtherEnd() {
        line.connect();
        var name = line.scanned(80_000);
        line.pass(Duration.ofSeconds(4));
        assertThat(line.centreDisk.kept(TwoEnds.BOX, name)).isPositive();
        line.boxDisk.callOff(TwoEnds.CENTRE, name);
        line.box.peer.look(line.time.nanos());
        line.pass(Duration.ofSeconds(3));
        assertThat(line.centreDisk.kept(TwoEnds.BOX, name)).isZero();
        assertThat(line.centre.peer.coming()).isZero();
        line.pass(MINUTE);
        assertThat(line.atCentre(name)).isFalse();
    }

    @Test
    void slowLineDownHoldsLittleInFrontOfWhatIsPressing() {
        line.limits = new Limits(64L << 20, 32, 6 * 1024, 256 * 1024);
        line.restartBox();
        line.connect();
        var name = line.centreDisk.put(line.bytes(200_000));
        line.centreDisk.give(TwoEnds.BOX, name, 1);
        line.centre.peer.look(line.time.nanos());
        line.pass(Duration.ofSeconds(28));
        assertThat(line.boxDisk.heldFrom(TwoEnds.CENTRE)).containsExactly(name);
        assertThat(line.toBox(Chunk.class)).allMatch(chunk -> chunk.bytes().size() <= 2_100);
        assertThat(line.heardByCentre.stream().filter(Want.class::isInstance).map(Want.class::cast))
                .allMatch(want -> want.window() <= 9_000); // a little over a second of this line
    }

    @Test
    void fastLineIsUsed() {
        line.bytesASecond = 10_000_000;
        line.delay = Duration.ofMillis(10);
        line.connect();
        var name = line.scanned(8_000_000);
        line.pass(Duration.ofSeconds(5));
        assertThat(line.atCentre(name)).isTrue();
    }

    @Test
    void giverThatSendsMoreThanWasAskedForFillsNoMemory() {
        line.connect();
        var name = line.boxDisk.put(line.bytes(4 << 20));
        line.centre.peer.heard(new BlobMessage.Offer(name, 4 << 20), line.time.nanos());
        line.pass(Duration.ofMillis(300));
        var want = line.toBox(Want.class).get(0);
        var bytes = line.boxDisk.bytes(name);
        for (int at = 0; at < 4 << 20; at += 65_536) {
            line.centre.peer.heard(Chunk.of(name, want.stream(), at, bytes.part(at, 65_536)), line.time.nanos());
        }
        assertThat(line.centre.peer.view().blobs())
                .singleElement()
                .satisfies(blob -> assertThat(blob.done()).isLessThanOrEqualTo(64 * 1024 + 256 * 1024 + 64 * 1024));
    }

    /** Its giver would wait a minute for the word of whoever was there before. */
    @Test
    void blobGoesOnAtOnceAtWhoeverTakesTheCentresPlace() {
        line.connect();
        var name = line.scanned(80_000);
        line.pass(Duration.ofSeconds(5));
        line.replaceCentre();
        line.pass(Duration.ofSeconds(8));
        assertThat(line.atCentre(name)).isTrue();
        assertThat(line.carried()).as("resumed").isLessThan(80_000 + 16_000);
    }
}
