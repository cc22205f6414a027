@NullMarked
package vn.tram.ui;

import org.jspecify.annotations.NullMarked;
