package vn.tram.kernel.transfer;

import vn.tram.kernel.wire.Link;

/**
 * What a node is given to reach the other end with.
 *
 * @param link its one pipe to the broker
 * @param blobs where blobs that come and go lie
 */
public record Carrier(Link link, BlobRoom blobs) {}
