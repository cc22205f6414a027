package vn.tram.kernel.transfer;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Reason;
import vn.tram.kernel.transfer.BlobMessage.Refused;
import vn.tram.kernel.transfer.BlobMessage.Stored;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.BlobMessage.Withdrawn;
import vn.tram.kernel.transfer.GivingDisk.Queued;

/**
 * Gives blobs to one other end: offers a few, sends what is asked for, piece by piece, until the other end says that it
 * has them on disk.
 *
 * <p>Of four chunks three go to the blob with the fewest bytes left and one to the oldest. A blob is of use only when
 * it is whole, so finishing the small ones first makes the mean wait shortest; the fourth chunk keeps a large one from
 * waiting for ever behind a stream of small ones.
 */
public final class BlobGiver {
    /** An offer without an answer is repeated after this long; the wait doubles up to {@link #OFFER_AGAIN_MOST}. */
    static final Duration OFFER_AGAIN = Duration.ofSeconds(20);

    static final Duration OFFER_AGAIN_MOST = Duration.ofMinutes(2);

    /** A taker in the middle of a blob that says nothing for so long is asked where it is. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    /** Blobs offered and not finished at once. */
    static final int OPEN = 16;

    /** After a refusal for ever, or one that cannot be mended by waiting. */
    static final Duration LONG_REST = Duration.ofDays(1);

    private static final int READ_MOST = 64 * 1024;
    private static final int PIECES_A_READ = 8;

    /** Read before the last of it is sent, so that the line does not wait for the disk. */
    private static final int PIECES_AHEAD = 2;

    private static final int TURNS = 4;
    private static final int FIRST_PIECE = 2 * 1024;

    private static final Comparator<Giving> FEWEST_LEFT =
            Comparator.comparingLong(Giving::left).thenComparingLong(Giving::at).thenComparing(Giving::name);
    private static final Comparator<Giving> OLDEST =
            Comparator.comparingLong(Giving::at).thenComparing(Giving::name);

    private final GivingDisk disk;
    private final Consumer<BlobMessage> say;
    private final Runnable more;
    private final TreeMap<BlobName, Giving> all = new TreeMap<>();
    private boolean connected;
    /** The other end has no room for any: it is not asked about each of many in turn. */
    private boolean quiet;

    private long quietUntilNanos;
    private long turn;
    private int window;
    private int piece = FIRST_PIECE;

    /** @param more there may be a chunk to send now */
    public BlobGiver(GivingDisk disk, Consumer<BlobMessage> say, Runnable more) {
        this.disk = disk;
        this.say = say;
        this.more = more;
    }

    /** The other end shall have this; asked again, nothing changes. */
    public void add(Queued blob, long nowNanos) {
        if (all.putIfAbsent(blob.name(), new Giving(blob)) == null) {
            offer(nowNanos);
        }
    }

    /** The other end shall not have it any more; what came of it is forgotten there. */
    public void cancel(BlobName name, long nowNanos) {
        if (all.remove(name) != null && connected) {
            say.accept(new Withdrawn(name, Reason.CANCELLED));
            offer(nowNanos);
        }
    }

    public void up(long nowNanos) {
        connected = true;
        quiet = false;
        all.values().forEach(Giving::forgetConnection);
        offer(nowNanos);
    }

    public void down() {
        connected = false;
        all.values().forEach(Giving::forgetConnection);
    }

    public void heard(Want want, long nowNanos) {
        var giving = all.get(want.name());
        if (giving == null) {
            say.accept(new Withdrawn(want.name(), Reason.UNKNOWN));
        } else if (want.stream() == 0) {
            say.accept(giving.offer(nowNanos));
        } else {
            giving.wanted(want, nowNanos);
            window = want.window();
            piece = Math.max(1, Math.min(want.piece(), BlobCodec.MAX_CHUNK));
            more.run();
        }
    }

    public void heard(Stored stored, long nowNanos) {
        if (all.remove(stored.name()) != null) {
            disk.given(stored.name());
            offer(nowNanos);
        }
    }

    public void heard(Refused refused, long nowNanos) {
        var giving = all.get(refused.name());
        if (giving == null) {
            return;
        }
        var rest = refused.retrySeconds() == 0 ? LONG_REST : Duration.ofSeconds(refused.retrySeconds());
        giving.rest(refused.reason(), rest, nowNanos);
        if (refused.reason() == Reason.BUSY || refused.reason() == Reason.DISK_FULL) {
            quiet = true;
            quietUntilNanos = nowNanos + rest.toNanos();
        }
        if (refused.reason() == Reason.WRONG_BYTES) {
            disk.inspect(refused.name(), sound -> {
                if (!sound) {
                    giving.rest(Reason.WRONG_BYTES, LONG_REST, nowNanos);
                }
            });
        }
        offer(nowNanos);
    }

    /** Once a second, and not while there is no connection. */
    public void tick(long nowNanos) {
        for (var giving : List.copyOf(all.values())) {
            if (giving.overdue(nowNanos)) {
                giving.lessPatient();
                say.accept(giving.offer(nowNanos));
            }
        }
        offer(nowNanos);
    }

    private void offer(long nowNanos) {
        quiet &= nowNanos - quietUntilNanos < 0;
        if (!connected || quiet) {
            return;
        }
        long open = all.values().stream().filter(Giving::open).count();
        for (; open < OPEN; open++) {
            var next = best(giving -> giving.rested(nowNanos), open % TURNS == TURNS - 1 ? OLDEST : FEWEST_LEFT);
            if (next.isEmpty()) {
                return;
            }
            say.accept(next.get().offer(nowNanos));
        }
    }

    /**
     * The next chunk; empty when there is none, when too much is on its way, or while bytes are being read.
     *
     * @param most bytes of it at most
     */
    public Optional<Chunk> next(int most, long nowNanos) {
        if (!connected || most < 1) {
            return Optional.empty();
        }
        long onTheWay = all.values().stream().mapToLong(Giving::onTheWay).sum();
        if (onTheWay >= window) {
            return Optional.empty();
        }
        var chosen = best(Giving::hasMore, turn % TURNS == TURNS - 1 ? OLDEST : FEWEST_LEFT);
        chosen.ifPresent(giving -> readAhead(giving, nowNanos));
        int length = Math.min(most, piece);
        return chosen.filter(giving -> giving.canSend(length)).map(giving -> {
            turn++;
            return giving.send(length, nowNanos);
        });
    }

    private void readAhead(Giving giving, long nowNanos) {
        long from = giving.readFrom(Math.min(READ_MOST, piece * PIECES_AHEAD));
        if (from >= 0) {
            int length = giving.readLength(from, Math.min(READ_MOST, piece * PIECES_A_READ));
            disk.read(giving.name(), from, length, bytes -> {
                if (!giving.read(from, bytes)) {
                    giving.rest(Reason.UNKNOWN, LONG_REST, nowNanos);
                }
                more.run();
            });
        }
    }

    private Optional<Giving> best(Predicate<Giving> which, Comparator<Giving> order) {
        return all.values().stream().filter(which).min(order);
    }

    /** Blobs not given yet. */
    public int waiting() {
        return all.size();
    }

    /** Bytes not given yet. */
    public long bytesLeft() {
        return all.values().stream().mapToLong(Giving::left).sum();
    }

    /** How far the first few are, those on the move before those that wait. */
    public List<BlobProgress> progress(boolean upwards, int most) {
        return all.values().stream()
                .sorted(Comparator.comparing((Giving giving) -> !giving.open()).thenComparing(FEWEST_LEFT))
                .limit(most)
                .map(giving -> giving.progress(upwards))
                .toList();
    }
}
