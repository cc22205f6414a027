/** How the copies of boxes lie in the database. The thread of the connection. */
@NullMarked
package vn.tram.centre.store.instances;

import org.jspecify.annotations.NullMarked;
