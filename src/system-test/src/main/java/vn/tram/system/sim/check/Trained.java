package vn.tram.system.sim.check;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.wire.Dictionaries;

/** Dictionaries that the city publishes in the middle of the day, and what reads every frame of the world. */
public final class Trained {
    private static final int DAY = 20_780;
    private static final long MORNING = 1_795_399_200_000L;

    /** Each another one; what they teach matters little here, that both ends mean the same does. */
    public static final List<Bytes> PUBLISHED = List.of(dictionary(1), dictionary(2), dictionary(5));

    /** What a frame of this world may be packed with. */
    public static final Dictionaries ALL = all();

    private Trained() {}

    private static Bytes dictionary(int counters) {
        var head = JournalHead.start(1);
        var run = new ArrayList<Entry>();
        for (int number = 1; number <= 40; number++) {
            var key = new TicketKey(DAY, 'A', number);
            int counter = 1 + number % counters;
            for (var event : List.of(
                    new QueueEvent.TicketCalled(key, counter, 1, CallRule.FIRST_COME, ""),
                    new QueueEvent.ServingStarted(key, counter),
                    new QueueEvent.ServingFinished(key, counter))) {
                var stamped = EventTypes.place(head, event, MORNING + 20_000L * run.size());
                head = head.after(stamped);
                run.add(stamped.entry());
            }
        }
        return Dictionary.write(List.of(run, run.subList(5, 9)));
    }

    private static Dictionaries all() {
        var all = Dictionaries.BUILT_IN;
        for (var bytes : PUBLISHED) {
            all = all.with(bytes);
        }
        return all;
    }
}
