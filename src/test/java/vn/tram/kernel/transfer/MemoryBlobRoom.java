package vn.tram.kernel.transfer;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.trust.Digest;

/** A node's blobs in memory. What was answered outlives a process; what was not is lost when its timers die. */
public final class MemoryBlobRoom {
    /** What the disk does to a write. */
    public interface Fate {
        TakingDisk.Result write();
    }

    private final Map<BlobName, Bytes> blobs = new TreeMap<>();
    private final Map<String, TreeMap<BlobName, Long>> give = new TreeMap<>();
    private final Map<String, Set<BlobName>> given = new TreeMap<>();
    private final Map<String, Set<BlobName>> held = new TreeMap<>();
    private final Map<String, Map<BlobName, ByteArrayOutputStream>> parts = new TreeMap<>();
    private final Set<BlobName> unsound = new TreeSet<>();
    private boolean careless;
    private boolean generous;
    private Fate fate = () -> TakingDisk.Result.DONE;

    /** Stores bytes under their name. */
    public BlobName put(byte[] bytes) {
        var name = new BlobName(Digest.of(bytes));
        blobs.put(name, Bytes.of(bytes));
        return name;
    }

    /** The other end shall have it. */
    public void give(String peer, BlobName name, long at) {
        give.computeIfAbsent(peer, none -> new TreeMap<>()).put(name, at);
    }

    public void callOff(String peer, BlobName name) {
        give.getOrDefault(peer, new TreeMap<>()).remove(name);
    }

    public Map<BlobName, Bytes> blobs() {
        return blobs;
    }

    /** A blob's bytes; empty when it is not here. */
    public Bytes bytes(BlobName name) {
        return blobs.getOrDefault(name, Bytes.EMPTY);
    }

    public Set<BlobName> heldFrom(String peer) {
        return held.getOrDefault(peer, Set.of());
    }

    public Set<BlobName> givenTo(String peer) {
        return given.getOrDefault(peer, Set.of());
    }

    /** Bytes of an unfinished blob that are on disk. */
    public int kept(String peer, BlobName name) {
        var part = parts.getOrDefault(peer, Map.of()).get(name);
        return part == null ? 0 : part.size();
    }

    public void fate(Fate of) {
        fate = of;
    }

    /** A planted bug: what has come is a blob whatever its bytes are. */
    public void provesNothing() {
        careless = true;
    }

    /** A planted bug: what is for one is for all. */
    public void givesToEverybody() {
        generous = true;
    }

    private Map<BlobName, Long> queued(String peer) {
        if (!generous) {
            return give.getOrDefault(peer, new TreeMap<>());
        }
        var all = new TreeMap<BlobName, Long>();
        give.values().forEach(all::putAll);
        return all;
    }

    /** From now on the disk gives other bytes than were stored. */
    public void damage(BlobName name) {
        var bytes = bytes(name).toArray();
        bytes[bytes.length / 2] ^= 1;
        blobs.put(name, Bytes.of(bytes));
        unsound.add(name);
    }

    /** Puts the right bytes back. */
    public void mend(byte[] bytes) {
        unsound.remove(put(bytes));
    }

    /** The room as one process sees it. */
    public BlobRoom open(Timers timers, Supplier<Duration> latency) {
        return new BlobRoom() {
            @Override
            public GivingDisk giving(String peer) {
                return new Giving(peer, new Queue(timers, latency));
            }

            @Override
            public TakingDisk taking(String peer) {
                return new Taking(peer, new Queue(timers, latency));
            }

            @Override
            public void unfinished(String peer, Consumer<List<BlobName>> answer) {
                new Queue(timers, latency)
                        .add(() -> answer.accept(parts.getOrDefault(peer, Map.of()).entrySet().stream()
                                .filter(part -> part.getValue().size() > 0)
                                .map(Map.Entry::getKey)
                                .toList()));
            }
        };
    }

    /** One thing after the other, each some time later. */
    private static final class Queue {
        private final Timers timers;
        private final Supplier<Duration> latency;
        private final List<Runnable> waiting = new ArrayList<>();

        Queue(Timers timers, Supplier<Duration> latency) {
            this.timers = timers;
            this.latency = latency;
        }

        void add(Runnable task) {
            waiting.add(task);
            if (waiting.size() == 1) {
                next();
            }
        }

        private void next() {
            timers.after(latency.get(), () -> {
                var task = waiting.get(0);
                task.run();
                waiting.remove(0);
                if (!waiting.isEmpty()) {
                    next();
                }
            });
        }
    }

    private final class Giving implements GivingDisk {
        private final String peer;
        private final Queue queue;

        Giving(String peer, Queue queue) {
            this.peer = peer;
            this.queue = queue;
        }

        @Override
        public void queue(Consumer<List<Queued>> answer) {
            queue.add(() -> answer.accept(queued(peer).entrySet().stream()
                    .filter(each -> blobs.containsKey(each.getKey()))
                    .map(each -> new Queued(each.getKey(), bytes(each.getKey()).size(), each.getValue()))
                    .toList()));
        }

        @Override
        public void read(BlobName name, long from, int length, Consumer<Bytes> answer) {
            queue.add(() -> {
                var bytes = blobs.get(name);
                answer.accept(bytes == null ? Bytes.EMPTY : bytes.part((int) from, length));
            });
        }

        @Override
        public void given(BlobName name) {
            queue.add(() -> {
                callOff(peer, name);
                given.computeIfAbsent(peer, none -> new TreeSet<>()).add(name);
            });
        }

        @Override
        public void inspect(BlobName name, Consumer<Boolean> sound) {
            queue.add(() -> sound.accept(blobs.containsKey(name) && !unsound.contains(name)));
        }
    }

    private final class Taking implements TakingDisk {
        private final String peer;
        private final Queue queue;

        Taking(String peer, Queue queue) {
            this.peer = peer;
            this.queue = queue;
        }

        private Map<BlobName, ByteArrayOutputStream> mine() {
            return parts.computeIfAbsent(peer, none -> new TreeMap<>());
        }

        @Override
        public void begin(BlobName name, long size, Consumer<Begun> answer) {
            queue.add(() -> {
                boolean whole = heldFrom(peer).contains(name) && blobs.containsKey(name);
                answer.accept(new Begun(whole ? Result.DONE : fate.write(), whole, kept(peer, name)));
            });
        }

        @Override
        public void keep(BlobName name, long at, Bytes piece, Consumer<Result> answer) {
            queue.add(() -> {
                var result = fate.write();
                var part = mine().computeIfAbsent(name, none -> new ByteArrayOutputStream());
                if (result == Result.DONE && part.size() == at) {
                    part.writeBytes(piece.toArray());
                    answer.accept(Result.DONE);
                } else {
                    answer.accept(result == Result.DONE ? Result.FAILED : result);
                }
            });
        }

        @Override
        public void finish(BlobName name, long size, Consumer<Result> answer) {
            queue.add(() -> {
                var part = mine().get(name);
                var bytes = part == null ? new byte[0] : part.toByteArray();
                var result = fate.write();
                if (result != Result.DONE) {
                    answer.accept(result);
                    return;
                }
                mine().remove(name);
                if (careless || new BlobName(Digest.of(bytes)).equals(name)) {
                    blobs.put(name, Bytes.of(bytes));
                    held.computeIfAbsent(peer, none -> new TreeSet<>()).add(name);
                    answer.accept(Result.DONE);
                } else {
                    answer.accept(Result.WRONG);
                }
            });
        }

        @Override
        public void drop(BlobName name) {
            queue.add(() -> mine().remove(name));
        }
    }
}
