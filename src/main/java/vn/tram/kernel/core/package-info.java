/**
 * Decide, commit, apply: the one thread of a node through which every change goes. Owns the order of commands; must not
 * know any feature.
 */
@NullMarked
package vn.tram.kernel.core;

import org.jspecify.annotations.NullMarked;
