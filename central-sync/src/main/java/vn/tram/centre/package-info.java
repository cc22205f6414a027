/** The city side: wiring of features and adapters. */
@NullMarked
package vn.tram.centre;

import org.jspecify.annotations.NullMarked;
