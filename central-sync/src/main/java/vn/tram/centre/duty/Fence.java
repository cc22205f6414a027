package vn.tram.centre.duty;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;

/**
 * What one worker's transaction touched, and what must be true of the leases when it ends: each share is still held
 * under the number that this worker knows. The store reads the numbers, locked, as the last act of the transaction; a
 * worker that slept for an hour and wakes then fails. Core's thread.
 */
public final class Fence {
    /** Said to the others in place of a box when the feeds moved. */
    public static final String FEEDS = "*";

    /** As {@link #FEEDS}, when the database began a new life: everything is to be read anew. */
    public static final String LIFE = "!";

    private final Supplier<Duty> duties;
    private final Ownership ownership;
    private final Set<String> touched = new LinkedHashSet<>();
    private Duty duty;

    /** @param duties what this worker is in charge of, as far as it knows */
    public Fence(Supplier<Duty> duties, Ownership ownership) {
        this.duties = duties;
        this.ownership = ownership;
        this.duty = duties.get();
    }

    /** A new transaction begins, on what is held from now on. */
    public void begin() {
        touched.clear();
        duty = duties.get();
    }

    /**
     * Notes that a change will be part of the transaction; false when another worker has written it.
     *
     * @throws StoreFailure when it belongs to another worker
     */
    public boolean mayWrite(Landing landing) throws StoreFailure {
        if (ownership.seenOnly(landing)) {
            return false;
        }
        var owner = ownership.of(landing);
        boolean life = owner.equals(LIFE) || (owner.isEmpty() && touched.contains(LIFE));
        if (!life && !duty.fences().containsKey(part(owner))) {
            throw new StoreFailure("this worker is not in charge of " + (owner.isEmpty() ? "the feeds" : owner));
        }
        touched.add(owner);
        return true;
    }

    private int part(String owner) {
        return owner.isEmpty() ? Duty.CITY : duty.partOf(new BoxId(owner));
    }

    /** Whether there is anything to show. */
    public boolean touchedAnything() {
        return !touched.isEmpty();
    }

    /** The shares that the transaction touched, ascending. */
    public int[] parts() {
        boolean life = touched.contains(LIFE);
        return touched.stream()
                .filter(owner -> !owner.equals(LIFE) && !(life && owner.isEmpty()))
                .mapToInt(this::part)
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * Compares the numbers.
     *
     * @param fences as they stand in the table, of {@link #parts} at least
     * @throws StoreFailure when anything that was touched belongs to another worker by now
     */
    public void compare(Map<Integer, Long> fences) throws StoreFailure {
        for (int part : parts()) {
            if (!Objects.equals(duty.fences().get(part), fences.get(part))) {
                throw new StoreFailure("share " + part + " has gone to another worker");
            }
        }
    }

    /** What the others are told once it is committed: names of boxes, {@link #FEEDS}, {@link #LIFE}. */
    public List<String> news() {
        return touched.stream().map(name -> name.isEmpty() ? FEEDS : name).toList();
    }

    /** The transaction has ended. */
    public void end() {
        touched.clear();
    }
}
