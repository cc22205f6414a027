/**
 * The smallest shared words: moments, decisions, rejections, limits, ward and box names. Depends on the JDK alone; no
 * thread, no state.
 */
@NullMarked
package vn.tram.kernel.base;

import org.jspecify.annotations.NullMarked;
