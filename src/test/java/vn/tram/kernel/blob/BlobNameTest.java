package vn.tram.kernel.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;

class BlobNameTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void isReadAsItIsWritten() {
        assertThat(BlobName.ofHex(EMPTY).hex()).isEqualTo(EMPTY);
        assertThat(BlobName.ofHex(EMPTY)).hasToString(EMPTY).isEqualTo(BlobName.ofHex(EMPTY));
    }

    @Test
    void anythingButSixtyFourDigitsIsRefused() {
        assertThatThrownBy(() -> new BlobName(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlobName.ofHex(EMPTY.substring(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlobName.ofHex("../" + EMPTY.substring(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
