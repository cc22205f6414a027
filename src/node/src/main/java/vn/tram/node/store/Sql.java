package vn.tram.node.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;

/** Prepared statements of one connection, made once and used again; arguments by position. One thread. */
public final class Sql {
    /** Reads one row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Consumer<SQLException> failures;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public Sql(Connection connection) {
        this(connection, failure -> {});
    }

    /** @param failures hears of each failure before the caller does */
    Sql(Connection connection, Consumer<SQLException> failures) {
        this.connection = connection;
        this.failures = failures;
    }

    /** Runs a change; returns the number of rows it touched. */
    public int change(String sql, Object... arguments) throws SQLException {
        try {
            return bind(sql, arguments).executeUpdate();
        } catch (SQLException failed) {
            failures.accept(failed);
            throw failed;
        }
    }

    /** Runs a change once for each set of arguments, together; fails when one of them touched no row. */
    public void changeEach(String sql, List<Object[]> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        var statement = bind(sql, all.get(0));
        statement.addBatch();
        for (var arguments : all.subList(1, all.size())) {
            bind(sql, arguments).addBatch();
        }
        for (int rows : statement.executeBatch()) {
            if (rows == 0) {
                throw new SQLException("a change in a batch found no row: " + sql);
            }
        }
    }

    public <T> List<T> list(RowReader<T> reader, String sql, Object... arguments) throws SQLException {
        try (var rows = bind(sql, arguments).executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException failed) {
            failures.accept(failed);
            throw failed;
        }
    }

    /** An argument of many values, where the database has such; {@code type} is the database's word for one. */
    public Array array(String type, Object... values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            if (argument instanceof Bytes bytes) {
                statement.setBytes(i + 1, bytes.toArray());
            } else {
                statement.setObject(i + 1, argument);
            }
        }
        return statement;
    }

    public static Bytes bytes(ResultSet row, int column) throws SQLException {
        var value = row.getBytes(column);
        return value == null ? Bytes.EMPTY : Bytes.owned(value);
    }
}
