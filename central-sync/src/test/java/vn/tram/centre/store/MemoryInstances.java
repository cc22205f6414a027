package vn.tram.centre.store;

import java.util.HashMap;
import java.util.Map;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.InstanceChange;
import vn.tram.centre.instances.InstanceChange.FrameKeptApart;
import vn.tram.centre.instances.InstanceChange.InstancesNoted;
import vn.tram.centre.instances.InstanceChange.InstancesRuled;
import vn.tram.kernel.base.BoxId;

/** The copies of boxes in memory. */
final class MemoryInstances {
    private final Undo undo;
    private final Map<BoxId, BoxInstances> boxes = new HashMap<>();
    private final Map<BoxId, Integer> apart = new HashMap<>();

    MemoryInstances(Undo undo) {
        this.undo = undo;
    }

    void write(InstanceChange change) {
        if (change instanceof InstancesNoted noted) {
            undo.put(boxes, noted.box(), noted.now());
        } else if (change instanceof InstancesRuled ruled) {
            undo.put(boxes, ruled.box(), ruled.now());
        } else if (change instanceof FrameKeptApart kept) {
            undo.put(apart, kept.box(), kept.number());
        } else {
            throw new AssertionError(change);
        }
    }

    void clear() {
        boxes.clear();
        apart.clear();
    }

    InstanceBook.Stored stored() {
        return new InstanceBook.Stored(boxes, apart);
    }
}
