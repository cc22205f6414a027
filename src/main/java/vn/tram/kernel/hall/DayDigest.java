package vn.tram.kernel.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.trust.Digest;

/**
 * What a day's tickets are in a few bytes: equal at box and centre exactly when every column of every row is. The form
 * is part of the protocol. Pure; any thread.
 */
public final class DayDigest {
    /** Name of the table of tickets in messages. A change of the form below gets another name. */
    public static final String TICKETS = "ticket";

    /** Bytes of a digest. */
    public static final int SIZE = 16;

    private static final int FIXED = 4 + 4 + 1 + 4 + 4 + 1 + 4 + 4 + 7 * 8;

    private DayDigest() {}

    /** The first 16 bytes of SHA-256 over the rows in order of series and number; rows in any order. */
    public static Bytes of(Collection<Ticket> tickets) {
        var digest = Digest.sha256();
        tickets.stream().sorted(Comparator.comparing(Ticket::key)).forEach(ticket -> add(digest, ticket));
        return Bytes.owned(digest.digest()).first(SIZE);
    }

    private static void add(MessageDigest digest, Ticket ticket) {
        var procedure = ticket.procedure().getBytes(UTF_8);
        digest.update(UuidV7.bytes(ticket.id()).toArray());
        digest.update(ByteBuffer.allocate(FIXED)
                .putInt(ticket.key().series())
                .putInt(ticket.key().number())
                .put((byte) ticket.channel().number())
                .putInt(procedure.length)
                .putInt(ticket.series())
                .put((byte) ticket.state().number())
                .putInt(ticket.counter())
                .putInt(ticket.callNo())
                .putLong(ticket.issuedAt())
                .putLong(ticket.rankAt())
                .putLong(ticket.firstCalledAt())
                .putLong(ticket.firstCallHereAt())
                .putLong(ticket.calledAt())
                .putLong(ticket.startedAt())
                .putLong(ticket.endedAt())
                .array());
        digest.update(procedure);
    }
}
