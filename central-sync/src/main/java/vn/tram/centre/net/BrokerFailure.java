package vn.tram.centre.net;

import org.jspecify.annotations.Nullable;

/** The broker could not be started; nothing of it stays. The operator's to mend: the message says what was tried. */
public final class BrokerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    BrokerFailure(String attempted, @Nullable Throwable cause) {
        super(attempted, cause);
    }
}
