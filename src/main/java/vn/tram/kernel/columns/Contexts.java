package vn.tram.kernel.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one kind by their context. Behind them may stand those of a dictionary, which many frames start from at
 * the same time: they are copied one by one when they are first asked for, and never changed.
 */
final class Contexts<K, C> {
    private final Map<K, C> own = new HashMap<>();
    private final @Nullable Contexts<K, C> behind;
    private final Supplier<C> fresh;
    private final UnaryOperator<C> copy;

    Contexts(@Nullable Contexts<K, C> behind, Supplier<C> fresh, UnaryOperator<C> copy) {
        this.behind = behind;
        this.fresh = fresh;
        this.copy = copy;
    }

    C at(K context) {
        var found = own.get(context);
        if (found == null) {
            var before = behind == null ? null : behind.own.get(context);
            found = before == null ? fresh.get() : copy.apply(before);
            own.put(context, found);
        }
        return found;
    }
}
