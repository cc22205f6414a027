package vn.tram.centre.net;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.centre.intake.IntakeCommand.Progress;

/** Counts what passes. Any thread. */
public final class Traffic {
    private final Map<Fate, Counter> frames = new EnumMap<>(Fate.class);
    private final Counter entries;
    private final Counter repeated;
    private final Counter shown;
    private final Counter parked;
    private final Counter quarantined;
    private final Counter bad;
    private final Counter dropped;
    private final Counter spared;
    private final Counter unheard;
    private final AtomicInteger alive;

    public Traffic(MeterRegistry meters) {
        for (var fate : Fate.values()) {
            frames.put(
                    fate,
                    Counter.builder("tram.centre.frames")
                            .description("frames received, by what became of them")
                            .tag("fate", fate.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        entries = counter(meters, "tram.centre.entries", "entries landed");
        repeated = counter(meters, "tram.centre.duplicates", "entries received that had landed before");
        shown = counter(meters, "tram.centre.shown", "entries shown in the tables");
        parked = counter(meters, "tram.centre.parked", "entries of unknown type kept apart");
        quarantined = counter(meters, "tram.centre.quarantined", "entries kept apart because they are broken");
        bad = counter(meters, "tram.centre.bad.messages", "messages dropped because they are not of our form");
        dropped = counter(meters, "tram.centre.dropped", "messages dropped because too much was waiting");
        spared = counter(meters, "tram.centre.spared", "frames known to have landed, answered without reading them");
        unheard = counter(meters, "tram.centre.unheard", "messages to boxes that the broker could not hand on");
        alive = meters.gauge("tram.centre.boxes.alive", new AtomicInteger());
    }

    private static Counter counter(MeterRegistry meters, String name, String what) {
        return Counter.builder(name).description(what).register(meters);
    }

    /** How many boxes are alive now. */
    public void alive(int boxes) {
        alive.set(boxes);
    }

    void frame(FrameReply reply) {
        var counter = frames.get(reply.fate());
        if (counter != null) {
            counter.increment();
        }
        entries.increment(reply.fresh());
        repeated.increment(reply.repeated());
    }

    void progress(Progress progress) {
        shown.increment(progress.shown());
        parked.increment(progress.parked());
        quarantined.increment(progress.quarantined());
    }

    void spared() {
        spared.increment();
    }

    void bad() {
        bad.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void unheard() {
        unheard.increment();
    }
}
