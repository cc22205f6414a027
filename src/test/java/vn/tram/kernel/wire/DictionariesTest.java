package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.wire.FrameCodec.Packing;

class DictionariesTest {
    private final List<Entry> entries = DictionaryTrainer.entries(22_000, 77, 30);
    private final Bytes other = Bytes.of(FrameCodec.rowBytes(DictionaryTrainer.entries(22_100, 78, 300)));
    private final Dictionaries further = Dictionaries.BUILT_IN.with(2, other);

    @Test
    void frameNamesItsDictionaryAndWhoHasItReadsIt() throws BadForm {
        var frame = WireSamples.frame(entries);
        var bytes = FrameCodec.encode(frame, Packing.ZSTD_DICTIONARY_1, further, 2);
        assertThat(FrameCodec.decode(bytes, further)).isEqualTo(frame);
        assertThatThrownBy(() -> FrameCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        BadForm.class,
                        bad -> assertThat(bad.isOfAnotherVersion()).isTrue());
    }

    @Test
    void frameOfTheFirstDictionaryIsWhatItAlwaysWas() throws BadForm {
        var frame = WireSamples.frame(entries);
        var bytes = FrameCodec.encode(frame, Packing.ZSTD_DICTIONARY_1, further, 1);
        assertThat(bytes).isEqualTo(FrameCodec.encode(frame, Packing.ZSTD_DICTIONARY_1));
        assertThat(FrameCodec.decode(bytes)).isEqualTo(frame);
    }

    @Test
    void numberNeverComesToMeanOtherBytes() {
        assertThat(further.with(2, other).knows(2)).isTrue();
        assertThat(further.knows(3)).isFalse();
        var changed = Bytes.of(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> further.with(2, changed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> further.with(1, changed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> further.with(0, changed)).isInstanceOf(IllegalArgumentException.class);
    }
}
