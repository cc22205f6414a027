/**
 * How a process runs: its beginning and its end, and the core's own thread. Owns that thread and nothing else; a bug in
 * a feature ends the process from here.
 */
@NullMarked
package vn.tram.node.run;

import org.jspecify.annotations.NullMarked;
