package vn.tram.centre.instances;

import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Landing;

/** What is committed of boxes' copies. */
public sealed interface InstanceChange extends Landing {
    BoxId box();

    /** The copies of a box as they are now. */
    record InstancesNoted(BoxId box, BoxInstances now) implements InstanceChange {}

    /** A person has decided; {@code now} holds the decision. */
    record InstancesRuled(BoxId box, BoxInstances now) implements InstanceChange {}

    /**
     * A frame of a fenced copy, kept apart and never shown.
     *
     * @param number from 1 for each box
     * @param at epoch milliseconds
     */
    record FrameKeptApart(BoxId box, int number, long at, Bytes raw) implements InstanceChange {}

    /** What another worker has of a box's copies. */
    record InstancesSeen(BoxId box, BoxInstances now) implements InstanceChange {}
}
