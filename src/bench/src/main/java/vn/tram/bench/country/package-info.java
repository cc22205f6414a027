/**
 * Benchmarks {@code sync-ingest} and {@code sync-country}: many boxes with a day's backlog each, one centre. The boxes
 * are light clients in this process, the centre, Mosquitto and PostgreSQL are the real ones, all on the same two cores.
 */
@NullMarked
package vn.tram.bench.country;

import org.jspecify.annotations.NullMarked;
