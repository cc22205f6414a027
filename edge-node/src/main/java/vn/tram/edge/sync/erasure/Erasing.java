package vn.tram.edge.sync.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryCarried;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/**
 * Decides which entries lose their bodies. One fact names one entry, so that whoever reads the journal needs to know
 * nothing of copies: an entry that was carried over is named beside the one that carries it. The core's thread.
 */
public final class Erasing {
    private static final int PAGE = 500;

    private static final int CARRIED = EventTypes.number(EntryCarried.class);

    private final Lineage lineage;
    private @Nullable Long turnedTo;

    public Erasing(Lineage lineage) {
        this.lineage = lineage;
    }

    /** Another epoch was begun, and may not be committed yet: until then numbers are not what they are about to be. */
    public void turned(long child) {
        turnedTo = child;
    }

    /** Nothing is pending. */
    public void forget() {
        turnedTo = null;
    }

    public Decision<Integer> decide(EraseEntry command) {
        try {
            if (turnedTo != null && turnedTo != lineage.present()) {
                return Decision.refuse(ErasureRejection.NOT_ALONE);
            }
            var named = at(command.epoch(), command.lane(), command.lseq());
            if (named.filter(Entry::isErased).isPresent()) {
                return Decision.of(0);
            }
            if (named.filter(entry -> !entry.mayBeErased()).isPresent()) {
                return Decision.refuse(ErasureRejection.NOT_SALTED);
            }
            var all = named.isPresent() ? withCopies(named.get()) : copies(command);
            return all.isEmpty()
                    ? Decision.refuse(ErasureRejection.NOT_KEPT)
                    : Decision.of(
                            all.size(),
                            all.stream()
                                    .map(entry -> new EntryErased(
                                            entry.epoch(), entry.lane(), entry.lseq(), command.reason()))
                                    .toList());
        } catch (StoreFailure unreadable) {
            return Decision.refuse(ErasureRejection.UNREADABLE);
        }
    }

    /** The entry with everything here that is a copy of it, or of which it is one. */
    private List<Entry> withCopies(Entry named) throws StoreFailure {
        var original = original(named).orElse(named);
        var all = new ArrayList<Entry>();
        at(original.epoch(), original.lane(), original.lseq())
                .filter(entry -> entry.content().equals(original.content()))
                .filter(Entry::mayBeErased)
                .ifPresent(all::add);
        for (var copy : carriers()) {
            if (original(copy).filter(original::equals).isPresent()) {
                all.add(copy);
            }
        }
        return all;
    }

    /** An entry that left with its history may still be here as what was carried over of it. */
    private List<Entry> copies(EraseEntry command) throws StoreFailure {
        var fact = new EntryErased(command.epoch(), command.lane(), command.lseq(), command.reason());
        return carriers().stream()
                .filter(copy -> original(copy).filter(fact::isOf).isPresent())
                .toList();
    }

    private static Optional<Entry> original(Entry copy) {
        try {
            return copy.type() == CARRIED && EventTypes.decode(copy).orElse(null) instanceof EntryCarried carried
                    ? Optional.of(carried.original())
                    : Optional.empty();
        } catch (BadForm damaged) {
            return Optional.empty();
        }
    }

    private Optional<Entry> at(long epoch, Lane lane, long lseq) throws StoreFailure {
        var reader = lineage.reader(epoch);
        return reader.isEmpty()
                ? Optional.empty()
                : reader.get().read(lane, lseq, 1).stream()
                        .filter(entry -> entry.lseq() == lseq)
                        .findFirst();
    }

    /** Everything here that carries an entry and can be erased, in all epochs. */
    private List<Entry> carriers() throws StoreFailure {
        var epochs = new ArrayList<Long>();
        epochs.add(lineage.present());
        lineage.ended().stream().map(EndedEpoch::epoch).forEach(epochs::add);
        var all = new ArrayList<Entry>();
        for (long epoch : epochs) {
            var reader = lineage.reader(epoch).orElseThrow(() -> new StoreFailure("no epoch " + epoch));
            long from = 1;
            while (from > 0) {
                var page = reader.read(Lane.RECORDS, from, PAGE);
                page.stream()
                        .filter(entry -> entry.type() == CARRIED && entry.mayBeErased())
                        .forEach(all::add);
                from = page.isEmpty() ? 0 : page.get(page.size() - 1).lseq() + 1;
            }
        }
        return all;
    }
}
