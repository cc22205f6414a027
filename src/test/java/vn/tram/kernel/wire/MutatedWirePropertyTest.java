package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.transfer.BlobCodec;

/** Whatever arrives, a decoder returns a value or throws {@link BadForm}: everything else would end a process. */
class MutatedWirePropertyTest {
    private static final List<Bytes> FORMS = List.copyOf(GoldenFiles.kept().values());

    private static final Bytes SMALL = Dictionary.write(List.of(
            DictionaryTrainer.entries(22_000, 77, 40),
            DictionaryTrainer.entries(22_001, 78, 4).subList(3, 12)));

    /** A change to one place of a message. */
    record Hit(int where, int kind, byte value) {
        byte[] on(byte[] bytes) {
            if (bytes.length == 0) {
                return bytes;
            }
            int at = Math.floorMod(where, bytes.length);
            byte[] after = bytes.clone();
            switch (kind) {
                case 0 -> after[at] ^= (byte) (1 << (value & 7));
                case 1 -> after[at] = value;
                case 2 -> after = Bytes.of(bytes).first(at).toArray();
                case 3 -> {
                    after = java.util.Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, after, at + 1, bytes.length - at);
                    after[at] = value;
                }
                default -> {
                    after = java.util.Arrays.copyOf(bytes, bytes.length - 1);
                    System.arraycopy(bytes, at + 1, after, at, bytes.length - at - 1);
                }
            }
            return after;
        }
    }

    @Provide
    Arbitrary<List<Hit>> hits() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.integers(), Arbitraries.integers().between(0, 4), Arbitraries.bytes())
                .as(Hit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        return net.jqwik.api.Combinators.combine(Arbitraries.of(FORMS), hits()).as((form, all) -> {
            byte[] bytes = form.toArray();
            for (var hit : all) {
                bytes = hit.on(bytes);
            }
            return bytes;
        });
    }

    @Property(tries = 20_000)
    void mutatedMessagesAreReadOrRefused(@ForAll("mutated") byte[] bytes) {
        checkAll(bytes);
    }

    @Property(tries = 5_000)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 400) byte[] bytes) {
        checkAll(bytes);
    }

    /** What a hostile signer could send; fewer tries, for each reads some thousand entries. */
    @Property(tries = 300)
    void mutatedDictionariesAreReadOrRefused(@ForAll("hits") List<Hit> hits) {
        byte[] bytes = SMALL.toArray();
        for (var hit : hits) {
            bytes = hit.on(bytes);
        }
        var mutated = Bytes.of(bytes);
        readOrRefused(() -> Dictionary.read(mutated));
    }

    private static void checkAll(byte[] bytes) {
        readOrRefused(() -> Cbor.decodeValue(bytes));
        readOrRefused(() -> ControlCodec.decode(bytes));
        readOrRefused(() -> FrameCodec.decode(bytes));
        readOrRefused(() -> BlobCodec.decode(bytes));
        readOrRefused(() -> Dictionary.read(Bytes.of(bytes)));
        for (int type : new int[] {1, 2, 3, 9, 10, 11, 13, 40, 41, 42}) {
            var entry = new Entry(1, 1, Lane.URGENT, 1, type, 1, 1, Bytes.EMPTY, Bytes.of(bytes));
            readOrRefused(() -> EventTypes.decode(entry));
        }
    }

    private interface Reading {
        Object read() throws BadForm;
    }

    /** Any other exception ends the property and shows the bytes. */
    private static void readOrRefused(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (BadForm refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
