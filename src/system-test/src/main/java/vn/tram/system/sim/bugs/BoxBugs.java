package vn.tram.system.sim.bugs;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.scrub.EntriesMended;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.system.sim.Seams;
import vn.tram.system.sim.disk.PassingBoxStore;

/** What may be wrong around a box. */
final class BoxBugs {
    private BoxBugs() {}

    /** One way to bend a box's store. */
    private interface Bend {
        BoxStorage over(BentBoxStore store);
    }

    private static Seams store(Bend bend) {
        return new Seams() {
            @Override
            public BoxStorage boxStore(BoxId box, BoxStorage memory) {
                return bend.over(BentBoxStore.over(memory));
            }
        };
    }

    private static Seams tailLost(int transactions) {
        return new Seams() {
            @Override
            public void boxLostPower(BoxId box, MemoryBoxStore memory) {
                memory.loseTail(Math.max(0, memory.transactions() - transactions));
            }
        };
    }

    static Seams answersBeforeSync() {
        return tailLost(2);
    }

    static Seams diskSetBack() {
        return tailLost(60);
    }

    private static Seams turning(UnaryOperator<EpochTurned> bend) {
        return store(store -> store.writing(
                change -> change instanceof Written.Landed landed && landed.landing() instanceof EpochTurned turned
                        ? new Written.Landed(bend.apply(turned))
                        : change));
    }

    static Seams mendedNotWritten() {
        return store(store -> store.writing(
                change -> change instanceof Written.Landed landed && landed.landing() instanceof EntriesMended
                        ? new Written.Landed(new EntriesMended(List.of()))
                        : change));
    }

    static Seams searchIsBlind() {
        return store(store -> new PassingBoxStore() {
            @Override
            public BoxStorage inner() {
                return store;
            }

            @Override
            public List<Scrub.Row> rows(long epoch, long fromLsn, int max) {
                return List.of();
            }
        });
    }

    static Seams regainedDropped() {
        return turning(turned -> new EpochTurned(
                turned.child(),
                turned.lastLsn(),
                turned.lastAt(),
                turned.line(),
                turned.cut(),
                List.of(),
                turned.tickets(),
                turned.at()));
    }

    static Seams restatedNotWritten() {
        return store(store -> store.writing(
                change -> change instanceof Written.Journalled told && told.event() instanceof QueueEvent.TicketRestated
                        ? new Written.Journalled(told.stamped(), new NodeEvent.ClockRecovered())
                        : change));
    }

