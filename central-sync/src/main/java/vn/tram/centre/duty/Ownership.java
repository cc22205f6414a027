package vn.tram.centre.duty;

import vn.tram.kernel.base.Landing;

/** Whom a change is about. */
public interface Ownership {
    /** Name of the box, or empty for what belongs to none, or {@link Fence#LIFE}. */
    String of(Landing landing);

    /** Whether another worker has committed it. */
    boolean seenOnly(Landing landing);
}
