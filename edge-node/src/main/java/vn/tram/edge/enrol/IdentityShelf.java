package vn.tram.edge.enrol;

import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.RenewRequest;

/** Keys and certificates of this box on its disk. Blocks. */
public interface IdentityShelf {
    /** The newest identity that can be used; empty when there is none. */
    Optional<Identity> current() throws StoreFailure;

    /** The request for the next certificate, about a key of its own: the same one until it was answered. */
    Bytes request() throws StoreFailure;

    /** The same request, signed by the current key. There must be a current one. */
    RenewRequest renewal() throws StoreFailure;

    /**
     * Keeps what the city gave; when it returns, it survives a power cut.
     *
     * @param centre where it was asked for
     * @throws BadForm when it does not fit this box, its key or itself; nothing was kept
     */
    Identity take(Granted granted, String centre) throws StoreFailure, BadForm;

    /**
     * What this box is known by.
     *
     * @param from epoch milliseconds
     * @param until epoch milliseconds
     * @param words four, made of its key
     * @param centre that gave it
     * @param city keys by which that city signs
     */
    record Identity(long from, long until, String words, String centre, List<VerifyKey> city) {
        public Identity {
            city = List.copyOf(city);
        }
    }
}
