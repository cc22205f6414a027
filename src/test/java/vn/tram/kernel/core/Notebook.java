package vn.tram.kernel.core;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.event.NodeEvent;

/**
 * The smallest feature: a list of words that only grows. Its facts borrow the form of {@link NodeEvent.NodeStarted}.
 */
final class Notebook implements Handlers {
    /** Writes a word down; replies how many there are with it. An empty word is refused. */
    record Note(@Nullable UUID requestId, String word) implements Command<Integer> {}

    /** All words. */
    record Read() implements Command<List<String>> {}

    enum Refusal implements Rejection {
        EMPTY_WORD
    }

    private final MemoryLedger ledger;
    final List<String> words = new ArrayList<>();
    Moment lastMoment = new Moment(java.time.Instant.EPOCH, 0, 0, UUID::randomUUID);

    Notebook(MemoryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> Decision<R> decide(Command<R> command, Moment moment) {
        lastMoment = moment;
        if (command instanceof Note note) {
            return (Decision<R>)
                    (note.word().isEmpty()
                            ? Decision.refuse(Refusal.EMPTY_WORD)
                            : Decision.of(words.size() + 1, new NodeEvent.NodeStarted(note.word())));
        }
        return (Decision<R>) Decision.of(List.copyOf(words));
    }

    @Override
    public void apply(Written change) {
        if (change instanceof Written.Journalled journalled
                && journalled.event() instanceof NodeEvent.NodeStarted noted) {
            words.add(noted.version());
        }
    }

    @Override
    public void reload() {
        words.clear();
        ledger.committed.forEach(this::apply);
    }
}
