package vn.tram.node.net;

import vn.tram.kernel.trust.Secret;
import vn.tram.node.net.tls.Identities;

/** How a node shows the broker who it is, besides its client id. */
public sealed interface Credentials {
    /** Nothing but the client id: a box on a loopback connection. */
    record None() implements Credentials {}

    /** A name and a password in MQTT's own fields. */
    record Password(String user, Secret secret) implements Credentials {}

    /** A certificate in mutual TLS; asked for at each connection, so that a renewed one holds from the next on. */
    record Certificate(Identities identities) implements Credentials {}
}
