/**
 * The box's SQLite file: journal, tickets, feeds, answers. The core's thread writes; readers have connections of their
 * own.
 */
@NullMarked
package vn.tram.edge.store;

import org.jspecify.annotations.NullMarked;
