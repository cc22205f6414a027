package vn.tram.centre.fleet;

import java.util.List;
import vn.tram.kernel.base.StoreFailure;

/** What the fleet reads at start. Core's thread only. */
public interface FleetBook {
    List<BoxRow> boxes() throws StoreFailure;
}
