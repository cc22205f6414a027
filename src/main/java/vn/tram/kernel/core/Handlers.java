package vn.tram.kernel.core;

import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;

/** All features of a node behind one door; called by the core's thread alone. */
public interface Handlers {
    /** Answers a command from the present state; changes nothing. */
    <R> Decision<R> decide(Command<R> command, Moment moment);

    /** The only mutation; never refuses. */
    void apply(Written change);

    /** Forgets all state and folds it anew from what is stored: at start, and after a failed commit. */
    void reload() throws StoreFailure;
}
