package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.Instance;
import vn.tram.centre.instances.Instance.Token;
import vn.tram.centre.instances.Instance.Told;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceChange.InstancesNoted;
import vn.tram.centre.instances.InstanceChange.InstancesRuled;
import vn.tram.centre.instances.Ruling;
import vn.tram.centre.instances.Ruling.Act;
import vn.tram.centre.instances.Standing;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.journal.Lane;

/** Copies of boxes in the tables of both databases. */
final class InstanceRowsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final long AT = 1_790_000_000_000L;

    private static final Instance FIRST = new Instance(
            1,
            1,
            new Token(-9, 7),
            new Token(Long.MAX_VALUE, 6),
            List.of(0L, -1L, 5L),
            List.of(Long.MIN_VALUE, 3L),
            List.of(Bytes.owned(new byte[] {1, -1}), Bytes.owned(new byte[] {0})),
            Standing.HOLDER,
            new Told("0.1.0", -7, Map.of(Lane.URGENT, 5L, Lane.STATISTICS, 2L), AT, AT + 1));

    private static final Instance SECOND = new Instance(
            2,
            5,
            new Token(8, 5),
            new Token(0, 0),
            List.of(),
            List.of(4L),
            List.of(),
            Standing.FENCED,
            new Told("", 1, Map.of(), AT, AT));

    private static final BoxInstances BOTH = new BoxInstances(7, 2, true, true, List.of(FIRST, SECOND), Ruling.NONE);

    @TempDir
    Path folder;

    private static BoxInstances ruled(long number, String why) {
        var ruling = new Ruling(number, Act.CHOOSE, 1, "Trần Thị Lan", why, AT);
        return new BoxInstances(7, 2, false, true, List.of(FIRST, SECOND), ruling);
    }

    private static void write(CentreStore store) throws StoreFailure {
        store.recover();
        List<Landing> landings = List.of(
                new InstancesNoted(BOX, BOTH),
                new InstancesNoted(
                        OTHER, new BoxInstances(1, 1, false, false, List.of(SECOND.with(Standing.OPEN)), Ruling.NONE)),
                new InstancesRuled(BOX, ruled(1, "thẻ nhớ bị sao chép")),
                new InstancesRuled(BOX, ruled(2, "chọn lại")),
                new FrameKeptApart(BOX, 1, AT, Bytes.owned(new byte[] {1})),
                new FrameKeptApart(BOX, 2, AT, Bytes.owned(new byte[] {2})));
        for (var landing : landings) {
            store.write(new Landed(landing));
        }
        store.commit();
    }

    private static void check(InstanceBook.Stored stored) {
        assertThat(stored.boxes()).hasSize(2).containsEntry(BOX, ruled(2, "chọn lại"));
        assertThat(stored.boxes().getOrDefault(OTHER, BoxInstances.NONE).all()).hasSize(1);
        assertThat(stored.apart()).containsExactly(Map.entry(BOX, 2));
    }

    @Test
    void copiesAndTheLastDecisionComeBackFromSqlite() throws StoreFailure {
        try (var store = CentreStore.open(folder, new SplittableRandom(1))) {
            write(store);
        }
        try (var store = CentreStore.open(folder, new SplittableRandom(2))) {
            check(store.instances());
        }
    }

    @Test
    void copiesAndTheLastDecisionComeBackFromPostgres() throws StoreFailure, SQLException {
        try (var database = PostgresDatabase.create();
                var store = CentreStore.open(new PgBacking(database.address()), Share.ALL, new SplittableRandom(1))) {
            write(store);
            store.recover();
            check(store.instances());
        }
    }
}
