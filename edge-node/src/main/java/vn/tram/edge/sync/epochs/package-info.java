/**
 * How a box that is not what it was goes on: epochs that end and begin, and the way back from a fork. What was lost
 * here and is at the centre is fetched; what was written here and does not fit there is told anew.
 */
@NullMarked
package vn.tram.edge.sync.epochs;

import org.jspecify.annotations.NullMarked;
