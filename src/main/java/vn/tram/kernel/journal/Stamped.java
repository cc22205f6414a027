package vn.tram.kernel.journal;

import vn.tram.kernel.base.Bytes;

/**
 * An entry with the chains after it.
 *
 * @param hash box-wide chain
 * @param laneHash chain of the entry's lane
 */
public record Stamped(Entry entry, Bytes hash, Bytes laneHash) {}
