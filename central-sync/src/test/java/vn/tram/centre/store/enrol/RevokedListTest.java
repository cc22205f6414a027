package vn.tram.centre.store.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.enrol.Issued;
import vn.tram.centre.enrol.Issued.Revoked;
import vn.tram.centre.enrol.Papers;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.RevocationList;

class RevokedListTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    @TempDir
    private Path folder;

    private final Authority root =
            Authority.root(new CityNames("UBND thành phố Hà Nội", "tram.hanoi.gov.vn"), NOW, new SecureRandom());
    private final Authority authority = root.issuing(NOW);
    private final Map<BoxId, Papers> database = new HashMap<>();
    private final List<BoxId> forgotten = new ArrayList<>();

    private static Papers papers(String serial, boolean revoked) {
        var how = revoked ? Optional.of(new Revoked(NOW.toEpochMilli(), "Lan", "mất máy")) : Optional.<Revoked>empty();
        var issued = new Issued(serial, Bytes.ofHex("01"), Bytes.ofHex("02"), "", "", 0, Long.MAX_VALUE, 0, how);
        return new Papers(Optional.empty(), List.of(issued), Optional.empty());
    }

    private Path file() {
        return folder.resolve("revoked.pem");
    }

    private void write() throws Exception {
        try (var list = new RevokedList(
                authority, () -> Map.copyOf(database), file(), InstantSource.fixed(NOW), forgotten::add)) {
            list.write();
        }
    }

    private Map<BigInteger, Instant> listed() throws Exception {
        return RevocationList.read(authority, Files.readString(file()));
    }

    @Test
    void whatWasTakenBackStandsOnTheList() throws Exception {
        database.put(BOX, papers("0a", true));
        database.put(OTHER, papers("0b", false));
        write();
        assertThat(listed()).isEqualTo(Map.of(BigInteger.TEN, NOW));
        assertThat(forgotten).isEmpty();
    }

    @Test
    void databaseThatWasSetBackHearsFromTheListWhatItForgot() throws Exception {
        database.put(BOX, papers("0a", true));
        write();
        database.put(BOX, papers("0a", false));
        write();
        assertThat(listed()).containsKey(BigInteger.TEN);
        assertThat(forgotten).containsExactly(BOX);
    }

    @Test
    void certificateThatTheDatabaseNeverKnewStaysOnTheList() throws Exception {
        database.put(BOX, papers("0a", true));
        write();
        database.clear();
        write();
        assertThat(listed()).containsKey(BigInteger.TEN);
        assertThat(forgotten).isEmpty();
    }

    @Test
    void damagedOrForeignListIsMadeAnew() throws Exception {
        database.put(BOX, papers("0a", true));
        Files.writeString(file(), "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        write();
        assertThat(listed()).hasSize(1);
        var foreign = RevocationList.make(root, 1, Map.of(BigInteger.TWO, NOW), NOW);
        Files.writeString(file(), vn.tram.provisioning.ca.Pem.of(foreign));
        write();
        assertThat(listed()).containsOnlyKeys(BigInteger.TEN);
    }
}
