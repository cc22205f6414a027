package vn.tram.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Columns;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryCarried;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.event.SaysNothing;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;
import vn.tram.kernel.wire.WireSamples;

/** An entry whose salt and body are gone, and what still holds over it. */
class ErasedEntryTest {
    private static final String SECRET = "Nguyễn Văn A";
    private static final Bytes SALT = Digest.of(new byte[] {9}).first(Entry.LEAST_SALT);
    private static final Bytes BODY = Bytes.owned(Cbor.encode(new Fields().put(1, SECRET)));
    private static final Entry PERSONAL = new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1_000, SALT, BODY);

    @Test
    void chainLeadsOverItAsBefore() {
        var before = Digest.of(new byte[] {1});
        var erased = PERSONAL.erase();
        assertThat(erased.hashAfter(before)).isEqualTo(PERSONAL.hashAfter(before));
        assertThat(erased.content()).isEqualTo(Digest.of(SALT.toArray(), BODY.toArray()));
        assertThat(erased.salt().size() + erased.body().size()).isZero();
        assertThat(erased.erase()).as("once is enough").isEqualTo(erased);
    }

    @Test
    void onlyWhatIsSaltedCanBeErased() {
        var plain = new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1_000, Bytes.EMPTY, BODY);
        var shortly = new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1_000, SALT.first(Entry.LEAST_SALT - 1), BODY);
        for (var guessable : List.of(plain, shortly)) {
            assertThat(guessable.mayBeErased()).isFalse();
            assertThatThrownBy(guessable::erase).isInstanceOf(IllegalStateException.class);
        }
        assertThat(PERSONAL.mayBeErased()).isTrue();
    }

    @Test
    void digestStandsAloneAndHasItsSize() {
        var digest = PERSONAL.content();
        assertThatThrownBy(() -> new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1, SALT, Bytes.EMPTY, digest))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1, Bytes.EMPTY, BODY, digest))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(5, 3, Lane.RECORDS, 2, 250, 1, 1, Bytes.EMPTY, Bytes.EMPTY, digest.first(8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsKnownAndSaysNothingWhateverItWas() throws BadForm {
        assertThat(EventTypes.decode(PERSONAL)).as("of an unknown type").isEmpty();
        assertThat(EventTypes.decode(PERSONAL.erase())).contains(new SaysNothing());
    }

    @Test
    void reasonThatIsNotKnownIsNoReasonNotToErase() throws BadForm {
        var body = Bytes.owned(
                Cbor.encode(new Fields().put(1, 5).put(2, 2).put(3, 12).put(4, 99)));
        var fact = new Entry(5, 4, Lane.RECORDS, 3, 45, 1, 1_000, Bytes.EMPTY, body);
        assertThat(EventTypes.decode(fact)).contains(new EntryErased(5, Lane.RECORDS, 12, EraseReason.UNKNOWN));
    }

    @Test
    void ofAnErasedEntryNothingIsCarriedOver() {
        assertThatThrownBy(() -> new EntryCarried(PERSONAL.erase())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void frameWithItIsReadBackWhateverPackingWasWanted(Packing packing) throws BadForm {
        var plain = new Entry(5, 4, Lane.RECORDS, 3, 61, 2, 1_001, Bytes.EMPTY, BODY);
        var frame = WireSamples.frame(List.of(PERSONAL.erase(), plain));
        assertThat(FrameCodec.decode(FrameCodec.encode(frame, packing))).isEqualTo(frame);
        var whole = WireSamples.frame(List.of(PERSONAL, plain));
        assertThat(frame.tail()).as("the chain does not know the difference").isEqualTo(whole.tail());
    }

    @Test
    void columnsHaveNoPlaceForIt() {
        assertThatThrownBy(() -> Columns.write(List.of(PERSONAL.erase()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void plainFrameHoldsNothingOfTheBody() {
        var bytes = FrameCodec.encode(WireSamples.frame(List.of(PERSONAL.erase())), Packing.PLAIN);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(SECRET.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
