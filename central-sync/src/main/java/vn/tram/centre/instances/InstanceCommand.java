package vn.tram.centre.instances;

import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.core.Command;

/** What is asked of the copies. None needs a request id: repeating any of them changes nothing. */
public sealed interface InstanceCommand<R> extends Command<R> {
    /** Which copies of a box are there? */
    record AskInstances(BoxId box) implements InstanceCommand<BoxInstances> {}

    /**
     * A person decides.
     *
     * @param seen number of the last decision that the person has seen
     * @param instance the copy that is chosen; 0 when the decision is about all
     * @param who the person; 1 to {@link #MAX_WHO} characters
     * @param why 1 to {@link #MAX_WHY} characters
     */
    record Decide(BoxId box, long seen, Ruling.Act act, int instance, String who, String why)
            implements InstanceCommand<Decided> {
        public static final int MAX_WHO = 80;
        public static final int MAX_WHY = 200;
    }

    /** What became of a decision. */
    enum Fate {
        DONE,
        /** It stands already: nothing was changed. */
        STANDS,
        /** Somebody has decided since the page was read: nothing was changed. */
        OVERTAKEN
    }

    /** @param now with the decision that holds */
    record Decided(Fate fate, BoxInstances now) {}
}
