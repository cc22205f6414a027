package vn.tram.centre.store.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.intake.BoxClaim;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.node.store.Sql;

/** Tables {@code checkpoint} and {@code day_check}: what boxes vouched for, and days compared. */
public final class ProofTables {
    private final Sql sql;

    ProofTables(Sql sql) {
        this.sql = sql;
    }

    public void write(CheckpointKept kept) throws SQLException {
        sql.change(
                "INSERT INTO checkpoint (box, key, claim, at) VALUES (?, ?, ?, ?) ON CONFLICT (box)"
                        + " DO UPDATE SET key = excluded.key, claim = excluded.claim, at = excluded.at",
                kept.box().value(),
                kept.claim().key().raw(),
                Bytes.owned(ControlCodec.encode(kept.claim().claim())),
                kept.claim().at());
    }

    /** What each box vouched for last. */
    public Map<BoxId, BoxClaim> claims() throws SQLException {
        var claims = new HashMap<BoxId, BoxClaim>();
        sql.list(ProofTables::claim, "SELECT key, claim, at FROM checkpoint")
                .forEach(claim -> claims.put(claim.claim().box(), claim));
        return claims;
    }

    private static BoxClaim claim(ResultSet row) throws SQLException {
        try {
            if (ControlCodec.decode(Sql.bytes(row, 2).toArray()) instanceof Claim claim) {
                return new BoxClaim(new VerifyKey(Sql.bytes(row, 1)), claim, row.getLong(3));
            }
        } catch (BadForm damaged) {
            throw new SQLException("a checkpoint cannot be read", damaged);
        }
        throw new SQLException("a checkpoint is something else");
    }

    public void write(DayCompared compared) throws SQLException {
        sql.change(
                "INSERT INTO day_check (box, name, day, same, rows_there, rows_here, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (box, name, day) DO UPDATE SET same = excluded.same,"
                        + " rows_there = excluded.rows_there, rows_here = excluded.rows_here, at = excluded.at",
                compared.box().value(),
                compared.table(),
                compared.day(),
                compared.same() ? 1 : 0,
                compared.rowsThere(),
                compared.rowsHere(),
                compared.at());
    }

    public List<DayCompared> differing() throws SQLException {
        return sql.list(
                row -> new DayCompared(
                        new BoxId(row.getString(1)),
                        row.getString(2),
                        row.getInt(3),
                        false,
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                "SELECT box, name, day, rows_there, rows_here, at FROM day_check WHERE same = 0");
    }
}
