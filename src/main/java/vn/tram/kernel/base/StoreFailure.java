package vn.tram.kernel.base;

/**
 * The disk or the database did not do what was asked; nothing of the transaction stands. Retried by the caller's user.
 */
public final class StoreFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreFailure(String attempted, Throwable cause) {
        super(attempted, cause);
    }

    public StoreFailure(String attempted) {
        super(attempted);
    }
}
