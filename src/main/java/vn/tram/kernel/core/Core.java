package vn.tram.kernel.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.TurnsEpoch;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.Digest;

/**
 * The one place where decide, commit, apply and answer meet.
 *
 * <p>{@link #submit} may be called from any thread; {@link #drain} and {@link #start} from one thread only (the core's,
 * or the simulator's). A drain takes the waiting commands together: each is decided on the state that the ones before
 * it left, then all their changes are committed in ONE durable transaction, and only then is anybody answered or told.
 * State that a commit did not reach is thrown away and folded anew from disk, so nothing uncommitted is ever seen
 * outside. Listeners hear of a commit before anybody is answered.
 */
public final class Core {
    /** Commands of one transaction at most: bounds how long the first of them waits for the last. */
    static final int MAX_GROUP = 64;

    private record Asked<R>(Command<R> command, CompletableFuture<Outcome<R>> answer) {}

    private record Due(Runnable answer, Runnable refuse) {}

    /** Told after each commit, on the core's thread; must only hand over. */
    public interface Listener {
        void committed(List<Written> changes);
    }

    private final Handlers handlers;
    private final Ledger ledger;
    private final Timekeeper time;
    private final Listener listener;
    private final Consumer<String> trouble;
    private final ArrayDeque<Asked<?>> inbox = new ArrayDeque<>();
    private final AnswerLog answers = new AnswerLog();
    private final int inboxLimit;
    private Runnable wake = () -> {};
    private boolean stopped;
    private boolean stale;
    private boolean readAnew;
    private JournalHead head = JournalHead.start(0);

    /**
     * @param inboxLimit commands that may wait; more are refused with {@link CoreRejection#BUSY}
     * @param trouble where a failure of the store is reported, once, in words for the log
     */
    public Core(
            Handlers handlers,
            Ledger ledger,
            Platform platform,
            Listener listener,
            int inboxLimit,
            Consumer<String> trouble) {
        this.handlers = handlers;
        this.ledger = ledger;
        this.time = new Timekeeper(platform);
        this.listener = listener;
        this.inboxLimit = inboxLimit;
        this.trouble = trouble;
    }

    /** Reads the state from disk. {@code wake} is run whenever the inbox stops being empty. */
    public void start(Runnable wakeUp) throws StoreFailure {
        wake = wakeUp;
        recover();
    }

    /**
     * Queues a command. The stage always completes normally: on the core's thread, or at once on the caller's when the
     * core is full or stopping.
     */
    public <R> CompletionStage<Outcome<R>> submit(Command<R> command) {
        var answer = new CompletableFuture<Outcome<R>>();
        CoreRejection refusal = null;
        boolean first = false;
        synchronized (inbox) {
            if (stopped) {
                refusal = CoreRejection.STOPPING;
            } else if (inbox.size() >= inboxLimit) {
                refusal = CoreRejection.BUSY;
            } else {
                first = inbox.isEmpty();
                inbox.add(new Asked<>(command, answer));
            }
        }
        if (refusal != null) {
            answer.complete(new Outcome.Refused<>(refusal));
        } else if (first) {
            wake.run();
        }
        return answer;
    }

    /** Refuses new commands; those already waiting are still served by {@link #drain}. */
    public void stop() {
        synchronized (inbox) {
            stopped = true;
        }
    }

    /** Asks for the state to be read from disk once more before the next command is served. Any thread. */
    public void readAnew() {
        synchronized (inbox) {
            readAnew = true;
        }
        wake.run();
    }

    /** Serves one group of waiting commands. Returns whether more are waiting. */
    public boolean drain() {
        if (readAnewWanted()) {
            stale = true;
            recoverOrReport();
        }
        var group = take();
        if (group.isEmpty()) {
            return false;
        }
        var written = new ArrayList<Written>();
        var due = new ArrayList<Due>();
        boolean failed = stale && !recoverOrReport();
        for (int i = 0; i < group.size(); i++) {
            var asked = group.get(i);
            if (failed) {
                due.add(refusal(asked, CoreRejection.STORE_UNAVAILABLE));
                continue;
            }
            try {
                due.add(serve(asked, written));
            } catch (StoreFailure failure) {
                failed = true;
                trouble.accept(words(failure));
                due.add(refusal(asked, CoreRejection.STORE_UNAVAILABLE));
            }
        }
        finish(written, due, failed);
        synchronized (inbox) {
            return !inbox.isEmpty();
        }
    }

