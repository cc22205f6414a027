package vn.tram.edge.enrol;

import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.HallRequest;

/** Key and certificate of the pages in the hall, on this box's disk. Blocks. */
public interface HallShelf {
    /** The newest certificate from the city that can be used, also when it has ended; empty when there is none. */
    Optional<Leaf> current() throws StoreFailure;

    /** By what people here open the pages, as far as a certificate can name it. */
    HallNames wanted();

    /** A request about a fresh key, signed by the box's identity, which must be there. */
    HallRequest request(HallNames names) throws StoreFailure;

    /**
     * Keeps what the city gave for the last request; when it returns, it survives a power cut.
     *
     * @throws BadForm when it does not fit this box, that key or itself; nothing was kept
     */
    Leaf take(Granted granted) throws StoreFailure, BadForm;

    /**
     * A certificate of the pages.
     *
     * @param from epoch milliseconds
     * @param until epoch milliseconds
     */
    record Leaf(long from, long until, HallNames names) {}
}
