package vn.tram.edge.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import vn.tram.edge.queue.TicketReply;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.node.store.Sql;

/** Table {@code answer}: what a press got, for that business day and the next. */
final class AnswerRows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AnswerRows() {}

    /** An id that is older than what is kept counts as new: it must not fail the transaction it comes with. */
    static void remember(Sql sql, Answered answered) throws SQLException, StoreFailure {
        try {
            sql.change(
                    "INSERT INTO answer (request_id, digest, day, reply) VALUES (?, ?, ?, ?) ON CONFLICT (request_id)"
                            + " DO UPDATE SET digest = excluded.digest, day = excluded.day, reply = excluded.reply",
                    UuidV7.bytes(answered.requestId()),
                    answered.digest(),
                    answered.day(),
                    JSON.writeValueAsBytes(answered.reply()));
        } catch (IOException impossible) {
            throw new StoreFailure("an answer has no JSON form", impossible);
        }
    }

    static void forgetBefore(Sql sql, int day) throws SQLException {
        sql.change("DELETE FROM answer WHERE day < ?", day);
    }

    static List<Answered> kept(Sql sql) throws SQLException {
        return sql
                .list(
                        AnswerRows::answer,
                        "SELECT request_id, digest, day, reply FROM answer"
                                + " WHERE day >= (SELECT max(day) FROM answer) - 1 ORDER BY day, request_id")
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when another version of the software wrote what this one cannot read: the box must start. */
    private static Optional<Answered> answer(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Answered(
                    UuidV7.of(Sql.bytes(row, 1)),
                    Sql.bytes(row, 2),
                    row.getInt(3),
                    JSON.readValue(row.getBytes(4), TicketReply.class)));
        } catch (IOException ofAnotherVersion) {
            return Optional.empty();
        }
    }
}
