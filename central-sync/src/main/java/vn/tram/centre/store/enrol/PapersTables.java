package vn.tram.centre.store.enrol;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.tram.centre.enrol.Issued;
import vn.tram.centre.enrol.Issued.Revoked;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.enrol.Papers.Code;
import vn.tram.centre.enrol.Papers.Replaced;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.store.Sql;
import vn.tram.provisioning.claims.Claim;
import vn.tram.provisioning.claims.ClaimKey;

/** Tables {@code claim, certificate, replaced_box}. */
public final class PapersTables {
    private final Sql sql;

    public PapersTables(Sql sql) {
        this.sql = sql;
    }

    public void write(PapersNoted noted) throws SQLException {
        var box = noted.box();
        var now = noted.now();
        if (now.code().isPresent()) {
            write(box, now.code().get());
        }
        for (var one : now.issued()) {
            write(box, one);
        }
        if (now.replaced().isPresent()) {
            write(box, now.replaced().get());
        }
    }

    private void write(BoxId box, Code code) throws SQLException {
        sql.change(
                "INSERT INTO claim (box, number, key, made, wrong, ended, who, used_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (box, number) DO UPDATE SET wrong = excluded.wrong, ended = excluded.ended,"
                        + " used_by = excluded.used_by",
                box.value(),
                code.number(),
                code.claim().key().key(),
                code.claim().made().toEpochMilli(),
                code.claim().wrong(),
                code.claim().end().name(),
                code.who(),
                code.usedBy());
    }

    /** What is certified never changes but for being taken back. */
    private void write(BoxId box, Issued one) throws SQLException {
        var revoked = one.revoked();
        sql.change(
                "INSERT INTO certificate (box, serial, request, fingerprint, words, chain, valid_from, valid_until,"
                        + " at, revoked_at, revoked_who, revoked_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (serial) DO UPDATE SET revoked_at = excluded.revoked_at,"
                        + " revoked_who = excluded.revoked_who, revoked_why = excluded.revoked_why",
                box.value(),
                one.serial(),
                one.request(),
                one.fingerprint(),
                one.words(),
                one.chain(),
                one.from(),
                one.until(),
                one.at(),
                revoked.map(Revoked::at).orElse(0L),
                revoked.map(Revoked::who).orElse(""),
                revoked.map(Revoked::why).orElse(""));
    }

    private void write(BoxId box, Replaced where) throws SQLException {
        sql.change(
                "INSERT INTO replaced_box (box, replaced_by, at, who, why) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (box) DO NOTHING",
                box.value(),
                where.by().value(),
                where.at(),
                where.who(),
                where.why());
    }

    /** Of every box of which there is anything. */
    public Map<BoxId, Papers> papers() throws SQLException {
        var codes = sql
                .list(
                        row -> Map.entry(new BoxId(row.getString(1)), code(row)),
                        "SELECT box, number, key, made, wrong, ended, who, used_by FROM claim ORDER BY box, number")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (older, newer) -> newer));
        var issued = sql
                .list(
                        row -> Map.entry(new BoxId(row.getString(1)), issued(row)),
                        "SELECT box, serial, request, fingerprint, words, chain, valid_from, valid_until, at,"
                                + " revoked_at, revoked_who, revoked_why FROM certificate ORDER BY box, at, serial")
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        var replaced = sql
                .list(
                        row -> Map.entry(new BoxId(row.getString(1)), replaced(row)),
                        "SELECT box, replaced_by, at, who, why FROM replaced_box")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var names = new HashSet<>(codes.keySet());
        names.addAll(issued.keySet());
        names.addAll(replaced.keySet());
        var all = new HashMap<BoxId, Papers>();
        for (var box : names) {
            all.put(
                    box,
                    new Papers(
                            Optional.ofNullable(codes.get(box)),
                            issued.getOrDefault(box, List.of()),
                            Optional.ofNullable(replaced.get(box))));
        }
        return all;
    }

    private static Code code(ResultSet row) throws SQLException {
        var claim = new Claim(
                new BoxId(row.getString(1)),
                new ClaimKey(Sql.bytes(row, 3)),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getInt(5),
                Claim.End.valueOf(row.getString(6)));
        return new Code(row.getInt(2), claim, row.getString(7), Sql.bytes(row, 8));
    }

    private static Issued issued(ResultSet row) throws SQLException {
        long revokedAt = row.getLong(10);
        return new Issued(
                row.getString(2),
                Sql.bytes(row, 3),
                Sql.bytes(row, 4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                revokedAt == 0
                        ? Optional.empty()
                        : Optional.of(new Revoked(revokedAt, row.getString(11), row.getString(12))));
    }

    private static Replaced replaced(ResultSet row) throws SQLException {
        return new Replaced(new BoxId(row.getString(2)), row.getLong(3), row.getString(4), row.getString(5));
    }
}
