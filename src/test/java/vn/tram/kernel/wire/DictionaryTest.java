package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Columns;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** A dictionary teaches every frame the same, is named by its bytes, and a hostile one gets no memory. */
class DictionaryTest {
    private static final Columns.Place PLACE = new Columns.Place(1, Lane.URGENT, 1);

    private final List<Entry> day = DictionaryTrainer.entries(22_000, 77, 100);

    @Test
    void numberComesOfTheBytes() throws BadForm {
        var bytes = DictionaryMaker.make(3);
        assertThat(Dictionary.read(bytes).number()).isEqualTo(Dictionary.number(bytes));
        byte[] other = bytes.toArray();
        other[other.length - 1] ^= 1;
        assertThat(Dictionary.number(Bytes.of(other))).isNotEqualTo(Dictionary.number(bytes));
        for (int i = 0; i < 1_000; i++) {
            assertThat(Dictionary.number(Bytes.of(Cbor.encode(new Fields().put(1, i)))))
                    .isBetween(Dictionary.FIRST_NUMBER, Dictionary.LAST_NUMBER);
        }
    }

    /** What one frame holds must not change how the next one is read, in whatever order and by however many. */
    @Test
    void noFrameTeachesTheDictionaryAnything() throws Exception {
        var dictionary = Dictionary.read(DictionaryMaker.make(3));
        var first = Columns.write(day.subList(0, 40), dictionary);
        for (int from = 0; from < 200; from += 7) {
            Columns.write(day.subList(from, from + 7), dictionary);
        }
        assertThat(Columns.write(day.subList(0, 40), dictionary)).isEqualTo(first);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var reading = IntStream.range(0, 40)
                    .<Callable<List<Entry>>>mapToObj(i -> () -> read(i, dictionary))
                    .toList();
            for (var read : threads.invokeAll(reading)) {
                assertThat(day).containsAll(read.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Entry> read(int from, Dictionary dictionary) throws BadForm {
        var part = day.subList(from, from + 30);
        var place =
                new Columns.Place(part.get(0).epoch(), Lane.URGENT, part.get(0).lseq());
        var read = Columns.read(Columns.write(part, dictionary), place, 30, Columns.size(part), dictionary);
        assertThat(read).isEqualTo(part);
        return read;
    }

    @Test
    void otherBytesAreReadByAnotherDictionaryOrRefusedAndNeverTakenForTheSame() throws BadForm {
        var one = Dictionary.read(DictionaryMaker.make(3));
        var other = Dictionary.read(DictionaryMaker.make(4));
        var part = day.subList(0, 40);
        var bytes = Columns.write(part, one);
        try {
            assertThat(Columns.read(bytes, PLACE, 40, Columns.size(part), other))
                    .isNotEqualTo(part);
        } catch (BadForm refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void whatIsOverItsLimitsIsRefused() {
        assertRefused(Bytes.of(new byte[Dictionary.MAX_BYTES + 1]));
        var bits = Bytes.ofHex("000000000000000000000000");
        assertRefused(form(1, List.of(), 1, bits));
        assertRefused(form(1, List.of(0L), 1, bits));
        assertRefused(form(1, List.of(-1L), 1, bits));
        assertRefused(form(1, List.of(Long.MAX_VALUE, 1L), 1, bits));
        assertRefused(form(1, List.of(Dictionary.MAX_ENTRIES + 1L), 1, bits));
        assertRefused(form(1, IntStream.range(0, 1_001).mapToObj(i -> 1L).toList(), 1, bits));
        assertRefused(form(1, List.of(1L), Dictionary.MAX_UNPACKED + 1, bits));
        assertRefused(form(1, List.of((long) Dictionary.MAX_ENTRIES), Dictionary.MAX_UNPACKED, bits));
    }

    @Test
    void laterFormIsToldFromADamagedOne() {
        assertThatThrownBy(() -> Dictionary.read(form(2, List.of(1L), 1, Bytes.ofHex("00"))))
                .isInstanceOfSatisfying(
                        BadForm.class,
                        bad -> assertThat(bad.isOfAnotherVersion()).isTrue());
    }

    /** Few bytes may name very many columns: 2,000 kinds of entries with 30 fields each would take 100 MB. */
    @Test
    void oneThatWouldTeachTooMuchIsRefused() {
        var entries = new ArrayList<Entry>();
        for (int i = 1; i <= 2_000; i++) {
            var fields = new Fields();
            for (int key = 5; key < 35; key++) {
                fields.put(key, i % 200);
            }
            entries.add(new Entry(1, i, Lane.URGENT, i, 100 + i, 1, 1, Bytes.EMPTY, Bytes.of(Cbor.encode(fields))));
        }
        assertThatThrownBy(() -> Dictionary.write(List.of(entries))).isInstanceOf(IllegalArgumentException.class);
        var frame = Columns.write(entries);
        long size = Columns.size(entries);
        assertThatThrownBy(() -> Columns.read(frame, PLACE, entries.size(), size))
                .as("a frame that asks for that much memory is refused as well")
                .isInstanceOf(BadForm.class);
    }

    private static Bytes form(int form, List<Long> counts, int size, Bytes bits) {
        return Bytes.of(Cbor.encode(
                new Fields().put(1, form).put(2, counts).put(3, size).put(4, bits)));
    }

    private static void assertRefused(Bytes bytes) {
        assertThatThrownBy(() -> Dictionary.read(bytes)).isInstanceOf(BadForm.class);
    }
}
