package vn.tram.system.sim.bugs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeChange.Item;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.check.Trained;
import vn.tram.system.sim.disk.CentreStorage;

/** What may be wrong around the centre. */
final class CentreBugs {
    /** A message that says nothing. */
    private static final byte[] NOTHING = ControlCodec.encode(new DayDigests(0, Map.of(), List.of()));

    private CentreBugs() {}

    /** One way to bend the centre's store. */
    private interface Bend {
        CentreStorage over(BentCentreStore store);
    }

    private static Seams store(Bend bend) {
        return new Seams() {
            @Override
            public CentreStorage centreStore(CentreStorage memory) {
                return bend.over(BentCentreStore.over(memory));
            }
        };
    }

    static Seams lyingAck() {
        return new Seams() {
            @Override
            public Link centreLink(Link link) {
                return new BentLink(link, listener -> BentLink.before(listener, message -> lie(link, message)));
            }
        };
    }

    private static void lie(Link link, Link.Message message) {
        var up = Topics.parseUp(message.topic());
        if (up.isEmpty()
                || up.get().lane() <= Lane.CONTROL.number()
                || BlobCodec.isBlobMessage(message.payload().toArray())) {
            return;
        }
        try {
            var frame = FrameCodec.decode(message.payload().toArray(), Trained.ALL);
            var ack = new Ack(0, frame.epoch(), frame.lane(), frame.lastLseq(), 0);
            link.send(Topics.down(frame.box()), ControlCodec.encode(ack), sent -> {});
        } catch (BadForm notOurs) {
            throw new AssertionError(notOurs);
        }
    }

    static Seams acksBeforeSync() {
        return new Seams() {
            private int commits;

            @Override
            public CentreStorage centreStore(CentreStorage memory) {
                return BentCentreStore.over(memory).syncing(() -> ++commits % 8 == 0);
            }
        };
    }

    static Seams watermarkOutside() {
        return new Seams() {
            private final Map<BoxId, Map<Lane, Watermark>> early = new HashMap<>();

            @Override
            public CentreStorage centreStore(CentreStorage memory) {
                return BentCentreStore.over(memory)
                        .writing(change -> {
                            if (change instanceof Written.Landed landed
                                    && landed.landing() instanceof FrameLanded frame) {
                                early.computeIfAbsent(frame.box(), none -> new EnumMap<>(Lane.class))
                                        .put(frame.lane(), new Watermark(frame.lastLseq(), frame.hash(), 0));
                            }
                            return change;
                        })
                        .recalling(this::withEarly);
            }

            private IntakeBook.Stored withEarly(IntakeBook.Stored stored) {
                var boxes = new HashMap<BoxId, BoxMarks>();
                stored.boxes().forEach((box, marks) -> {
                    var lanes = new EnumMap<Lane, Watermark>(Lane.class);
                    lanes.putAll(marks.lanes());
                    early.getOrDefault(box, Map.of()).forEach((lane, mark) -> {
                        long applied = marks.lane(lane).applied();
                        lanes.put(lane, new Watermark(mark.durable(), mark.hash(), applied));
                    });
                    boxes.put(box, new BoxMarks(marks.epoch(), lanes));
                });
                return stored.with(boxes);
            }
        };
    }

    static Seams forgetsWatermarks() {
        return store(store -> store.recalling(stored -> {
            var boxes = new HashMap<BoxId, BoxMarks>();
            stored.boxes().forEach((box, marks) -> boxes.put(box, new BoxMarks(marks.epoch(), Map.of())));
            return stored.with(boxes);
        }));
    }

    static Seams mendedNotWritten() {
        return store(store -> store.writing(change -> change instanceof Written.Landed landed
                        && landed.landing() instanceof FrameMended mended
                ? new Written.Landed(new FrameMended(
                        mended.box(), mended.epoch(), mended.lane(), mended.firstLseq(), Bytes.EMPTY, mended.hash()))
                : change));
    }

    /** Of a day that is over one ticket is gone from the table. */
    static Seams rowGoneOvernight() {
        return store(store -> store.reading(new BentCentreStore.DayBend() {
            private int newest;

            @Override
            public Collection<Ticket> of(int day, Collection<Ticket> truth) {
                newest = Math.max(newest, day);
                return day == newest ? truth : truth.stream().skip(1).toList();
            }
        }));
    }

    /** After an upgrade nobody looks at what the release before put aside. */
    static Seams parkedForEver() {
        return new UnknownKinds(
                Set.of(10), memory -> BentCentreStore.over(memory).neverParked());
    }

    static Seams daysNeverCompared() {
        return new Seams() {
            @Override
            public Link centreLink(Link link) {
                return new BentLink(
                        link,
                        listener -> BentLink.changedOn(
                                listener, (topic, payload) -> CrookedFeeds.isDigests(payload) ? NOTHING : payload));
            }
        };
    }

    static Seams checkpointNotChecked() {
        return new Seams() {
            @Override
            public Link centreLink(Link link) {
                return new BentLink(link, listener -> BentLink.changedOn(listener, CrookedFeeds::vouchedAnew));
            }
        };
    }

    static Seams neverAsksForPlain() {
        return new OlderCentre(false);
    }

    /** The feed moves and the row is not there: after a restart nobody can read what was packed by it. */
    static Seams dictionaryNotKept() {
        return store(store -> store.writing(change -> {
            if (change instanceof Written.Landed landed
                    && landed.landing() instanceof RowsPublished published
                    && published.feed().equals(FeedNames.CODEC)) {
                return new Written.Landed(
                        new RowsPublished(published.feed(), published.head(), List.of(), published.at()));
            }
            return change;
        }));
    }

    static Seams swallowsUpdate() {
        return store(store -> store.writing(change -> {
            if (!(change instanceof Written.Landed landed) || !(landed.landing() instanceof EntriesProjected shown)) {
                return change;
            }
            List<Item> kept = new ArrayList<>(shown.items());
            kept.removeIf(item -> item instanceof Shown entry && entry.event() instanceof QueueEvent.ServingFinished);
            return new Written.Landed(
                    new EntriesProjected(shown.box(), shown.epoch(), shown.lane(), shown.upTo(), kept));
        }));
    }
}
