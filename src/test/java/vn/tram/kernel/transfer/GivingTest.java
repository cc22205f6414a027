package vn.tram.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Want;

class GivingTest {
    private static final BlobName NAME = new BlobName(Bytes.owned(new byte[32]));
    private static final int SIZE = 10_000;
    private static final int PIECE = 1_000;

    private final Giving giving = new Giving(new GivingDisk.Queued(NAME, SIZE, 1));

    private void reads(long from, int length, int content) {
        assertThat(giving.readFrom(2 * PIECE)).isEqualTo(from);
        var bytes = new byte[giving.readLength(from, length)];
        Arrays.fill(bytes, (byte) content);
        assertThat(giving.read(from, Bytes.owned(bytes))).isTrue();
    }

    @Test
    void nextBytesAreReadBeforeTheLastAreSentAndPiecesStayWhole() {
        giving.wanted(new Want(NAME, 0, 7, 60_000, PIECE), 0);
        reads(0, 2_500, 1);
        giving.send(PIECE, 0);
        reads(2_500, 2_500, 2);
        assertThat(giving.send(PIECE, 0).bytes().size()).isEqualTo(PIECE);
        var across = giving.send(PIECE, 0).bytes().toArray();
        assertThat(across[0]).isEqualTo((byte) 1);
        assertThat(across[PIECE - 1]).isEqualTo((byte) 2);
    }

    @Test
    void pieceWaitsForItsRestWhileThatIsRead() {
        giving.wanted(new Want(NAME, 0, 7, 60_000, PIECE), 0);
        reads(0, 1_500, 1);
        giving.send(PIECE, 0);
        giving.readLength(1_500, 1_500);
        assertThat(giving.canSend(PIECE)).isFalse();
        giving.read(1_500, Bytes.owned(new byte[1_500]));
        assertThat(giving.canSend(PIECE)).isTrue();
    }

    @Test
    void whatWasMisreadIsReadAnewForTheNextStream() {
        giving.wanted(new Want(NAME, 0, 7, 60_000, PIECE), 0);
        reads(0, SIZE, 1);
        giving.send(PIECE, 0);
        giving.wanted(new Want(NAME, 0, 8, 60_000, PIECE), 0);
        reads(0, SIZE, 2);
        assertThat(giving.send(PIECE, 0).bytes().toArray()[0]).isEqualTo((byte) 2);
    }
}
