package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vn.tram.centre.duty.Fence;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/**
 * The share of one worker among several. The last statement of each transaction locks the lease rows of every share
 * that the transaction touched and compares their fences. Whoever takes a share over changes its row first, so either
 * it waits until this transaction has ended, and reads what it wrote, or this one sees the new fence and is rolled
 * back: a worker that slept for an hour and wakes cannot commit. The others hear which boxes moved when the commit is
 * done.
 */
final class FencedShare implements Share {
    /** Channel on which workers tell each other what they committed. */
    static final String CHANNEL = "tram";

    /** PostgreSQL takes 8,000 bytes; a name has 32 at most. */
    private static final int NAMES_AT_ONCE = 200;

    private final String life;
    private final Fence fence;

    FencedShare(String life, Fence fence) {
        this.life = life;
        this.fence = fence;
    }

    @Override
    public void begin() {
        fence.begin();
    }

    @Override
    public boolean mayWrite(Landing landing) throws StoreFailure {
        return fence.mayWrite(landing);
    }

    @Override
    public void prove(Sql sql) throws SQLException, StoreFailure {
        if (!fence.touchedAnything()) {
            return;
        }
        var parts = IntStream.of(fence.parts()).boxed().toArray();
        Map<Integer, Long> fences = new HashMap<>();
        sql.list(
                row -> fences.put(row.getInt(1), row.getLong(2)) == null,
                "SELECT part, fence FROM lease WHERE part = ANY (?) ORDER BY part FOR SHARE",
                sql.array("bigint", parts));
        fence.compare(fences);
        tell(sql);
        fence.end();
    }

    /** Part of the transaction: heard only when it is committed. */
    private void tell(Sql sql) throws SQLException {
        var names = fence.news();
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE));
            var words = life + " " + String.join(" ", some);
            sql.list(row -> row.getString(1), "SELECT pg_notify(?, ?)::text", CHANNEL, words);
        }
    }
}
