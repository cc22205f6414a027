/**
 * What must hold whatever happens: invariants, looked at when something becomes durable, is answered, is said or is
 * read back, and what must be true once all is healed and quiet. Keeps models of its own that share no code with what
 * they judge. One thread.
 */
@NullMarked
package vn.tram.system.sim.check;

import org.jspecify.annotations.NullMarked;
