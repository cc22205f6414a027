package vn.tram.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;
import vn.tram.kernel.wire.WireSamples;

class BlobCodecTest {
    private static final Bytes NAME = BlobSamples.NAME.sha256();

    @Test
    void everyKindOfMessageHasASample() {
        var sampled = BlobSamples.all().values().stream()
                .<Class<?>>map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(Set.of(BlobMessage.class.getPermittedSubclasses()));
    }

    @Test
    void everyMessageComesBackAndIsKnownByItsFirstBytes() throws BadForm {
        for (var sample : BlobSamples.all().values()) {
            var bytes = BlobCodec.encode(sample);
            assertThat(BlobCodec.isBlobMessage(bytes)).isTrue();
            assertThat(BlobCodec.decode(bytes)).isEqualTo(sample);
            var later = Cbor.encode(Cbor.decode(bytes).put(90, "sau này"));
            assertThat(BlobCodec.decode(later)).isEqualTo(sample);
        }
    }

    @Test
    void framesAndControlMessagesAreNotTakenForThem() {
        for (var control : WireSamples.controls().values()) {
            assertThat(BlobCodec.isBlobMessage(ControlCodec.encode(control))).isFalse();
        }
        for (var frame : WireSamples.frames().values()) {
            for (var packing : Packing.values()) {
                assertThat(BlobCodec.isBlobMessage(FrameCodec.encode(frame, packing)))
                        .isFalse();
            }
        }
        assertThat(BlobCodec.isBlobMessage(new byte[0])).isFalse();
    }

    @Test
    void aReasonThatIsNotKnownIsSomeOtherReason() throws BadForm {
        var later = new Fields().put(0, 44).put(1, NAME).put(2, 999);
        assertThat(BlobCodec.decode(Cbor.encode(later))).isEqualTo(new Refused(BlobSamples.NAME, Reason.OTHER, 0));
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        assertRefused(new Fields().put(0, 40).put(1, NAME.first(31)).put(2, 1));
        assertRefused(new Fields().put(0, 40).put(1, NAME).put(2, -1));
        assertRefused(new Fields().put(0, 40).put(1, NAME).put(2, BlobCodec.MAX_SIZE + 1));
        assertRefused(new Fields().put(0, 41).put(1, NAME).put(3, -1));
        assertRefused(new Fields().put(0, 41).put(1, NAME).put(4, 1L << 31));
        assertRefused(new Fields().put(0, 44).put(1, NAME).put(2, 1).put(3, -5));
        assertRefused(chunk(0, NAME.first(8), NAME));
        assertRefused(chunk(1, NAME.first(7), NAME));
        assertRefused(chunk(1, NAME.first(8), Bytes.EMPTY));
        assertRefused(chunk(1, NAME.first(8), Bytes.owned(new byte[BlobCodec.MAX_CHUNK + 1])));
        assertRefused(new Fields().put(0, 49));
        assertThatThrownBy(() -> BlobCodec.decode(new byte[BlobCodec.MAX_BYTES + 1]))
                .isInstanceOf(BadForm.class);
    }

    @Test
    void largestChunkFitsIntoAMessage() {
        var chunk = Chunk.of(BlobSamples.NAME, Integer.MAX_VALUE, 1L << 39, Bytes.owned(new byte[BlobCodec.MAX_CHUNK]));
        assertThat(BlobCodec.encode(chunk).length).isLessThan(BlobCodec.MAX_BYTES);
    }

    @Test
    void theCheckKnowsNameAndPlace() {
        var bytes = Bytes.ofHex("01020304");
        var chunk = Chunk.of(BlobSamples.NAME, 1, 0, bytes);
        assertThat(chunk.fits(BlobSamples.NAME)).isTrue();
        assertThat(new Chunk(1, 1, bytes, chunk.check()).fits(BlobSamples.NAME)).isFalse();
        assertThat(chunk.fits(new vn.tram.kernel.blob.BlobName(vn.tram.kernel.trust.Digest.of(new byte[0]))))
                .isFalse();
    }

    private static Fields chunk(int stream, Bytes check, Bytes bytes) {
        return new Fields().put(0, 42).put(1, stream).put(3, check).put(4, bytes);
    }

    private static void assertRefused(Fields fields) {
        assertThatThrownBy(() -> BlobCodec.decode(Cbor.encode(fields)))
                .as(fields.toString())
                .isInstanceOf(BadForm.class);
    }
}
