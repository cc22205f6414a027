package vn.tram.kernel.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.core.Written.Answered;

/** Answers by request id, newest kept. */
final class AnswerLog {
    /** About six times the presses of a very busy ward's day. */
    static final int MAX = 50_000;

    private final LinkedHashMap<UUID, Answered> answers = new LinkedHashMap<>();

    void reset(List<Answered> stored) {
        answers.clear();
        stored.forEach(this::add);
    }

    void add(Answered answered) {
        answers.put(answered.requestId(), answered);
        if (answers.size() > MAX) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    @Nullable
    Answered find(UUID requestId) {
        return answers.get(requestId);
    }
}
