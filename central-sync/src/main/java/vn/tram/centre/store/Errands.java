package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/**
 * Table {@code errand}: what a worker asks of the one that writes the feeds, or that has a box. An errand may be done
 * twice when its doer dies before it has answered; doing it again changes nothing. One thread.
 */
public final class Errands {
    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    private static final long KEPT_MILLIS = 600_000;
    private static final int AT_ONCE = 50;

    private final PgBacking backing;
    private final RandomGenerator chance;

    Errands(PgBacking backing, RandomGenerator chance) {
        this.backing = backing;
        this.chance = chance;
    }

    /**
     * @param about code of a ward, whose settings the body holds, or name of a box, about which it decides
     * @param body JSON
     */
    public record Errand(long id, String about, Bytes body) {}

    /** Leaves one for whoever may do it; returns its id. */
    public long post(String about, Bytes body) throws StoreFailure {
        long id = chance.nextLong();
        change("INSERT INTO errand (id, ward, body, made, answer) VALUES (?, ?, ?, " + NOW + ", '')", id, about, body);
        return id;
    }

    /** Errands that nobody has answered, the oldest first. */
    public List<Errand> open() throws StoreFailure {
        return list(sql -> sql.list(
                row -> new Errand(row.getLong(1), row.getString(2), Sql.bytes(row, 3)),
                "SELECT id, ward, body FROM errand WHERE answer = '' ORDER BY made LIMIT ?",
                AT_ONCE));
    }

    /** Says how it went, in a word or two; forgets old ones. */
    public void answer(long id, String words) throws StoreFailure {
        change("UPDATE errand SET answer = ? WHERE id = ?", words, id);
        change("DELETE FROM errand WHERE made < " + NOW + " - ?", KEPT_MILLIS);
    }

    /** How it went; empty while that is not known. */
    public Optional<String> answerOf(long id) throws StoreFailure {
        return list(sql -> sql.list(row -> row.getString(1), "SELECT answer FROM errand WHERE id = ?", id)).stream()
                .filter(answer -> !answer.isEmpty())
                .findFirst();
    }

    private void change(String statement, Object... arguments) throws StoreFailure {
        try {
            backing.write(connection -> {
                int rows = new Sql(connection).change(statement, arguments);
                connection.commit();
                return rows;
            });
        } catch (SQLException refused) {
            throw new StoreFailure("an errand for the writer of the feeds", refused);
        }
    }

    private <T> List<T> list(Backing.Question<List<T>> question) throws StoreFailure {
        try {
            return backing.reading().read(question);
        } catch (SQLException refused) {
            throw new StoreFailure("looking for errands", refused);
        }
    }
}
