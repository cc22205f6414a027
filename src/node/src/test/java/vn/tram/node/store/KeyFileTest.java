package vn.tram.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.StoreFailure;

final class KeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void keyIsMadeOnceAndIsTheSameAtEveryStart() throws StoreFailure, IOException {
        var data = folder.resolve("data");
        var first = KeyFile.open(data, KeyFile.CITY);
        assertThat(KeyFile.open(data, KeyFile.CITY).verifyKey()).isEqualTo(first.verifyKey());
        assertThat(KeyFile.open(data, KeyFile.BOX).verifyKey()).isNotEqualTo(first.verifyKey());
        assertThat(Files.readString(data.resolve("city-key.pub")).strip())
                .isEqualTo(first.verifyKey().raw().hex());
    }

    @Test
    void nobodyElseMayReadIt() throws StoreFailure, IOException {
        KeyFile.open(folder, KeyFile.CITY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("city-key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("city-key", "city-key.pub");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0011", "nonsense"})
    void damagedKeyIsNotReplaced(String content) throws IOException {
        var file = Files.writeString(folder.resolve("city-key"), content);
        assertThatThrownBy(() -> KeyFile.open(folder, KeyFile.CITY))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("damaged");
        assertThat(file).hasContent(content);
    }
}
