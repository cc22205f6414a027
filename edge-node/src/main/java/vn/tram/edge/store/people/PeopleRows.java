package vn.tram.edge.store.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import vn.tram.edge.devices.Device;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.staff.Emergency;
import vn.tram.edge.staff.PinState;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.staff.StaffStored;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.node.store.Sql;

/** Tables {@code pin}, {@code invite}, {@code emergency} and {@code device}. */
public final class PeopleRows {
    private PeopleRows() {}

    /** What is kept in memory alone changes nothing here. */
    public static void land(Sql sql, StaffChange change) throws SQLException {
        if (change instanceof StaffChange.PinKept kept) {
            keep(sql, kept.state());
        } else if (change instanceof StaffChange.TryBegun begun) {
            if (begun.counted().isPresent()) {
                keep(sql, begun.counted().get());
            }
        } else if (change instanceof StaffChange.InviteKept kept) {
            sql.change(
                    "INSERT INTO invite (name, body) VALUES (?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET body = excluded.body",
                    kept.row().name(),
                    kept.row().write());
        } else if (change instanceof StaffChange.EmergencyKept kept) {
            var emergency = kept.emergency();
            sql.change(
                    "INSERT INTO emergency (id, first, second, until) VALUES (1, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET first = excluded.first, second = excluded.second,"
                            + " until = excluded.until",
                    emergency.first(),
                    emergency.second(),
                    emergency.until());
        } else if (!(change instanceof StaffChange.TryEnded)) {
            throw new AssertionError(change);
        }
    }

    private static void keep(Sql sql, PinState state) throws SQLException {
        sql.change(
                "INSERT INTO pin (name, hash, generation, wrong, until, used_code) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, generation = excluded.generation,"
                        + " wrong = excluded.wrong, until = excluded.until, used_code = excluded.used_code",
                state.name(),
                state.hash(),
                state.generation(),
                state.wrong(),
                state.until(),
                state.usedCode());
    }

    public static void land(Sql sql, DeviceChange change) throws SQLException {
        if (change instanceof DeviceChange.DeviceKept kept) {
            var device = kept.device();
            sql.change(
                    "INSERT INTO device (id, kind, label, secret_hash, since, confirmed_by) VALUES (?, ?, ?, ?, ?, ?)",
                    device.id(),
                    device.kind().number(),
                    device.label(),
                    device.secretHash(),
                    device.since(),
                    device.by());
        } else if (change instanceof DeviceChange.DeviceDropped dropped) {
            sql.change("DELETE FROM device WHERE id = ?", dropped.id());
        } else if (!(change instanceof DeviceChange.PairingBegun)) {
            throw new AssertionError(change);
        }
    }

    public static StaffStored staff(Sql sql) throws SQLException {
        var pins = sql.list(
                row -> new PinState(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getString(6)),
                "SELECT name, hash, generation, wrong, until, used_code FROM pin ORDER BY name");
        var invites = sql.list(PeopleRows::invite, "SELECT name, body FROM invite ORDER BY name");
        var emergencies = sql.list(
                row -> new Emergency(row.getString(1), row.getString(2), row.getLong(3)),
                "SELECT first, second, until FROM emergency");
        return new StaffStored(pins, invites, emergencies.isEmpty() ? Emergency.NONE : emergencies.get(0));
    }

    private static StaffRow invite(ResultSet row) throws SQLException {
        try {
            return StaffRow.read(StaffRow.key(row.getString(1)), Sql.bytes(row, 2));
        } catch (BadForm damaged) {
            throw new SQLException("a row of the console's people is damaged", damaged);
        }
    }

    public static List<Device> devices(Sql sql) throws SQLException {
        return sql.list(
                PeopleRows::device, "SELECT id, kind, label, secret_hash, since, confirmed_by FROM device ORDER BY id");
    }

    private static Device device(ResultSet row) throws SQLException {
        try {
            Bytes secret = Sql.bytes(row, 4);
            return new Device(
                    row.getString(1),
                    DeviceKind.of(row.getInt(2)),
                    row.getString(3),
                    secret,
                    row.getLong(5),
                    row.getString(6));
        } catch (BadForm damaged) {
            throw new SQLException("a row of the devices is damaged", damaged);
        }
    }
}
