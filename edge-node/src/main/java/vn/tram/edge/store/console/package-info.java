/** The file by which the box's console finds the running box and shows that it may command it. */
@NullMarked
package vn.tram.edge.store.console;

import org.jspecify.annotations.NullMarked;
