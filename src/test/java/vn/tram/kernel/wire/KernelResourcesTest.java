package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.trust.Digest;

class KernelResourcesTest {
    @Test
    void dictionaryOneIsFrozenForEver() throws IOException {
        var bytes = resource("dictionary-1.zdict");
        assertThat(bytes).hasSize(16 * 1024);
        assertThat(Digest.of(bytes).hex())
                .as("boxes in the field pack with these bytes; a better dictionary gets the next number")
                .isEqualTo("78520b37d2eadbc0c50c407aa9c366eaed3d8ff4413fc52c330ac9253407b346");
    }

    @Test
    void firstDictionaryOfColumnsIsFrozenForEver() throws IOException {
        assertThat(Digest.of(resource("columns-25692.dictionary")).hex())
                .as("boxes in the field pack with these bytes; a better dictionary is another file")
                .isEqualTo("de0e765cb5106407cef5afa0022056064ea5a00894c71a92165e7da8670781d0");
        assertThat(Dictionaries.BUILT_IN.forColumns()).containsExactly(25_692);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = FrameCodec.class.getResourceAsStream(name)) {
            assertThat(in)
                    .as("both resource folders of this unusual module are packaged")
                    .isNotNull();
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}
