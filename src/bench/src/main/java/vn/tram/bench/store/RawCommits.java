package vn.tram.bench.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent.TicketIssued;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Database;

/**
 * The rows that one issued ticket makes (journal entry, ticket, answer) written by plain JDBC into a box's own schema,
 * one durable commit each: no HTTP, no thread to hand over to, no decision. Values are made before the clock runs.
 */
public final class RawCommits implements AutoCloseable {
    private static final String MIGRATIONS = "vn/tram/edge/store/migration";
    private static final long SINCE = 1_795_000_000_000L;
    private static final int READY = 2_000;

    private final Database database;
    private final Connection connection;
    private final PreparedStatement entries;
    private final PreparedStatement tickets;
    private final PreparedStatement answers;
    private final SplittableRandom chance = new SplittableRandom(1);
    private JournalHead head = JournalHead.start(0x7172_7374_7576_7778L);
    private int number;

    private RawCommits(Database database) throws SQLException {
        this.database = database;
        this.connection = database.writer();
        this.entries = connection.prepareStatement("INSERT INTO entry (epoch, lsn, lane, lseq, type, version, at, salt,"
                + " body, hash, lane_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.tickets = connection.prepareStatement("INSERT INTO ticket (box, day, series, number, id, procedure,"
                + " channel, waits_in, state, counter, call_no, issued_at, rank_at, first_called_at,"
                + " first_call_here_at, called_at, started_at, ended_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, ?, ?, 0, 0, 0, 0, 0)");
        this.answers =
                connection.prepareStatement("INSERT INTO answer (request_id, digest, day, reply) VALUES (?, ?, ?, ?)");
    }

    public static RawCommits open(Path file) throws StoreFailure {
        var database = Database.open(file, MIGRATIONS);
        try {
            return new RawCommits(database);
        } catch (SQLException refused) {
            throw new StoreFailure("preparing the raw rows", refused);
        }
    }

    /** Commits a second over about {@code nanos}. */
    public double perSecond(long nanos) throws StoreFailure {
        long done = 0;
        long spent = 0;
        try {
            while (spent < nanos) {
                var ready = new Stamped[READY];
                var ids = new UUID[READY];
                for (int i = 0; i < READY; i++) {
                    ids[i] = UuidV7.at(SINCE + number + i, chance);
                    ready[i] = next(ids[i]);
                }
                long begin = System.nanoTime();
                int i = 0;
                while (i < READY && spent + System.nanoTime() - begin < nanos) {
                    write(ready[i], ids[i]);
                    connection.commit();
                    i++;
                }
                spent += System.nanoTime() - begin;
                done += i;
                number += READY;
            }
        } catch (SQLException refused) {
            throw new StoreFailure("writing raw rows", refused);
        }
        return done * 1e9 / spent;
    }

    private Stamped next(UUID id) {
        int n = (int) (head.lsn() % TicketKey.MAX_NUMBER) + 1;
        int day = 20_000 + (int) (head.lsn() / TicketKey.MAX_NUMBER);
        var issued = new TicketIssued(new TicketKey(day, 'A', n), id, "2.000815", Channel.KIOSK);
        var stamped = EventTypes.place(head, issued, SINCE + head.lsn());
        head = head.after(stamped);
        return stamped;
    }

    private void write(Stamped stamped, UUID id) throws SQLException {
        var entry = stamped.entry();
        entries.setLong(1, entry.epoch());
        entries.setLong(2, entry.lsn());
        entries.setInt(3, entry.lane().number());
        entries.setLong(4, entry.lseq());
        entries.setInt(5, entry.type());
        entries.setInt(6, entry.version());
        entries.setLong(7, entry.at());
        entries.setBytes(8, entry.salt().toArray());
        entries.setBytes(9, entry.body().toArray());
        entries.setBytes(10, stamped.hash().toArray());
        entries.setBytes(11, stamped.laneHash().toArray());
        entries.executeUpdate();
        int day = 20_000 + (int) ((entry.lsn() - 1) / TicketKey.MAX_NUMBER);
        tickets.setString(1, "w00070-1");
        tickets.setInt(2, day);
        tickets.setString(3, "A");
        tickets.setInt(4, (int) ((entry.lsn() - 1) % TicketKey.MAX_NUMBER) + 1);
        tickets.setBytes(5, UuidV7.bytes(id).toArray());
        tickets.setString(6, "2.000815");
        tickets.setInt(7, 1);
        tickets.setString(8, "A");
        tickets.setLong(9, entry.at());
        tickets.setLong(10, entry.at());
        tickets.executeUpdate();
        answers.setBytes(
                1, UuidV7.bytes(new UUID(chance.nextLong(), chance.nextLong())).toArray());
        answers.setBytes(2, stamped.hash().first(8).toArray());
        answers.setInt(3, day);
        answers.setBytes(4, reply(entry.at(), id));
        answers.executeUpdate();
    }

    /** As long as the box's own answer row. */
    private static byte[] reply(long at, UUID id) {
        return ("{\"ticket\":{\"key\":{\"day\":20000,\"series\":\"A\",\"number\":1234},\"id\":\"" + id
                        + "\",\"procedure\":\"2.000815\",\"channel\":\"KIOSK\",\"series\":\"A\",\"state\":\"WAITING\","
                        + "\"counter\":0,\"callNo\":0,\"issuedAt\":" + at + ",\"rankAt\":" + at
                        + ",\"firstCalledAt\":0,\"firstCallHereAt\":0,\"calledAt\":0,\"startedAt\":0,\"endedAt\":0},"
                        + "\"ahead\":123}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws StoreFailure {
        database.close();
    }
}
