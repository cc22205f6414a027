package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
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
        assertThatThrownBy(() -> further.with(256, changed))
                .as("that would be one of columns")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frameNamesItsDictionaryOfColumnsAndWhoHasItReadsIt() throws BadForm {
        var trained = DictionaryMaker.make(1);
        int number = Dictionary.number(trained);
        var both = Dictionaries.BUILT_IN.with(trained);
        assertThat(both.forColumns())
                .as("the newest first")
                .containsExactly(number, Dictionaries.BUILT_IN.forColumns().get(0));
        var frame = WireSamples.frame(entries);
        for (int each : both.forColumns()) {
            var bytes = FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY, both, each);
            assertThat(FrameCodec.decode(bytes, both)).isEqualTo(frame);
        }
        var bytes = FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY, both, number);
        assertThatThrownBy(() -> FrameCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        BadForm.class,
                        bad -> assertThat(bad.isOfAnotherVersion()).isTrue());
        assertThatThrownBy(() -> FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY, both, 1))
                .as("dictionary 1 is one for rows")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noMoreDictionariesAreTakenThanThereIsRoomFor() {
        var all = Dictionaries.BUILT_IN;
        for (byte i = 1; i < Dictionaries.MOST_COLUMNS; i++) {
            all = all.with(Bytes.of(new byte[] {i}));
        }
        var full = all;
        assertThat(full.with(Bytes.of(new byte[] {1}))).as("known before").isSameAs(full);
        var one = Bytes.of(new byte[] {0});
        assertThatThrownBy(() -> full.with(one)).isInstanceOf(IllegalArgumentException.class);
    }
}
