package vn.tram.edge.sync.epochs;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;

/**
 * An entry of ours that was lost here and came back from the centre.
 *
 * @param laneHash its lane's chain after it; empty when entries before it are lost at the centre too
 */
public record Regained(Entry entry, Bytes laneHash) {}
