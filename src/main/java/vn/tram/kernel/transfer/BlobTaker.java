package vn.tram.kernel.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.transfer.TakingDisk.Begun;
import vn.tram.kernel.transfer.TakingDisk.Result;

/**
 * Takes blobs from one other end. A chunk counts when it follows what has come and its check fits; what was lost is
 * asked for again from there, on a new stream. "Stored" is said only of a blob that was read back from the disk, whole,
 * and found to be what its name says.
 */
public final class BlobTaker {
    /** Bytes gathered before they are written and synced. */
    static final int KEEP_AT = 32 * 1024;

    /** Fewer are written after this long: what a power cut can take back. */
    static final Duration KEEP_AFTER = Duration.ofSeconds(1);

    /** Nothing came for so long: asked again; doubles up to {@link #STALL_MOST} while nothing comes. */
    static final Duration STALL = Duration.ofSeconds(5);

    static final Duration STALL_MOST = Duration.ofSeconds(60);

    /** What an entry named and nobody offered is asked for again after this long. */
    static final Duration WISH_AGAIN = Duration.ofMinutes(10);

    private static final int TELL_AT = 4;
    private static final int RETRY_BUSY = 30;
    private static final int RETRY_DISK = 120;
    private static final int RETRY_WRONG = 30;
    private static final int RETRY_WRONG_MOST = 86_400;

    /**
     * What one other end may ask of us.
     *
     * @param mostBytes of a blob
     * @param open blobs that may come at once
     * @param leastWindow bytes that may be on their way at least
     * @param mostWindow bytes that may be on their way at most: the memory one other end can fill
     */
    public record Limits(long mostBytes, int open, int leastWindow, int mostWindow) {}

    private final TakingDisk disk;
    private final Consumer<BlobMessage> say;
    private final Limits limits;
    private final BooleanSupplier room;
    private final RateMeter meter;
    private final TreeMap<BlobName, Taking> all = new TreeMap<>();
    private final TreeMap<BlobName, Integer> wrong = new TreeMap<>();
    private final Set<BlobName> wishes = new TreeSet<>();
    private int lastStream;
    private long nowNanos;
    private long wishedNanos;

    /**
     * @param room whether one more may come at all, whoever gives it
     * @param firstStream random, so that streams of an earlier life are not taken for ours; 1 to 2^30
     */
    public BlobTaker(TakingDisk disk, Consumer<BlobMessage> say, Limits limits, BooleanSupplier room, int firstStream) {
        this.disk = disk;
        this.say = say;
        this.limits = limits;
        this.room = room;
        this.lastStream = firstStream;
        this.meter = new RateMeter(limits.leastWindow(), limits.mostWindow());
    }

    /** An entry or a feed row named this blob: the other end is asked for it until it is here. */
    public void wish(BlobName name) {
        if (wishes.add(name) && !all.containsKey(name)) {
            say.accept(Want.wish(name));
        }
    }

    /** Something of these is here from before our time: the giver is asked to offer them, and so goes on. */
    void goOn(List<BlobName> begun) {
        begun.stream().filter(name -> !all.containsKey(name)).forEach(name -> say.accept(Want.wish(name)));
    }

    public void up(long now) {
        wishedNanos = now;
        wishes.stream().filter(name -> !all.containsKey(name)).forEach(name -> say.accept(Want.wish(name)));
    }

    /** No more will come for a while: what has come is kept. */
    public void down(long now) {
        nowNanos = now;
        all.values().forEach(taking -> {
            taking.lose();
            write(taking);
        });
    }

    public void heard(Offer offer, long now) {
        nowNanos = now;
        var taking = all.get(offer.name());
        if (taking != null) {
            if (taking.size() == offer.size()) {
                askOn(taking);
            }
        } else if (offer.size() > limits.mostBytes()) {
            say.accept(new Refused(offer.name(), Reason.TOO_BIG, 0));
        } else if (all.size() >= limits.open() || !room.getAsBoolean()) {
            say.accept(new Refused(offer.name(), Reason.BUSY, RETRY_BUSY));
        } else {
            var fresh = new Taking(offer.name(), offer.size());
            all.put(offer.name(), fresh);
            disk.begin(offer.name(), offer.size(), begun -> begun(fresh, begun));
        }
    }

    private boolean gone(Taking taking) {
        return all.get(taking.name()) != taking;
    }

    private void begun(Taking taking, Begun begun) {
        if (gone(taking)) {
            return;
        }
        if (begun.whole()) {
            stored(taking);
        } else if (begun.result() == Result.DONE) {
            taking.begin(begun.kept());
            if (!finish(taking)) {
                ask(taking);
            }
        } else {
            giveUp(taking, begun.result());
        }
    }

