package vn.tram.edge.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/**
 * A number that stays with the machine and not with the disk: what the system and the mainboard call themselves, as a
 * digest, since neither is anybody else's business.
 */
public final class MachineNumber {
    private static final List<Path> NAMES = List.of(
            Path.of("/etc/machine-id"),
            Path.of("/sys/class/dmi/id/product_uuid"),
            Path.of("/sys/firmware/devicetree/base/serial-number"));

    private static final int BYTES = 16;

    private MachineNumber() {}

    /** Of this machine; empty when it has none that we may read. */
    public static Bytes read() {
        return of(NAMES);
    }

    /** @param names files with a name each; those that cannot be read are left out */
    static Bytes of(List<Path> names) {
        var words = new StringBuilder();
        for (var name : names) {
            try {
                words.append(Files.readString(name, StandardCharsets.UTF_8).strip())
                        .append('\n');
            } catch (IOException none) {
                words.append('\n');
            }
        }
        var text = words.toString();
        return text.isBlank()
                ? Bytes.EMPTY
                : Digest.of(text.getBytes(StandardCharsets.UTF_8)).first(BYTES);
    }
}
