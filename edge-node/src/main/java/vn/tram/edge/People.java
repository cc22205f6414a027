package vn.tram.edge;

import java.util.Map;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.devices.DeviceCommand;
import vn.tram.edge.devices.DeviceDesk;
import vn.tram.edge.devices.DeviceMemory;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.staff.StaffDesk;
import vn.tram.edge.staff.StaffMemory;
import vn.tram.edge.staff.StaffRejection;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.StaffEvent;

/**
 * Who works in the hall and with which devices: where the two features meet, since an act on a device wants the right
 * of a person. The core's thread, but the memories and {@link #seesCentre}, which any thread may use.
 */
public final class People {
    private final StaffDesk staff = new StaffDesk();
    private final DeviceDesk devices = new DeviceDesk();
    private final StoredState stored;
    private volatile boolean seesCentre;

    People(StoredState stored) {
        this.stored = stored;
    }

    /** Who may what, as of the last commit. */
    public StaffMemory staff() {
        return staff.memory();
    }

    /** The hall's devices, as of the last commit. */
    public DeviceMemory devices() {
        return devices.memory();
    }

    /** Whether the line has been up for so long that what the city renewed is here. */
    public boolean seesCentre() {
        return seesCentre;
    }

    void seesCentre(boolean sees) {
        seesCentre = sees;
    }

    @SuppressWarnings("unchecked") // each desk returns the reply type that its command declares
    <R> Decision<R> decide(Command<R> command, Moment moment) {
        if (command instanceof StaffCommand<?> asked) {
            return (Decision<R>) staff.decide(asked, moment, seesCentre);
        } else if (command instanceof DeviceCommand<?> asked) {
            return mayManage(asked, moment)
                    ? (Decision<R>) devices.decide(asked, moment)
                    : Decision.refuse(StaffRejection.NOT_ALLOWED);
        }
        throw new AssertionError(command);
    }

    private boolean mayManage(DeviceCommand<?> command, Moment moment) {
        String by = command instanceof DeviceCommand.Confirm confirm
                ? confirm.by()
                : command instanceof DeviceCommand.Revoke revoke ? revoke.by() : StaffCommand.CONSOLE;
        return by.equals(StaffCommand.CONSOLE)
                || staff.memory().rights(by, moment.millis(), seesCentre).contains(Right.MANAGE_DEVICES);
    }

    void know(Map<String, StaffRow> rows) {
        staff.know(rows);
    }

    void apply(Landing landing) {
        if (landing instanceof StaffChange change) {
            staff.apply(change);
        } else if (landing instanceof DeviceChange change) {
            devices.apply(change);
        } else {
            throw new AssertionError(landing);
        }
    }

    void apply(StaffEvent event) {
        staff.apply(event);
    }

    void reload(Map<String, StaffRow> rows) throws StoreFailure {
        staff.reload(stored.staff(), rows);
        devices.reload(stored.devices());
    }
}
