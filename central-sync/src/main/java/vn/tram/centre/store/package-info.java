/**
 * The centre's database, a SQLite file or PostgreSQL: landing log, watermarks, tickets, feeds, alarms. The core's
 * thread writes and reads by the one writing connection; {@link vn.tram.centre.store.Reports} reads beside it.
 */
@NullMarked
package vn.tram.centre.store;

import org.jspecify.annotations.NullMarked;
