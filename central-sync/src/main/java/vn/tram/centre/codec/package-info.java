/**
 * Trains dictionaries for frames on what has landed, leaving out whatever may be about a person or tell one ward from
 * others, and measures them. Pure.
 */
@NullMarked
package vn.tram.centre.codec;

import org.jspecify.annotations.NullMarked;
