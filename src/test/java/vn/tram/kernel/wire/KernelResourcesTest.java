package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.trust.Digest;

class KernelResourcesTest {
    @Test
    void dictionaryOneIsFrozenForEver() throws IOException {
        try (var in = FrameCodec.class.getResourceAsStream("dictionary-1.zdict")) {
            assertThat(in)
                    .as("both resource folders of this unusual module are packaged")
                    .isNotNull();
            var bytes = in == null ? new byte[0] : in.readAllBytes();
            assertThat(bytes).hasSize(16 * 1024);
            assertThat(Digest.of(bytes).hex())
                    .as("boxes in the field pack with these bytes; a better dictionary gets the next number")
                    .isEqualTo("78520b37d2eadbc0c50c407aa9c366eaed3d8ff4413fc52c330ac9253407b346");
        }
    }
}
