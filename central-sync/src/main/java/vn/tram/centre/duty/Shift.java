package vn.tram.centre.duty;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One worker's turn at the leases, beat after beat. One thread. */
public final class Shift {
    /** A worker that has said nothing for so long is dead to the others. */
    public static final Duration SILENCE = Duration.ofSeconds(3);

    private final String life;
    private final int partitions;
    private Set<Integer> leaving = Set.of();

    /** @param life of this worker, never used before */
    public Shift(String life, int partitions) {
        this.life = life;
        this.partitions = partitions;
    }

    /**
     * Says that this worker lives, takes what is free, and lets go what it has too much of: first it only ceases to
     * count it as its own, and by the next beat its core has put it down. Returns what it is in charge of now.
     */
    public <E extends Exception> Duty beat(LeaseTable<E> table) throws E {
        table.live();
        for (int part : leaving) {
            table.letGo(part);
        }
        var plan = Roster.plan(life, table.living(), table.leases());
        for (var lease : plan.take()) {
            table.take(lease);
        }
        leaving = parts(plan.leave());
        Map<Integer, Long> fences = new HashMap<>();
        table.leases().stream()
                .filter(lease -> lease.holder().equals(life) && !leaving.contains(lease.part()))
                .forEach(lease -> fences.put(lease.part(), lease.fence()));
        return new Duty(partitions, fences);
    }

    private static Set<Integer> parts(List<Lease> leases) {
        var parts = new HashSet<Integer>();
        leases.forEach(lease -> parts.add(lease.part()));
        return parts;
    }
}
