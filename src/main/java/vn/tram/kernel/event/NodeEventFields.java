package vn.tram.kernel.event;

import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.journal.Lane;

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
    }
}
