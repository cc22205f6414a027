/**
 * The house rules over compiled classes, as ordinary tests: who may know whom, where time, chance and SQL may live, how
 * things are named. Owns no product code. Each rule has a planted violation that it must catch; runs on the test
 * thread.
 */
@NullMarked
package vn.tram.system.rules;

import org.jspecify.annotations.NullMarked;
