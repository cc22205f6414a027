package vn.tram.centre.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import vn.tram.centre.BoxJournal;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.WardDay;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Frame;

/** What boxes of a city send on a day like any other, of a catalogue that no dictionary has seen. */
public final class WardFrames {
    private WardFrames() {}

    public static Map<BoxId, List<Frame>> of(int boxes, int people) {
        var sent = new TreeMap<BoxId, List<Frame>>();
        for (int i = 0; i < boxes; i++) {
            var journal = journal(String.format("w%05d-1", 70 + i), i, people);
            sent.put(journal.box(), frames(journal, new SplittableRandom(i)));
        }
        return sent;
    }

    /** A reason of an officer's own goes with some calls: it is written here alone. */
    static BoxJournal journal(String box, long seed, int people) {
        var journal = new BoxJournal(box, 100 + seed);
        for (var timed : WardDay.events(22_000, seed, people)) {
            journal.add(Instant.ofEpochMilli(timed.at()), renamed(timed.event(), box));
        }
        return journal;
    }

    private static QueueEvent renamed(QueueEvent event, String box) {
        if (event instanceof QueueEvent.TicketIssued issued) {
            return new QueueEvent.TicketIssued(
                    issued.key(), issued.id(), issued.procedure().replace("1.0", "7.77"), issued.channel());
        } else if (event instanceof QueueEvent.TicketCalled called
                && !called.reason().isEmpty()) {
            return new QueueEvent.TicketCalled(
                    called.key(), called.counter(), called.callNo(), called.rule(), "bà Lan, " + box);
        }
        return event;
    }

    /** Most are as short as live ones. */
    static List<Frame> frames(BoxJournal journal, SplittableRandom chance) {
        var frames = new ArrayList<Frame>();
        int all = journal.entries(Lane.URGENT).size();
        for (int first = 1; first <= all; ) {
            int length = chance.nextInt(10) == 0 ? 40 : 1 + chance.nextInt(6);
            int last = Math.min(all, first + length - 1);
            frames.add(journal.frame(Lane.URGENT, first, last));
            first = last + 1;
        }
        return frames;
    }
}
