/**
 * One look for box and centre: styles, fonts, icons and texts, all served from the node itself.
 */
@NullMarked
package vn.tram.ui;

import org.jspecify.annotations.NullMarked;
