package vn.tram.kernel.base;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pure {@code decide} returns: the changes to commit and the reply to give once they are on disk, or a refusal.
 *
 * @param changes in the order they happened; empty when refused or when nothing had to change
 * @param reply the answer for the caller; null only when refused
 * @param rejection why not; null when accepted
 */
public record Decision<R>(
        List<Change> changes, @Nullable R reply, @Nullable Rejection rejection) {
    public Decision {
        changes = List.copyOf(changes);
        if ((reply == null) == (rejection == null)) {
            throw new IllegalArgumentException("a decision is either a reply or a rejection");
        }
        if (rejection != null && !changes.isEmpty()) {
            throw new IllegalArgumentException("a refusal changes nothing: " + rejection);
        }
    }

    public static <R> Decision<R> of(R reply, Change... changes) {
        return new Decision<>(List.of(changes), reply, null);
    }

    public static <R> Decision<R> of(R reply, List<? extends Change> changes) {
        return new Decision<>(List.copyOf(changes), reply, null);
    }

    /** The same answer with more changes behind; a refusal stays what it is. */
    public Decision<R> with(List<? extends Change> more) {
        if (rejection != null || more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(changes);
        all.addAll(more);
        return new Decision<>(all, reply, null);
    }

    public static <R> Decision<R> refuse(Rejection rejection) {
        return new Decision<>(List.of(), null, rejection);
    }
}
