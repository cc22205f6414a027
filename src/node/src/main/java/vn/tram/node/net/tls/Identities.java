package vn.tram.node.net.tls;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Who this node is at its next connection. Asked on the line's thread. */
public interface Identities {
    /**
     * What the next connection runs on.
     *
     * @throws IOException when this node has no identity that can be used; the message says why, in words for a person
     */
    SSLContext next() throws IOException;

    /** The connection that was made with the last {@link #next} carries a session. */
    void worked();
}