    static Seams nothingComesBack() {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                return new Link() {
                    @Override
                    public void open(Session session, Listener listener) {
                        link.open(session, listener);
                    }

                    @Override
                    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
                        if (!fetchesEntries(payload)) {
                            link.send(topic, payload, settled);
                        }
                    }

                    @Override
                    public void close() {
                        link.close();
                    }
                };
            }
        };
    }

    private static boolean fetchesEntries(byte[] payload) {
        try {
            return ControlCodec.decode(payload) instanceof FetchEntries;
        } catch (BadForm | RuntimeException another) {
            return false;
        }
    }

    static Seams forgetsAnswers() {
        return store(store -> store.recovering(found -> new Recovered(found.head(), List.of())));
    }

    static Seams retryIsNewPress() {
        return new Seams() {
            @Override
            public UUID requestId(UUID ofPress, int attempt) {
                return new UUID(ofPress.getMostSignificantBits(), ofPress.getLeastSignificantBits() + attempt);
            }
        };
    }

    static Seams deletesWhatIsAcknowledged() {
        return new Seams() {
            private final Map<BoxId, EnumMap<Lane, Long>> gone = new HashMap<>();

            @Override
            public BoxStorage boxStore(BoxId box, BoxStorage memory) {
                var floors = gone.computeIfAbsent(box, none -> new EnumMap<>(Lane.class));
                return BentBoxStore.over(memory)
                        .writing(change -> {
                            if (change instanceof Written.Landed landed && landed.landing() instanceof AckLanded ack) {
                                floors.merge(ack.lane(), ack.durable(), Math::max);
                            }
                            return change;
                        })
                        .keeping(lane -> floors.getOrDefault(lane, 0L));
            }
        };
    }

    static Seams outboxSkips() {
        return store(store -> store.reading(entries -> {
            if (entries.size() < 3) {
                return entries;
            }
            var kept = new ArrayList<Entry>(entries.subList(0, 1));
            for (var entry : entries.subList(2, entries.size())) {
                kept.add(new Entry(
                        entry.epoch(),
                        entry.lsn(),
                        entry.lane(),
                        entry.lseq() - 1,
                        entry.type(),
                        entry.version(),
                        entry.at(),
                        entry.salt(),
                        entry.body()));
            }
            return kept;
        }));
    }

    static Seams outboxUnordered() {
        return store(store -> store.reading(entries -> {
            var mixed = new ArrayList<>(entries);
            Collections.reverse(mixed);
            return mixed;
        }));
    }

    static Seams tableUpdateDropped() {
        return store(store -> store.writing(change ->
                change instanceof Written.Journalled entry && entry.event() instanceof QueueEvent.TicketTransferred
                        ? new Written.Journalled(entry.stamped(), new NodeEvent.ClockRecovered())
                        : change));
    }

    static Seams foldMissesAnEntry() {
        return store(store ->
                store.folding(entries -> entries.size() < 4 ? entries : entries.subList(0, entries.size() - 1)));
    }

    static Seams offsetAheadOfRows() {
        return store(store -> store.writing(
                change -> change instanceof Written.Landed landed && landed.landing() instanceof FeedLanded feed
                        ? new Written.Landed(new FeedLanded(
                                feed.feed(), feed.position(), List.of(), feed.whole(), feed.generation()))
                        : change));
    }

    /** What came for a group stays when the ward leaves it. */
    static Seams groupRowsStay() {
        return store(store -> store.writing(change -> change instanceof Written.Landed landed
                        && landed.landing() instanceof FeedLanded feed
                        && FeedNames.isGroup(feed.feed())
                        && feed.position().offset() == 0
                        && feed.rows().isEmpty()
                ? new Written.Landed(new FeedLanded(feed.feed(), feed.position(), List.of(), false, feed.generation()))
                : change));
    }

    static Seams signatureNotChecked() {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                return new BentLink(link, listener -> BentLink.changed(listener, CrookedFeeds::signedAnew));
            }
        };
    }

    static Seams oldFeedTaken() {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                var crooked = new CrookedFeeds();
                return new BentLink(link, listener -> BentLink.changed(listener, crooked::alwaysNext));
            }
        };
    }

    static Seams linkReportsNothing() {
        return new Seams() {
            @Override
            public Link boxLink(BoxId box, Link link) {
                return new BentLink(link, BentLink::withoutDown);
            }
        };
    }

    /** Whoever connects the link to the rest does so at the first start alone. */
    static Seams downUnheardAfterRestart() {
        return new Seams() {
            private final Set<BoxId> restarted = new HashSet<>();

            @Override
            public void boxLostPower(BoxId box, MemoryBoxStore memory) {
                restarted.add(box);
            }

            @Override
            public Link boxLink(BoxId box, Link link) {
                return restarted.contains(box) ? new BentLink(link, BentLink::withoutDown) : link;
            }
        };
    }

    /** The connection that is opened after a commit that failed is opened without its settings. */
    static Seams syncForgottenAfterReopening() {
        return new Seams() {
            private final Map<BoxId, Integer> opened = new HashMap<>();
            private final Map<BoxId, Integer> synced = new HashMap<>();

            @Override
            public BoxStorage boxStore(BoxId box, BoxStorage memory) {
                opened.put(box, 0);
                return BentBoxStore.over(memory).recovering(found -> {
                    if (opened.merge(box, 1, Integer::sum) > 1 && memory instanceof MemoryBoxStore rows) {
                        synced.putIfAbsent(box, rows.transactions());
                    }
                    return found;
                });
            }

            @Override
            public void boxLostPower(BoxId box, MemoryBoxStore memory) {
                var kept = synced.remove(box);
                if (kept != null) {
                    memory.loseTail(kept);
                }
            }
        };
    }

    static Seams timerLost() {
        return new Seams() {
            private int planned;

            @Override
            public Platform boxPlatform(BoxId box, Platform platform) {
                Timers lossy = (delay, task) -> delay.compareTo(Duration.ofSeconds(1)) >= 0 && ++planned % 1_500 == 0
                        ? () -> {}
                        : platform.timers().after(delay, task);
                return new Platform(platform.clock(), platform.monotonic(), platform.chance(), lossy);
            }
        };
    }

    static Seams resendsWithoutBackoff() {
        return new Seams() {
            @Override
            public Platform boxPlatform(BoxId box, Platform platform) {
                var real = platform.monotonic();
                return new Platform(platform.clock(), () -> real.nanos() * 1_000, platform.chance(), platform.timers());
            }
        };
    }

    static Seams noonIsMidnight() {
        return new Seams() {
            @Override
            public Platform boxPlatform(BoxId box, Platform platform) {
                InstantSource bent = () -> {
                    var now = platform.clock().instant();
                    return BusinessDay.timeOfDay(now).isBefore(LocalTime.NOON) ? now : now.plus(Duration.ofHours(12));
                };
                return new Platform(bent, platform.monotonic(), platform.chance(), platform.timers());
            }
        };
    }
}