    private void finish(List<Written> written, List<Due> due, boolean failedBefore) {
        boolean failed = failedBefore;
        if (!failed && !written.isEmpty()) {
            try {
                ledger.commit();
            } catch (StoreFailure failure) {
                failed = true;
                trouble.accept(words(failure));
            }
        }
        if (failed) {
            if (!stale) {
                recoverOrReport();
            }
            due.forEach(one -> one.refuse().run());
            return;
        }
        // Whoever was just let in is known to the doors before the answer reaches them.
        if (!written.isEmpty()) {
            listener.committed(List.copyOf(written));
        }
        due.forEach(one -> one.answer().run());
    }

    private boolean readAnewWanted() {
        synchronized (inbox) {
            boolean wanted = readAnew;
            readAnew = false;
            return wanted;
        }
    }

    private List<Asked<?>> take() {
        synchronized (inbox) {
            var group = new ArrayList<Asked<?>>(Math.min(inbox.size(), MAX_GROUP));
            while (!inbox.isEmpty() && group.size() < MAX_GROUP) {
                group.add(inbox.remove());
            }
            return group;
        }
    }

    private <R> Due serve(Asked<R> asked, List<Written> written) throws StoreFailure {
        var moment = time.now();
        var requestId = asked.command().requestId();
        var digest = requestId == null ? Bytes.EMPTY : digest(asked.command());
        if (requestId != null) {
            var earlier = answers.find(requestId);
            if (earlier != null) {
                return earlier.digest().equals(digest)
                        ? reply(asked, earlier.reply())
                        : refusal(asked, CoreRejection.REQUEST_ID_REUSED);
            }
        }
        Decision<R> decision = handlers.decide(asked.command(), moment);
        var reply = decision.reply();
        if (reply == null) {
            return refusal(asked, Objects.requireNonNull(decision.rejection()));
        }
        for (var change : decision.changes()) {
            write(place(change, moment), written);
        }
        if (requestId != null && !decision.changes().isEmpty()) {
            write(new Answered(requestId, digest, moment.day(), reply), written);
        }
        return reply(asked, reply);
    }

    private Written place(Change change, Moment moment) {
        if (change instanceof Event event) {
            return new Written.Journalled(EventTypes.place(head, event, moment.millis()), event);
        } else if (change instanceof Landing landing) {
            return new Written.Landed(landing);
        }
        throw new AssertionError(change);
    }

    private void write(Written change, List<Written> written) throws StoreFailure {
        ledger.write(change);
        if (change instanceof Written.Journalled journalled) {
            head = head.after(journalled.stamped());
            handlers.apply(change);
        } else if (change instanceof Answered answered) {
            answers.add(answered);
        } else {
            if (change instanceof Written.Landed landed && landed.landing() instanceof TurnsEpoch turn) {
                head = head.turned(turn);
            }
            handlers.apply(change);
        }
        written.add(change);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the reply was stored for the same command, checked by its digest
    private static <R> Due reply(Asked<R> asked, Object reply) {
        return new Due(
                () -> asked.answer().complete(new Outcome.Accepted<>((R) reply)),
                () -> refuse(asked, CoreRejection.STORE_UNAVAILABLE));
    }

    private static <R> Due refusal(Asked<R> asked, Rejection rejection) {
        return new Due(() -> refuse(asked, rejection), () -> refuse(asked, CoreRejection.STORE_UNAVAILABLE));
    }

    private static <R> void refuse(Asked<R> asked, Rejection rejection) {
        asked.answer().complete(new Outcome.Refused<>(rejection));
    }

    private static Bytes digest(Command<?> command) {
        return Digest.of(command.toString().getBytes(StandardCharsets.UTF_8)).first(8);
    }

    private boolean recoverOrReport() {
        try {
            recover();
            return true;
        } catch (StoreFailure failure) {
            stale = true;
            trouble.accept(words(failure));
            return false;
        }
    }

    private void recover() throws StoreFailure {
        var recovered = ledger.recover();
        head = recovered.head();
        time.startFrom(head.at());
        answers.reset(recovered.answers());
        handlers.reload();
        stale = false;
    }

    private static String words(StoreFailure failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }
}
