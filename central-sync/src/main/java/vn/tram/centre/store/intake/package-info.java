/** Tables of the intake, as {@code Tables} writes and reads them in its transaction. */
@NullMarked
package vn.tram.centre.store.intake;

import org.jspecify.annotations.NullMarked;
