package vn.tram.centre.net;

import vn.tram.kernel.base.BoxId;

/** Hears of a box that asks the broker for what is not its own; the broker has refused it. */
public interface Trespass {
    /** For brokers that tell nobody. */
    Trespass UNHEARD = (box, what) -> {};

    /**
     * On the broker's own threads, as often as it is tried: must only hand over.
     *
     * @param box whom its certificate names
     * @param what English, for the log
     */
    void tried(BoxId box, String what);
}
