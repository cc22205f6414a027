/** What SQLite alone can do with a box's rows: the limit that the box is compared with. One thread. */
@NullMarked
package vn.tram.bench.store;

import org.jspecify.annotations.NullMarked;
