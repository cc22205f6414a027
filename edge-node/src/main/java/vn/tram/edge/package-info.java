/** The box: wiring of features and adapters. */
@NullMarked
package vn.tram.edge;

import org.jspecify.annotations.NullMarked;
