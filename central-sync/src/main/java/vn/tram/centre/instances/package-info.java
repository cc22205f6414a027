/**
 * The running copies of each box: found out by the tokens they present, told apart, and held back or let through as a
 * person decides. Core's thread.
 */
@NullMarked
package vn.tram.centre.instances;

import org.jspecify.annotations.NullMarked;
