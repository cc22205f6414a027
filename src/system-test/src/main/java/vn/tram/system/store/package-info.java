/**
 * Reads the SQLite files that boxes and centres leave behind, and a centre's PostgreSQL, without their own code, so
 * that a check does not trust what it checks. One thread per object.
 */
@NullMarked
package vn.tram.system.store;

import org.jspecify.annotations.NullMarked;
