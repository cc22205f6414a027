package vn.tram.centre.fleet;

import java.util.List;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.wire.Control.Beat;

/** What is asked of the fleet. None needs a request id: repeating any of them is harmless. */
public sealed interface FleetCommand<R> extends Command<R> {
    /** A box said that it is alive. */
    record HearBeat(BoxId box, Beat beat) implements FleetCommand<Boolean> {}

    /** The broker said that a box's connection broke. */
    record LoseBox(BoxId box) implements FleetCommand<Boolean> {}

    /** Time has passed: notice who has fallen silent. The reply: boxes alive. */
    record Tick() implements FleetCommand<Integer> {}

    /** The whole picture. */
    record AskWards() implements FleetCommand<WardsView> {}

    /** One ward, now and today. */
    record AskWard(WardCode code) implements FleetCommand<WardToday> {}

    /** How late a ward's facts came during the last day. */
    record AskLag(WardCode code) implements FleetCommand<LagView> {}

    /** Which boxes are connected? */
    record AskAlive() implements FleetCommand<List<BoxId>> {}
}
