package vn.tram.centre.enrol;

import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;

/** What is stored of boxes' identities. The core's own sees what the core has written, committed or not. */
public interface EnrolBook {
    /** Of every box of which there is anything. */
    Map<BoxId, Papers> papers() throws StoreFailure;
}
