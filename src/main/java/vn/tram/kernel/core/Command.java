package vn.tram.kernel.core;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a node; a record. A question is a command that changes nothing.
 *
 * @param <R> the reply when it is accepted
 */
public interface Command<R> {
    /**
     * The caller's own id for this press. A command that comes again with the same id gets the first answer and changes
     * nothing; null for questions and for inputs that are harmless to repeat.
     */
    default @Nullable UUID requestId() {
        return null;
    }
}
