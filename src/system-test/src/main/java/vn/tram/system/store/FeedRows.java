package vn.tram.system.store;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.kernel.base.StoreFailure;

/** What a centre has published, in its database of PostgreSQL, read without the centre's own code. */
public final class FeedRows {
    private FeedRows() {}

    /**
     * Rows of the feeds whose names contain a text, by feed, slash and key; bodies as text.
     *
     * @param url of the database
     */
    public static Map<String, String> of(String url, String feed) throws StoreFailure {
        try (var connection = DriverManager.getConnection(url);
                var question = connection.prepareStatement(
                        "SELECT feed || '/' || key, body FROM feed_row WHERE position(? in feed) > 0")) {
            question.setString(1, feed);
            var found = new TreeMap<String, String>();
            try (var rows = question.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new String(rows.getBytes(2), StandardCharsets.UTF_8));
                }
            }
            return found;
        } catch (SQLException refused) {
            throw new StoreFailure("reading feeds", refused);
        }
    }
}
