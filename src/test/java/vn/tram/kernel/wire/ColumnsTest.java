package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Columns;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** The columnar form keeps every entry bit for bit, is small, and a liar gets no memory and little time. */
class ColumnsTest {
    private static final Dictionary DICTIONARY = dictionary();

    private static Dictionary dictionary() {
        try {
            return Dictionary.read(DictionaryMaker.make(1));
        } catch (BadForm impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 95, 80", "10, 20, 13.5", "50, 10.5, 7.2", "500, 6.5, 5.7"})
    void frameOfATypicalDayIsSmallerThanInRows(int size, double most, double mostPrimed) throws BadForm {
        var entries = DictionaryTrainer.entries(22_000, 77, 430);
        long columns = 0;
        long primed = 0;
        long rows = 0;
        int counted = 0;
        for (int from = 0; from + size <= entries.size(); from += size) {
            var frame = WireSamples.frame(entries.subList(from, from + size));
            var bytes = FrameCodec.encode(frame, Packing.COLUMNS);
            assertThat(FrameCodec.decode(bytes)).isEqualTo(frame);
            columns += bytes.length;
            var shorter = FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY);
            assertThat(FrameCodec.decode(shorter)).isEqualTo(frame);
            primed += shorter.length;
            rows += FrameCodec.encode(frame, Packing.ZSTD_DICTIONARY_1).length;
            counted += size;
        }
        assertThat(columns).isLessThan(rows);
        assertThat((double) columns / counted).isLessThan(most);
        assertThat((double) primed / counted).isLessThan(mostPrimed);
    }

    @Property(tries = 2_000)
    void everyEntryComesBackAsItWas(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) throws BadForm {
        var entries = entries(new SplittableRandom(seed), count);
        var frame = WireSamples.frame(entries);
        assertThat(FrameCodec.decode(FrameCodec.encode(frame, Packing.COLUMNS))).isEqualTo(frame);
        assertThat(FrameCodec.decode(FrameCodec.encode(frame, Packing.COLUMNS_DICTIONARY)))
                .isEqualTo(frame);
    }

    /** Entries such as nobody makes today: any number, salt and body, bodies that are no map, maps within maps. */
    private static List<Entry> entries(SplittableRandom chance, int count) {
        var entries = new ArrayList<Entry>();
        long lsn = chance.nextLong(1L << chance.nextInt(60));
        long at = chance.nextInt(3) == 0 ? -chance.nextLong(1L << 40) : chance.nextLong(1L << 42);
        for (int i = 1; i <= count; i++) {
            lsn += 1 + (chance.nextInt(3) == 0 ? chance.nextLong(1L << 40) : 0);
            at += chance.nextInt(4) == 0 ? 0 : chance.nextLong(1L << chance.nextInt(1, 40));
            int version = chance.nextInt(3) == 0 ? 1 + chance.nextInt(0xFFFF) : 1;
            var salt = chance.nextInt(4) == 0 ? bytes(chance, 32) : Bytes.EMPTY;
            int type = chance.nextInt(2) == 0 ? 1 + chance.nextInt(14) : 1 + chance.nextInt(Integer.MAX_VALUE - 1);
            entries.add(new Entry(7, lsn + i, Lane.URGENT, i, type, version, at, salt, body(chance)));
        }
        return entries;
    }

    private static Bytes body(SplittableRandom chance) {
        if (chance.nextInt(5) == 0) {
            return bytes(chance, 60);
        }
        var fields = new Fields();
        int keys = chance.nextInt(7);
        for (int i = 0; i < keys; i++) {
            int key = chance.nextInt(8) == 0 ? chance.nextInt(2_000) : chance.nextInt(7);
            switch (chance.nextInt(6)) {
                case 0 -> fields.put(key, bytes(chance, 20));
                case 1 -> fields.put(key, "phường " + chance.nextInt(3));
                case 2 -> fields.put(key, chance.nextLong());
                case 3 -> fields.put(key, chance.nextInt(40) == 0 ? List.of(1L) : List.of());
                default -> fields.put(key, chance.nextLong(1L << chance.nextInt(63)));
            }
        }
        return Bytes.of(Cbor.encode(fields));
    }

    private static Bytes bytes(SplittableRandom chance, int most) {
        var bytes = new byte[chance.nextInt(most + 1)];
        chance.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    @Property(tries = 3_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 2_000) int count) {
        try {
            assertThat(Columns.read(bytes, new Columns.Place(1, Lane.URGENT, 1), count, 10_000))
                    .hasSize(count);
        } catch (BadForm refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        try {
            var place = new Columns.Place(1, Lane.URGENT, 1);
            assertThat(Columns.read(bytes, place, count, 10_000, DICTIONARY)).hasSize(count);
        } catch (BadForm refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void fewBytesThatClaimToBeAMegabyteAreRefused() {
        for (var told : new long[] {1, 2_000, Frame.MAX_UNPACKED}) {
            for (var bytes : new byte[][] {{}, {0}, {-1, -1, -1, -1, -1, -1}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}) {
                var place = new Columns.Place(1, Lane.URGENT, 1);
                assertThatThrownBy(() -> Columns.read(bytes, place, Frame.MAX_ENTRIES, told))
                        .isInstanceOf(BadForm.class);
            }
        }
    }

    /** A text of 60,000 bytes is told once and then named in a few bits: more than was told must not come of it. */
    @Test
    void repeatedTextDoesNotGrowBeyondWhatAFrameMayHold() {
        var long1 = Bytes.of(Cbor.encode(new Fields().put(5, "x".repeat(60_000))));
        var entries = new ArrayList<Entry>();
        for (int i = 1; i <= 40; i++) {
            entries.add(new Entry(1, i, Lane.URGENT, i, 2, 1, 1, Bytes.EMPTY, long1));
        }
        var bytes = Columns.write(entries);
        assertThat(bytes.length).isLessThan(5_000);
        var place = new Columns.Place(1, Lane.URGENT, 1);
        assertThatThrownBy(() -> Columns.read(bytes, place, entries.size(), Frame.MAX_UNPACKED))
                .isInstanceOf(BadForm.class);
        var frame = FrameCodec.encode(WireSamples.frame(entries), Packing.COLUMNS);
        assertThatThrownBy(() -> FrameCodec.decode(frame)).isInstanceOf(BadForm.class);
    }

    @Test
    void bytesLeftOverOrMissingAreRefused() throws BadForm {
        var entries = DictionaryTrainer.entries(22_000, 77, 20);
        var place = new Columns.Place(
                entries.get(0).epoch(), Lane.URGENT, entries.get(0).lseq());
        var bytes = Columns.write(entries);
        long size = Columns.size(entries);
        assertThat(Columns.read(bytes, place, entries.size(), size)).isEqualTo(entries);
        assertThatThrownBy(() -> Columns.read(java.util.Arrays.copyOf(bytes, bytes.length + 9), place, 3, size))
                .isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> Columns.read(bytes, place, entries.size(), size - 1))
                .isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> Columns.read(bytes, place, entries.size(), size + 1))
                .isInstanceOf(BadForm.class);
    }
}
