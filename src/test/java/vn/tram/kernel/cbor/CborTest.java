package vn.tram.kernel.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

class CborTest {
    @Test
    void everyKindOfValueComesBack() throws BadForm {
        var id = UUID.fromString("01936f1a-7c00-7abc-8def-0123456789ab");
        var fields = new Fields()
                .put(0, Long.MIN_VALUE)
                .put(1, Long.MAX_VALUE)
                .put(23, true)
                .put(24, "Phường Hoàn Kiếm 🏮")
                .put(255, Bytes.ofHex("00ff"))
                .put(256, id)
                .put(65_536, List.of(new Fields().put(1, 2), new Fields()));
        var read = Cbor.decode(Cbor.encode(fields));
        assertThat(read).isEqualTo(fields);
        assertThat(read.id(256)).isEqualTo(id);
        assertThat(read.list(65_536, Fields.class)).hasSize(2);
        assertThat(Cbor.encode(read)).isEqualTo(Cbor.encode(fields));
    }

    @Test
    void keysAreWrittenInOrderWhateverTheOrderOfPutting() {
        assertThat(Bytes.of(Cbor.encode(new Fields().put(2, 1).put(1, 1))))
                .isEqualTo(Bytes.of(Cbor.encode(new Fields().put(1, 1).put(2, 1))))
                .hasToString("a201010201");
    }

    @Test
    void halfASurrogatePairDoesNotStopTheWriter() throws BadForm {
        var read = Cbor.decode(Cbor.encode(new Fields().put(1, "thiếu \uD83C giấy")));
        assertThat(read.text(1)).isEqualTo("thiếu ? giấy");
        assertThat(Cbor.decode(Cbor.encode(new Fields().put(1, "\uDC00"))).text(1))
                .isEqualTo("?");
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing at all",
        "a1, a map cut short",
        "a101, a key without its value",
        "8101, a list where a map belongs",
        "01, a number where a map belongs",
        "a10101a0, something behind the value",
        "a101f6, null",
        "a101f7, undefined",
        "a101f93c00, half-precision 1.0",
        "a101fb3ff0000000000000, a double",
        "a101c001, a tagged number",
        "a101c24101, a big number",
        "a1011bffffffffffffffff, a number beyond 64 bits signed",
        "a12001, a negative key",
        "a1616101, a key of letters",
        "a11b000000010000000001, a key beyond 31 bits",
        "a201010102, a key twice",
        "bf0101, an endless map cut short",
        "a1019f01, an endless list cut short",
        "a1017a7fffffff, a text longer than what follows",
        "a1015a7fffffff, bytes longer than what follows",
        "a1015bffffffffffffffff00, bytes of negative length",
        "a101bb00ffffffffffffff, a map of very many",
        "a1019b00ffffffffffffff, a list of very many",
        "a101818181818181818101, too deep",
        "a1011c, a reserved byte",
        "a1016a70f4f46f656475726573, a text of bytes that are no character",
        "a10163eda080, half a surrogate pair as text",
        "ff, a break alone"
    })
    void otherFormsAreRefused(String hex, String what) {
        assertThatThrownBy(() -> Cbor.decode(Bytes.ofHex(hex).toArray()))
                .as(what)
                .isInstanceOf(BadForm.class);
    }

    @Test
    void listOfTooManyElementsIsRefused() {
        var bytes = new byte[Cbor.MAX_ELEMENTS + 8];
        bytes[0] = (byte) 0x9f;
        java.util.Arrays.fill(bytes, 1, bytes.length - 1, (byte) 1);
        bytes[bytes.length - 1] = (byte) 0xff;
        assertThatThrownBy(() -> Cbor.decodeValue(bytes)).isInstanceOf(BadForm.class);
    }

    @Test
    void fieldOfAnotherKindIsRefusedAndNamed() {
        var fields = new Fields().put(1, "a").put(2, 5).put(3, Bytes.EMPTY).put(4, List.of("a", 1L));
        assertThatThrownBy(() -> fields.number(1)).isInstanceOf(BadForm.class).hasMessageContaining("field 1");
        assertThatThrownBy(() -> fields.text(2)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.number(9)).isInstanceOf(BadForm.class).hasMessageContaining("missing");
        assertThatThrownBy(() -> fields.id(3)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.flag(2, true)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.bytes(1)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.list(4, String.class)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.number(2, 6, 9)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> fields.number(2, 1, 4, 3)).isInstanceOf(BadForm.class);
    }

    @Test
    void absentFieldsHaveTheirDefaults() throws BadForm {
        var none = new Fields().putUnlessEmpty(1, "").putUnlessZero(2, 0);
        assertThat(none).isEqualTo(new Fields());
        assertThat(none.textOrEmpty(1)).isEmpty();
        assertThat(none.number(2, 7L)).isEqualTo(7);
        assertThat(none.number(2, 1, 9, 7)).isEqualTo(7);
        assertThat(none.flag(3, true)).isTrue();
        assertThat(none.list(4, Fields.class)).isEmpty();
    }
}
