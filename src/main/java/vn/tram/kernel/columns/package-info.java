/**
 * The columnar form of entries: each field is foretold from what came before it in the same batch, and only what was
 * not foretold costs bits. Pure arithmetic on memory, any thread; the codec of the wire owns limits and headers.
 */
@NullMarked
package vn.tram.kernel.columns;

import org.jspecify.annotations.NullMarked;
