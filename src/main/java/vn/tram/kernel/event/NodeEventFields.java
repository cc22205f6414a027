package vn.tram.kernel.event;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;

/** Wire numbers and keys of {@link NodeEvent}: types 40 to 59. */
final class NodeEventFields {
    private NodeEventFields() {}

    static void register() {
        EventTypes.add(
                40,
                Lane.STATISTICS,
                NodeEvent.NodeStarted.class,
                e -> new Fields().put(1, e.version()),
                f -> new NodeEvent.NodeStarted(f.text(1)));
        EventTypes.add(
                41,
                Lane.URGENT,
                NodeEvent.ClockFellBehind.class,
                e -> new Fields().put(1, e.behindMillis()),
                f -> new NodeEvent.ClockFellBehind(f.number(1)));
        EventTypes.add(
                42,
                Lane.URGENT,
                NodeEvent.ClockRecovered.class,
                e -> new Fields(),
                f -> new NodeEvent.ClockRecovered());
        EventTypes.add(
                43,
                Lane.URGENT,
                NodeEvent.EpochBegun.class,
                e -> new Fields()
                        .put(1, e.parent())
                        .put(2, e.reason().number())
                        .putUnlessZero(3, e.regained())
                        .putUnlessZero(4, e.carried()),
                f -> new NodeEvent.EpochBegun(f.number(1), TurnReason.of(f.number(2)), f.number(3, 0), f.number(4, 0)));
        EventTypes.add(
                44,
                Lane.RECORDS,
                NodeEvent.EntryCarried.class,
                e -> carried(e.original()),
                f -> new NodeEvent.EntryCarried(carried(f)));
        EventTypes.add(
                45,
                Lane.RECORDS,
                NodeEvent.EntryErased.class,
                e -> new Fields()
                        .put(1, e.epoch())
                        .put(2, e.lane().number())
                        .put(3, e.lseq())
                        .put(4, e.reason().number()),
                f -> new NodeEvent.EntryErased(
                        f.number(1), Lane.of(f.number(2)), f.number(3), EraseReason.of(f.number(4))));
    }

    /** The salt is told too: it goes with the body when that is erased, since this entry bears the same salt itself. */
    private static Fields carried(Entry entry) {
        return new Fields()
                .put(1, entry.epoch())
                .put(2, entry.lsn())
                .put(3, entry.lane().number())
                .put(4, entry.lseq())
                .put(5, entry.type())
                .put(6, entry.version())
                .put(7, entry.at())
                .put(8, entry.salt())
                .put(9, entry.body());
    }

    private static Entry carried(Fields fields) throws BadForm {
        return new Entry(
                fields.number(1),
                fields.number(2),
                Lane.of(fields.number(3)),
                fields.number(4),
                fields.number(5, 1, Integer.MAX_VALUE),
                fields.number(6, 1, 0xFFFF),
                fields.number(7),
                fields.bytes(8),
                fields.bytes(9));
    }
}
