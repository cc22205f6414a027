package vn.tram.system.sim.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import vn.tram.centre.SeeOthers;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Fence;
import vn.tram.centre.duty.Lease;
import vn.tram.centre.duty.LeaseTable;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;

/**
 * What PostgreSQL is to several workers of the centre: one store, the table of leases by a clock of its own, the
 * comparison of fences at the end of a transaction, and news of each commit for the others. Which share is whose is
 * decided by production code; this keeps rows. One thread, and a transaction is over within one call.
 */
public final class SharedDatabase {
    /** As few as make every worker of a small fleet have some. */
    public static final int PARTITIONS = 16;

    /** A worker that has said nothing for so long is dead to the others; as in production. */
    private static final long ALIVE_MILLIS = 3_000;

    private final MemoryCentreStore memory;
    private final LongSupplier clock;
    private final Map<Integer, Lease> leases = new TreeMap<>();
    private final Map<String, Long> until = new TreeMap<>();
    private final Map<Integer, Long> heldTill = new HashMap<>();
    private final Map<String, Consumer<List<String>>> listeners = new TreeMap<>();

    /** @param clock the database's own, milliseconds */
    public SharedDatabase(MemoryCentreStore memory, LongSupplier clock) {
        this.memory = memory;
        this.clock = clock;
        for (int part = Duty.CITY; part < PARTITIONS; part++) {
            leases.put(part, new Lease(part, "", 0));
        }
    }

    /** Who has a share by the table; empty for nobody. */
    public String holder(int part) {
        return lease(part).holder();
    }

    private Lease lease(int part) {
        var lease = leases.get(part);
        if (lease == null) {
            throw new AssertionError("no share " + part);
        }
        return lease;
    }

    /** For how long the share has been without a living holder, milliseconds. */
    public long orphaned(int part) {
        long till = until.getOrDefault(holder(part), heldTill.getOrDefault(part, 0L));
        return Math.max(0, clock.getAsLong() - till);
    }

    /** Shares there are. */
    public Set<Integer> parts() {
        return leases.keySet();
    }

    /** The table as one worker's connection sees it. */
    public LeaseTable<RuntimeException> leases(String life) {
        return new LeaseTable<>() {
            @Override
            public void live() {
                until.put(life, clock.getAsLong() + ALIVE_MILLIS);
            }

            @Override
            public Set<String> living() {
                return until.entrySet().stream()
                        .filter(worker -> worker.getValue() > clock.getAsLong())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }

            @Override
            public List<Lease> leases() {
                return List.copyOf(leases.values());
            }

            @Override
            public void take(Lease read) {
                var now = lease(read.part());
                if (now.equals(read) && !living().contains(now.holder())) {
                    leases.put(read.part(), new Lease(read.part(), life, now.fence() + 1));
                }
            }

            @Override
            public void letGo(int part) {
                var now = lease(part);
                if (now.holder().equals(life)) {
                    heldTill.put(part, clock.getAsLong());
                    leases.put(part, new Lease(part, "", now.fence()));
                }
            }
        };
    }

    /** Whether a worker believes to have what another has by now. */
    public boolean deceived(String life, Duty duty) {
        return duty.fences().keySet().stream().anyMatch(part -> !holder(part).equals(life));
    }

    /** From now on a worker hears of every commit of the others: names as {@link Fence#news} gives them. */
    public void listen(String life, Consumer<List<String>> news) {
        listeners.put(life, news);
    }

    /** A worker's connections broke: what it had not committed is undone. */
    public void hangUp(String life) {
        listeners.remove(life);
        memory.recover();
    }

    /**
     * A ledger whose transactions end with the comparison of fences.
     *
     * @param inner the store as it is
     * @param compared whether they are
     */
    public Ledger fenced(String life, Ledger inner, Fence fence, boolean compared) {
        return new Ledger() {
            @Override
            public Recovered recover() throws StoreFailure {
                fence.begin();
                return inner.recover();
            }

            @Override
            public void write(Written change) throws StoreFailure {
                if (!(change instanceof Written.Landed landed)) {
                    throw new AssertionError(change);
                }
                if (fence.mayWrite(landed.landing())) {
                    inner.write(change);
                }
            }

            @Override
            public void commit() throws StoreFailure {
                if (compared && fence.touchedAnything()) {
                    var fences = new HashMap<Integer, Long>();
                    leases.values().forEach(lease -> fences.put(lease.part(), lease.fence()));
                    fence.compare(fences);
                }
                var news = fence.news();
                fence.end();
                inner.commit();
                listeners.forEach((other, hears) -> {
                    if (!other.equals(life) && !news.isEmpty()) {
                        hears.accept(news);
                    }
                });
            }
        };
    }

    /** What is stored of boxes by their names, and the feeds when they are named too. */
    public SeeOthers look(long readings, Set<String> moved) {
        var stored = memory.intake();
        var told = memory.feeds().told();
        var boxes = new ArrayList<SeeOthers.SeenBox>();
        for (var name : moved) {
            var marks = name.equals(Fence.FEEDS) ? null : stored.boxes().get(new BoxId(name));
            if (marks != null) {
                var box = new BoxId(name);
                var alarms = stored.alarms().stream()
                        .filter(alarm -> alarm.scope().equals(name))
                        .toList();
                boxes.add(new SeeOthers.SeenBox(
                        new TakenSeen(box, marks, alarms),
                        memory.boxes().stream()
                                .filter(row -> row.box().equals(box))
                                .findFirst(),
                        told.stream().filter(each -> each.box().equals(box)).toList(),
                        new InstancesSeen(box, memory.instances().boxes().getOrDefault(box, BoxInstances.NONE))));
            }
        }
        return new SeeOthers(
                readings, boxes, moved.contains(Fence.FEEDS) ? Optional.of(memory.feeds()) : Optional.empty());
    }
}
