/**
 * What a power cut may leave on the platters: the writes and syncs of a real box are recorded below SQLite, and every
 * kind of disk that they allow is rebuilt and looked at (after ALICE, Pillai and others, OSDI 2014). One thread.
 */
@NullMarked
package vn.tram.system.crash;

import org.jspecify.annotations.NullMarked;
