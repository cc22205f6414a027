package vn.tram.kernel.wire;

import java.util.Optional;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;

/** Names of the topics, protocol version 1. No dots: some brokers use them for their own levels. */
public final class Topics {
    private static final String UP = "tram/1/up/";

    /** How every topic begins on which the centre speaks. */
    public static final String DOWN = "tram/1/down/";

    private static final String GONE = "gone";

    /** Name of the centre's own client at the broker; no box has it. */
    public static final String CENTRE = "centre";

    /** What the centre subscribes to: everything that boxes say. */
    public static final String ALL_UP = UP + "+/+";

    private Topics() {}

    /** Frames of a lane; control messages go on {@link Lane#CONTROL}. */
    public static String up(BoxId box, Lane lane) {
        return UP + box.value() + "/" + lane.number();
    }

    /** Where the broker says that a box's connection broke. */
    public static String gone(BoxId box) {
        return UP + box.value() + "/" + GONE;
    }

    /** Everything the centre says to one box. */
    public static String down(BoxId box) {
        return DOWN + box.value();
    }

    /** Whether a box may speak on {@code topic}: on its own lanes and its own {@link #gone} alone. */
    public static boolean mayPublish(BoxId box, String topic) {
        if (topic.equals(gone(box))) {
            return true;
        }
        for (var lane : Lane.values()) {
            if (topic.equals(up(box, lane))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a box may listen to {@code filter}: to what the centre says to it alone. */
    public static boolean maySubscribe(BoxId box, String filter) {
        return filter.equals(down(box));
    }

    /**
     * An upward topic taken apart.
     *
     * @param lane number of the lane, or -1 for {@link #gone}
     */
    public record Up(BoxId box, int lane) {
        public boolean gone() {
            return lane < 0;
        }
    }

    /** Empty when the topic is not of the form {@code tram/1/up/BOX/LANE}. */
    public static Optional<Up> parseUp(String topic) {
        if (!topic.startsWith(UP)) {
            return Optional.empty();
        }
        int slash = topic.indexOf('/', UP.length());
        if (slash < 0) {
            return Optional.empty();
        }
        var last = topic.substring(slash + 1);
        try {
            var box = new BoxId(topic.substring(UP.length(), slash));
            return Optional.of(new Up(box, last.equals(GONE) ? -1 : Integer.parseInt(last)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
