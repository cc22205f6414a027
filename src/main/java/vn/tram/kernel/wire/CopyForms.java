package vn.tram.kernel.wire;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Lease;

/** What tells the copies of a box apart, as fields of hello and welcome. */
final class CopyForms {
    private static final int HELLO_TOKEN = 10;
    private static final int HELLO_MACHINE = 11;
    private static final int HELLO_BOOT = 12;
    private static final int WELCOME_TOKEN = 6;
    private static final int WELCOME_BOOT = 9;

    private CopyForms() {}

    static void put(Copy copy, Fields hello) {
        hello.putUnlessZero(HELLO_TOKEN, copy.token());
        if (copy.machine().size() > 0) {
            hello.put(HELLO_MACHINE, copy.machine());
        }
        hello.putUnlessZero(HELLO_BOOT, copy.boot());
    }

    static void put(Lease lease, Fields welcome) {
        welcome.putUnlessZero(WELCOME_TOKEN, lease.token());
        welcome.putUnlessZero(WELCOME_BOOT, lease.boot());
    }

    static Copy copy(Fields hello) throws BadForm {
        var machine = hello.has(HELLO_MACHINE) ? hello.bytes(HELLO_MACHINE) : Bytes.EMPTY;
        if (machine.size() > Copy.MACHINE_BYTES) {
            throw new BadForm("a machine's number has at most " + Copy.MACHINE_BYTES + " bytes");
        }
        return new Copy(hello.number(HELLO_TOKEN, 0L), hello.number(HELLO_BOOT, 0L), machine);
    }

    static Lease lease(Fields welcome) throws BadForm {
        return new Lease(welcome.number(WELCOME_TOKEN, 0L), welcome.number(WELCOME_BOOT, 0L));
    }
}
