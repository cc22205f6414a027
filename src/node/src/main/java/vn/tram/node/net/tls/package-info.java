/**
 * Who a node is on the line, and whom it believes: keys and certificates as files, the judgement of the far end's
 * certificate, and what TLS is made of. JDK alone. Knows nothing of MQTT.
 */
@NullMarked
package vn.tram.node.net.tls;

import org.jspecify.annotations.NullMarked;
