/** SQLite and blob files as both ends use them. Owns every {@code java.sql} call that is not one side's own table. */
@NullMarked
package vn.tram.node.store;

import org.jspecify.annotations.NullMarked;
