package vn.tram.edge.sync.fakes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Lease;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.LoopbackBroker;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;
import vn.tram.kernel.wire.Topics;

/**
 * The far end as the box needs it: keeps a gap-free prefix, answers hellos, acknowledges; can be told to be difficult.
 */
public final class FakeCentre implements Link.Listener {
    private final Link link;
    private final BoxId box;
    public final List<Frame> frames = new ArrayList<>();
    public final List<Hello> hellos = new ArrayList<>();
    public final List<FeedFetch> fetches = new ArrayList<>();
    public final List<Beat> beats = new ArrayList<>();
    public final List<DayDigests> digests = new ArrayList<>();
    public final List<Checkpoint> checkpoints = new ArrayList<>();
    public final Map<Lane, List<Entry>> kept = new EnumMap<>(Lane.class);
    private final Map<Lane, Watermark> marks = new EnumMap<>(Lane.class);
    private long epoch;
    public int window = 4;
    public long incarnation = 5;
    public boolean welcomes = true;
    public boolean acknowledges = true;
    public Verdict verdict = Verdict.OK;
    /** What its welcome tells of that. */
    public List<Integer> dictionaries = List.of();
    /** With what its frames may be packed; what else comes cannot be read. */
    public Dictionaries readable = Dictionaries.BUILT_IN;

    public Function<Hello, Lease> leases = hello -> Lease.NONE;
    public Predicate<byte[]> unreadable = bytes -> false;
    public int refused;

    public FakeCentre(LoopbackBroker broker, BoxId box) {
        this.box = box;
        this.link = broker.link();
        connect();
    }

    /** Again, after the broker was away. */
    public void connect() {
        link.open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), this);
    }

    @Override
    public void up() {}

    @Override
    public void down(String why) {
        // A test that stops the broker cuts the centre off as well: it hears nothing from then on.
    }

    @Override
    public void received(String topic, byte[] payload) {
        var up = Topics.parseUp(topic).orElseThrow();
        if (up.gone()) {
            return;
        }
        try {
            if (up.lane() == Lane.CONTROL.number()) {
                heard(ControlCodec.decode(payload));
            } else if (unreadable.test(payload)) {
                refused++;
                say(new SendPlain(Lane.of(up.lane())));
            } else {
                take(FrameCodec.decode(payload, readable));
            }
        } catch (BadForm bad) {
            throw new AssertionError("the box sent what nobody can read", bad);
        }
    }

    private void heard(Control message) {
        if (message instanceof Hello hello) {
            hellos.add(hello);
            epoch = hello.epoch();
            if (welcomes) {
                var lease = leases.apply(hello); // may change the verdict
                say(new Welcome(incarnation, verdict, hello.epoch(), marks, window)
                        .reading(dictionaries)
                        .with(lease));
            }
        } else if (message instanceof FeedFetch fetch) {
            fetches.add(fetch);
        } else if (message instanceof Beat beat) {
            beats.add(beat);
        } else if (message instanceof Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
        } else if (message instanceof DayDigests told) {
            digests.add(told);
        }
    }

    private void take(Frame frame) {
        frames.add(frame);
        var mark = mark(frame.lane());
        if (frame.firstLseq() <= mark.durable() + 1
                && frame.lastLseq() > mark.durable()
                && (frame.firstLseq() <= mark.durable()
                        || frame.previous().equals(mark.hash().first(Frame.CHAIN_BYTES)))) {
            var hash = mark.hash();
            var lane = kept.computeIfAbsent(frame.lane(), none -> new ArrayList<>());
            for (var entry : frame.entries()) {
                if (entry.lseq() > mark.durable()) {
                    hash = entry.hashAfter(hash);
                    lane.add(entry);
                }
            }
            marks.put(frame.lane(), new Watermark(frame.lastLseq(), hash, frame.lastLseq()));
        }
        if (acknowledges) {
            ack(frame.lane());
        }
    }

    /** Says what it has of a lane. */
    public void ack(Lane lane) {
        say(new Ack(incarnation, epoch, lane, mark(lane).durable(), mark(lane).applied()));
    }

    public Watermark mark(Lane lane) {
        return marks.getOrDefault(lane, Watermark.NONE);
    }

    /** As after a restore from a backup: what came later is gone. */
    public void forgetBackTo(Lane lane, Watermark mark) {
        marks.put(lane, mark);
        kept.put(lane, new ArrayList<>(kept.getOrDefault(lane, List.of()).subList(0, (int) mark.durable())));
    }

    public void mark(Lane lane, Watermark mark) {
        marks.put(lane, mark);
    }

    public void say(Control message) {
        var said = message instanceof FeedBatch batch ? signed(batch) : message;
        link.send(Topics.down(box), ControlCodec.encode(said), sent -> {});
    }

    /** As the city says it. */
    public static SignedFeed signed(FeedBatch batch) {
        return new SignedFeed(Sealed.seal(Purpose.FEED, ControlCodec.encode(batch), TestKeys.CITY));
    }

    public List<Entry> kept(Lane lane) {
        return kept.getOrDefault(lane, List.of());
    }

    /** How often each entry of a lane came. */
    public Map<Long, Integer> timesSent(Lane lane) {
        var times = new HashMap<Long, Integer>();
        frames.stream()
                .filter(frame -> frame.lane() == lane)
                .flatMap(frame -> frame.entries().stream())
                .forEach(entry -> times.merge(entry.lseq(), 1, Integer::sum));
        return times;
    }
}
