package vn.tram.system.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import vn.tram.kernel.base.StoreFailure;

/** One SQLite file, opened for reading alone. */
public final class SqliteFile implements AutoCloseable {
    private final Connection connection;

    private SqliteFile(Connection connection) {
        this.connection = connection;
    }

    /** The file may belong to a process that runs; what it has committed is seen. */
    public static SqliteFile open(Path file) throws StoreFailure {
        var settings = new Properties();
        settings.setProperty("open_mode", "1");
        settings.setProperty("busy_timeout", "10000");
        try {
            return new SqliteFile(DriverManager.getConnection("jdbc:sqlite:" + file, settings));
        } catch (SQLException refused) {
            throw new StoreFailure("opening " + file, refused);
        }
    }

    /** Rows as texts; bytes in hexadecimal digits, null as the empty text. */
    public List<List<String>> rows(String sql) throws StoreFailure {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException refused) {
            throw new StoreFailure("asking " + sql, refused);
        }
    }

    /** The one number that a query gives. */
    public long number(String sql) throws StoreFailure {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    /** Every row of every table, so that two states can be compared. */
    public List<String> dump() throws StoreFailure {
        var all = new ArrayList<String>();
        for (var table : rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
            for (var row : rows("SELECT * FROM \"" + table.get(0) + "\"")) {
                all.add(table.get(0) + row);
            }
        }
        return all;
    }

    /** What SQLite itself finds wrong with the file; empty when it is sound. */
    public List<String> damage() throws StoreFailure {
        return rows("PRAGMA integrity_check").stream()
                .map(row -> row.get(0))
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    private static List<String> row(ResultSet result) throws SQLException {
        var row = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            var value = result.getObject(i);
            row.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value == null ? "" : "" + value);
        }
        return row;
    }

    @Override
    public void close() throws StoreFailure {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new StoreFailure("closing", broken);
        }
    }
}