    /** On a stream of its own, so that what still comes of an earlier one is told apart. */
    private void ask(Taking taking) {
        lastStream = lastStream == Integer.MAX_VALUE ? 1 : lastStream + 1;
        say.accept(taking.open(lastStream, meter.window(), meter.piece(), nowNanos));
    }

    /** Asks again from what has come; what is gathered goes to disk first, since all after it is of no use. */
    private void askOn(Taking taking) {
        if (taking.begun() && !taking.whole()) {
            taking.lose();
            write(taking);
            askIfLost(taking);
        }
    }

    private void askIfLost(Taking taking) {
        if (taking.isLost() && taking.idle()) {
            ask(taking);
        }
    }

    public void heard(Chunk chunk, long now) {
        nowNanos = now;
        var of = byStream(chunk);
        if (of.isEmpty()) {
            return;
        }
        var taking = of.get();
        long first = taking.firstAnswer(now);
        if (first >= 0) {
            meter.answered(first);
        }
        if (taking.isAhead(chunk)) {
            if (!taking.isLost()) {
                askOn(taking);
            }
            return;
        }
        int fresh = taking.take(chunk, limits.mostWindow(), now);
        if (fresh > 0) {
            meter.came(fresh, now);
            write(taking);
            tell();
        }
    }

    /** What was damaged on its way counts as lost: the next chunk shows the gap. */
    private Optional<Taking> byStream(Chunk chunk) {
        return all.values().stream()
                .filter(taking -> taking.begun() && taking.stream() == chunk.stream())
                .filter(taking -> chunk.fits(taking.name()))
                .findFirst();
    }

    /** What has come is told when it is a quarter of what may be on its way, so that the giver never has to stop. */
    private void tell() {
        long untold = all.values().stream().mapToLong(Taking::untold).sum();
        if (untold * TELL_AT >= meter.window()) {
            for (var taking : all.values()) {
                if (taking.untold() > 0 && !taking.isLost()) {
                    say.accept(taking.want(meter.window(), meter.piece()));
                }
            }
        }
    }

    private void write(Taking taking) {
        if (!taking.ripe(nowNanos)) {
            return;
        }
        long at = taking.kept();
        disk.keep(taking.name(), at, taking.write(), result -> {
            if (gone(taking)) {
                return;
            }
            if (result != Result.DONE) {
                giveUp(taking, result);
                return;
            }
            taking.written();
            if (!finish(taking)) {
                write(taking);
                askIfLost(taking);
            }
        });
    }

    private boolean finish(Taking taking) {
        if (!taking.finish()) {
            return false;
        }
        disk.finish(taking.name(), taking.size(), result -> {
            if (gone(taking)) {
                return;
            }
            if (result == Result.DONE) {
                stored(taking);
            } else {
                giveUp(taking, result);
            }
        });
        return true;
    }

    private void stored(Taking taking) {
        all.remove(taking.name());
        wrong.remove(taking.name());
        wishes.remove(taking.name());
        say.accept(new Stored(taking.name()));
    }

    private void giveUp(Taking taking, Result why) {
        all.remove(taking.name());
        if (why == Result.WRONG) {
            int times = wrong.merge(taking.name(), 1, Integer::sum);
            long retry = Math.min((long) RETRY_WRONG << Math.min(times - 1, 20), RETRY_WRONG_MOST);
            say.accept(new Refused(taking.name(), Reason.WRONG_BYTES, (int) retry));
            if (wrong.size() > limits.open()) {
                wrong.pollFirstEntry();
            }
        } else {
            say.accept(new Refused(taking.name(), Reason.DISK_FULL, RETRY_DISK));
        }
    }

    public void heard(Withdrawn withdrawn) {
        if (all.remove(withdrawn.name()) != null && withdrawn.reason() == Reason.CANCELLED) {
            disk.drop(withdrawn.name());
        }
    }

    /** Once a second, and not while there is no connection. */
    public void tick(long now) {
        nowNanos = now;
        for (var taking : List.copyOf(all.values())) {
            if (taking.stalled(now)) {
                askOn(taking);
            } else {
                write(taking);
            }
        }
        if (now - wishedNanos >= WISH_AGAIN.toNanos()) {
            up(now);
        }
    }

    /** How far the first few are. */
    public List<BlobProgress> progress(boolean upwards, int most) {
        return all.values().stream()
                .limit(most)
                .map(taking -> taking.progress(upwards))
                .toList();
    }

    boolean hasWishes() {
        return !wishes.isEmpty();
    }

    /** Blobs that are coming. */
    public int coming() {
        return all.size();
    }
}
