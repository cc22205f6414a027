package vn.tram.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineNumberTest {
    @TempDir
    private Path folder;

    @Test
    void eachNameCountsAndNoneIsTold() throws IOException {
        var system = Files.writeString(folder.resolve("machine-id"), "0123456789abcdef0123456789abcdef\n");
        var board = Files.writeString(folder.resolve("product_uuid"), "4c4c4544-0042\n");
        var missing = folder.resolve("missing");
        var both = MachineNumber.of(List.of(system, board));
        assertThat(both.size()).isEqualTo(16);
        assertThat(both).isEqualTo(MachineNumber.of(List.of(system, board)));
        assertThat(MachineNumber.of(List.of(system, missing))).isNotEqualTo(both);
        assertThat(both.hex()).doesNotContain("0123456789abcdef");
    }

    @Test
    void machineWithoutANameHasNoNumber() {
        assertThat(MachineNumber.of(List.of(folder.resolve("missing"))).size()).isZero();
    }
}
