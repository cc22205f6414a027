package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

class ControlCodecTest {
    @Test
    void everyKindOfMessageHasASample() {
        var sampled = WireSamples.controls().values().stream()
                .<Class<?>>map(Object::getClass)
                .collect(Collectors.toSet());
        var messages = Set.of(Control.class.getPermittedSubclasses());
        assertThat(sampled).isEqualTo(messages);
    }

    @Test
    void everyMessageComesBack() throws BadForm {
        for (var sample : WireSamples.controls().values()) {
            assertThat(ControlCodec.decode(ControlCodec.encode(sample))).isEqualTo(sample);
        }
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() throws BadForm {
        for (var sample : WireSamples.controls().entrySet()) {
            var fields = Cbor.decode(ControlCodec.encode(sample.getValue())).put(90, "sau này");
            assertThat(ControlCodec.decode(Cbor.encode(fields))).isEqualTo(sample.getValue());
        }
    }

    @Test
    void unknownKindIsRefused() {
        assertRefused(new Fields().put(0, 8));
        assertRefused(new Fields().put(0, -1));
        assertRefused(new Fields().put(1, 1));
        assertRefused(new Fields());
    }

    @Test
    void messageOverTheLimitIsRefused() {
        assertThatThrownBy(() -> ControlCodec.decode(new byte[ControlCodec.MAX_BYTES + 1]))
                .isInstanceOf(BadForm.class);
    }

    @Test
    void watermarksThatCountBackwardsOrHaveNoWholeHashAreRefused() {
        var hash = Digest.of(new byte[0]);
        assertRefused(welcome(new Fields().put(1, 1).put(2, -1).put(3, hash).put(4, 0)));
        assertRefused(
                welcome(new Fields().put(1, 1).put(2, 1).put(3, hash.first(8)).put(4, 0)));
        assertRefused(welcome(new Fields().put(1, 1).put(2, 1).put(3, hash).put(4, -1)));
        assertRefused(welcome(new Fields().put(1, 77).put(2, 1).put(3, hash).put(4, 0)));
        assertRefused(
                new Fields().put(0, 3).put(1, 1).put(2, 1).put(3, 1).put(4, -5).put(5, 0));
        assertRefused(new Fields().put(0, 2).put(1, 5).put(2, 0).put(3, 1).put(5, 0));
        assertRefused(new Fields().put(0, 2).put(1, 5).put(2, 7).put(3, 1).put(5, 8));
    }

    @Test
    void alarmsBeyondAnyCountAreRefusedAndNotCutShort() {
        assertRefused(new Fields().put(0, 4).put(1, 1).put(3, 1).put(4, (1L << 32) + 1));
        assertRefused(new Fields().put(0, 4).put(1, 1).put(3, 1).put(4, -1));
    }

    @Test
    void feedRowsThatUnpackToSomethingElseAreRefused() {
        byte[] rows =
                Cbor.encodeValue(List.of(new Fields().put(1, "a").put(2, 1).put(3, Bytes.EMPTY)));
        var good = Bytes.of(Zstd.compress(rows, 3));
        var bomb = Bytes.of(Zstd.compress(new byte[64 << 20], 3));
        assertRefused(batch(rows.length + 1, good));
        assertRefused(batch(rows.length - 1, good));
        assertRefused(batch(0, good));
        assertRefused(batch(ControlCodec.MAX_ROWS_BYTES + 1, good));
        assertRefused(batch(ControlCodec.MAX_ROWS_BYTES, bomb));
        assertRefused(batch(rows.length, Bytes.of(rows)));
        assertRefused(batch(rows.length, Bytes.EMPTY));
        assertRefused(batch(1, Bytes.of(Zstd.compress(new byte[] {1}, 3))));
        assertRefused(batch(2, Bytes.of(Zstd.compress(new byte[] {(byte) 0x81, 1}, 3))));
    }

    @Test
    void fullFeedBatchFitsIntoAMessage() throws BadForm {
        var chance = new java.util.SplittableRandom(3);
        var body = new byte[250_000];
        chance.nextBytes(body);
        var position = new FeedPosition(1, 1);
        var batch = new FeedBatch("procedures", position, position, 1, List.of(new FeedRow("a", 1, Bytes.of(body))));
        var bytes = ControlCodec.encode(batch);
        assertThat(bytes.length).isLessThan(ControlCodec.MAX_BYTES);
        assertThat(ControlCodec.decode(bytes)).isEqualTo(batch);
    }

    private static Fields welcome(Fields mark) {
        return new Fields()
                .put(0, 2)
                .put(1, 5)
                .put(2, 0)
                .put(3, 1)
                .put(4, List.of(mark))
                .put(5, 8);
    }

    private static Fields batch(int unpacked, Bytes packed) {
        return new Fields()
                .put(0, 7)
                .put(1, "procedures")
                .put(2, 1)
                .put(3, 0)
                .put(4, 1)
                .put(5, 1)
                .put(6, 1)
                .put(7, unpacked)
                .put(8, packed);
    }

    private static void assertRefused(Fields fields) {
        assertThatThrownBy(() -> ControlCodec.decode(Cbor.encode(fields)))
                .as(fields.toString())
                .isInstanceOf(BadForm.class);
    }
}
