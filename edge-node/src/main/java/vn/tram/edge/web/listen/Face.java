package vn.tram.edge.web.listen;

import java.security.cert.X509Certificate;
import java.util.Optional;
import vn.tram.node.net.tls.NodeIdentity;

/**
 * What the box shows to browsers.
 *
 * @param ofCity whether the city vouches for it; else it is the box's own, and browsers warn
 * @param until when it ends, epoch milliseconds
 * @param root what browsers must trust; empty before the box was enrolled
 */
public record Face(NodeIdentity identity, boolean ofCity, long until, Optional<X509Certificate> root) {}
