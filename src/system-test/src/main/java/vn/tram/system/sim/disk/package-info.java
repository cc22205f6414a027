/**
 * Disks that fill up, fail, are slow, and lose power in the middle of a commit, under the stores in memory that box and
 * centre are given. Tells a {@link vn.tram.system.sim.disk.LedgerWatch} what became durable. One thread.
 */
@NullMarked
package vn.tram.system.sim.disk;

import org.jspecify.annotations.NullMarked;
