package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears which boxes the other workers' commits were about. One thread. */
final class Notices implements AutoCloseable {
    private final PgBacking backing;
    private final String life;
    private @Nullable Connection listening;

    Notices(PgBacking backing, String life) {
        this.backing = backing;
        this.life = life;
    }

    /** As {@link Workplace#await}. */
    Optional<Set<String>> await(int millis) throws SQLException {
        var connection = listening;
        if (connection == null) {
            listen();
            return Optional.empty();
        }
        try {
            var said = connection.unwrap(PGConnection.class).getNotifications(millis);
            return Optional.of(names(said == null ? List.of() : List.of(said)));
        } catch (SQLException broken) {
            listening = null;
            backing.discard(connection);
            throw broken;
        }
    }

    private void listen() throws SQLException {
        var fresh = backing.connection();
        try (var statement = fresh.createStatement()) {
            fresh.setAutoCommit(true);
            statement.execute("LISTEN " + FencedShare.CHANNEL);
            listening = fresh;
        } catch (SQLException broken) {
            backing.discard(fresh);
            throw broken;
        }
    }

    private Set<String> names(List<PGNotification> said) {
        var names = new HashSet<String>();
        for (var each : said) {
            var words = List.of(each.getParameter().split(" ", -1));
            if (!words.get(0).equals(life)) {
                names.addAll(words.subList(1, words.size()));
            }
        }
        return names;
    }

    @Override
    public void close() {
        var connection = listening;
        listening = null;
        if (connection != null) {
            backing.discard(connection);
        }
    }
}
