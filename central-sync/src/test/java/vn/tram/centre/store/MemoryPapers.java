package vn.tram.centre.store;

import java.util.HashMap;
import java.util.Map;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.kernel.base.BoxId;

/** The identities of boxes in memory. */
final class MemoryPapers {
    private final Undo undo;
    private final Map<BoxId, Papers> boxes = new HashMap<>();

    MemoryPapers(Undo undo) {
        this.undo = undo;
    }

    void write(PapersNoted noted) {
        undo.put(boxes, noted.box(), noted.now());
    }

    void clear() {
        boxes.clear();
    }

    Map<BoxId, Papers> stored() {
        return Map.copyOf(boxes);
    }
}
