package vn.tram.centre.instances;

import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;

/** What is stored of boxes' copies. Core's thread; sees what this thread has written, committed or not. */
public interface InstanceBook {
    Stored instances() throws StoreFailure;

    /**
     * @param boxes all that were heard
     * @param apart frames of fenced copies that are kept apart, by box
     */
    record Stored(Map<BoxId, BoxInstances> boxes, Map<BoxId, Integer> apart) {
        public Stored {
            boxes = Map.copyOf(boxes);
            apart = Map.copyOf(apart);
        }
    }
}
