package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import vn.tram.centre.duty.Duty;
import vn.tram.kernel.base.BoxId;
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

    /** Said in place of a box when the feeds moved. */
    static final String FEEDS = "*";

    /** As {@link #FEEDS}, when the database began a new life: everything is to be read anew. */
    static final String LIFE = "!";

    /** PostgreSQL takes 8,000 bytes; a name has 32 at most. */
    private static final int NAMES_AT_ONCE = 200;

    private final String life;
    private final Supplier<Duty> duties;
    private final Workplace.Ownership ownership;
    private final Set<String> touched = new LinkedHashSet<>();
    private Duty duty;

    FencedShare(String life, Supplier<Duty> duties, Workplace.Ownership ownership) {
        this.life = life;
        this.duties = duties;
        this.ownership = ownership;
        this.duty = duties.get();
    }

    @Override
    public void begin() {
        touched.clear();
        duty = duties.get();
    }

    @Override
    public boolean mayWrite(Landing landing) throws StoreFailure {
        if (ownership.seenOnly(landing)) {
            return false;
        }
        var owner = ownership.of(landing);
        boolean life = owner.equals(LIFE) || (owner.isEmpty() && touched.contains(LIFE));
        if (!life && !duty.fences().containsKey(part(owner))) {
            throw new StoreFailure("this worker is not in charge of " + (owner.isEmpty() ? "the feeds" : owner));
        }
        touched.add(owner);
        return true;
    }

    private int part(String owner) {
        return owner.isEmpty() ? Duty.CITY : duty.partOf(new BoxId(owner));
    }

    @Override
    public void prove(Sql sql) throws SQLException, StoreFailure {
        if (touched.isEmpty()) {
            return;
        }
        boolean life = touched.contains(LIFE);
        var parts = touched.stream()
                .filter(owner -> !owner.equals(LIFE) && !(life && owner.isEmpty()))
                .map(this::part)
                .distinct()
                .sorted()
                .toArray();
        Map<Integer, Long> fences = new HashMap<>();
        sql.list(
                row -> fences.put(row.getInt(1), row.getLong(2)) == null,
                "SELECT part, fence FROM lease WHERE part = ANY (?) ORDER BY part FOR SHARE",
                sql.array("bigint", parts));
        for (var part : parts) {
            if (!Objects.equals(duty.fences().get((Integer) part), fences.get((Integer) part))) {
                throw new StoreFailure("share " + part + " has gone to another worker");
            }
        }
        tell(sql);
        touched.clear();
    }

    /** Part of the transaction: heard only when it is committed. */
    private void tell(Sql sql) throws SQLException {
        var names = new ArrayList<>(touched);
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE));
            var words = life + " "
                    + String.join(
                            " ",
                            some.stream()
                                    .map(name -> name.isEmpty() ? FEEDS : name)
                                    .toList());
            sql.list(row -> row.getString(1), "SELECT pg_notify(?, ?)::text", CHANNEL, words);
        }
    }
}
