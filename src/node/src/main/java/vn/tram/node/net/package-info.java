/**
 * The line as both ends run it: MQTT 5 by Paho, kept behind the {@code Link} port. Owns one connection and its sockets;
 * everything it says is said on the node's line thread. Keeps nothing on disk and knows nothing of journals.
 */
@NullMarked
package vn.tram.node.net;

import org.jspecify.annotations.NullMarked;
