package vn.tram.centre.duty;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a worker should take and let go so that every share has a living holder and all have about the same. Each worker
 * plans for itself from the same table; when two want one share, the table's lock decides.
 *
 * @param take shares to take, the first ones first
 * @param leave shares to let go, because others have too few
 */
public record Roster(List<Lease> take, List<Lease> leave) {
    public Roster {
        take = List.copyOf(take);
        leave = List.copyOf(leave);
    }

    /**
     * @param me this worker's life
     * @param alive every worker's life that was heard of lately, this one included
     * @param leases the whole table
     */
    public static Roster plan(String me, Set<String> alive, List<Lease> leases) {
        var living = new HashSet<>(alive);
        living.add(me);
        int share = (leases.size() + living.size() - 1) / living.size();
        var mine = leases.stream().filter(lease -> lease.holder().equals(me)).toList();
        var free = leases.stream()
                .filter(lease -> !living.contains(lease.holder()))
                .sorted(Comparator.comparingInt(Lease::part))
                .toList();
        int wanted = Math.max(0, share - mine.size());
        int surplus = Math.max(0, mine.size() - share);
        return new Roster(
                free.subList(0, Math.min(wanted, free.size())), mine.subList(mine.size() - surplus, mine.size()));
    }
}
