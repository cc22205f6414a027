package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.Issued;
import vn.tram.centre.enrol.Issued.Revoked;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.enrol.Papers.Code;
import vn.tram.centre.enrol.Papers.Replaced;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.trust.Digest;
import vn.tram.provisioning.claims.Claim;
import vn.tram.provisioning.claims.Claim.End;
import vn.tram.provisioning.claims.ClaimKey;

/** Identities of boxes in the tables of both databases. */
final class PapersRowsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final long AT = 1_790_000_000_000L;

    @TempDir
    Path folder;

    private static Code code(int number, int wrong, End end, Bytes usedBy) {
        var key = new ClaimKey(Digest.of(new byte[] {(byte) number}));
        return new Code(number, new Claim(BOX, key, Instant.ofEpochMilli(AT), wrong, end), "Trần Thị Lan", usedBy);
    }

    private static Issued issued(int number, Optional<Revoked> revoked) {
        var some = Digest.of(new byte[] {1, (byte) number});
        var other = Digest.of(new byte[] {2, (byte) number});
        return new Issued("7f" + number, some, other, "đa đi", "PEM " + number, AT, AT + 9, AT + number, revoked);
    }

    private static Papers last() {
        return new Papers(
                Optional.of(code(2, 3, End.USED, Digest.of(new byte[] {5}))),
                List.of(issued(1, Optional.of(new Revoked(AT + 5, "Lan", "mất máy"))), issued(2, Optional.empty())),
                Optional.of(new Replaced(new BoxId("w00070-2"), AT, "Lan", "hỏng")));
    }

    private static void write(CentreStore store) throws StoreFailure {
        store.recover();
        var first = new Papers(
                Optional.of(code(1, 0, End.NONE, Bytes.EMPTY)), List.of(issued(1, Optional.empty())), Optional.empty());
        var second = new Papers(Optional.of(code(2, 0, End.NONE, Bytes.EMPTY)), first.issued(), Optional.empty());
        var other = new Papers(Optional.empty(), List.of(issued(3, Optional.empty())), Optional.empty());
        for (var papers : List.of(first, second, last())) {
            store.write(new Landed(new PapersNoted(BOX, papers)));
        }
        store.write(new Landed(new PapersNoted(OTHER, other)));
        store.commit();
    }

    private static void check(EnrolBook book) throws StoreFailure {
        assertThat(book.papers()).hasSize(2).containsEntry(BOX, last());
        assertThat(book.papers().getOrDefault(OTHER, Papers.NONE).issued()).hasSize(1);
    }

    @Test
    void identitiesComeBackFromSqlite() throws StoreFailure {
        try (var store = CentreStore.open(folder, new SplittableRandom(1))) {
            write(store);
        }
        try (var store = CentreStore.open(folder, new SplittableRandom(2))) {
            check(store);
            check(store.reports());
        }
    }

    @Test
    void identitiesComeBackFromPostgres() throws StoreFailure, SQLException {
        try (var database = PostgresDatabase.create();
                var store = CentreStore.open(new PgBacking(database.address()), Share.ALL, new SplittableRandom(1))) {
            write(store);
            store.recover();
            check(store);
            check(store.reports());
        }
    }

    /** One request has one certificate, whatever two hands do at a time. */
    @Test
    void secondCertificateForOneRequestIsRefusedByTheTable() throws StoreFailure {
        try (var store = CentreStore.open(folder, new SplittableRandom(1))) {
            write(store);
            var twin = issued(2, Optional.empty());
            var again = new Issued("99", twin.request(), twin.fingerprint(), "", "", AT, AT, AT, Optional.empty());
            var papers = new Papers(Optional.empty(), List.of(again), Optional.empty());
            assertThatThrownBy(() -> store.write(new Landed(new PapersNoted(BOX, papers))))
                    .isInstanceOf(StoreFailure.class);
        }
    }

    @Test
    void nothingIsKnownOfANewDatabase() throws StoreFailure {
        try (var store = CentreStore.open(folder, new SplittableRandom(1))) {
            assertThat(store.papers()).isEqualTo(Map.of());
        }
    }
}
