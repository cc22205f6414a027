/** Tests of the shared look: texts in both languages, static files, contrast of colours. */
@NullMarked
package vn.tram.ui;

import org.jspecify.annotations.NullMarked;
