package vn.tram.centre;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.feeds.FeedCommand.SettingsNow;
import vn.tram.centre.feeds.FeedRejection;
import vn.tram.centre.store.Errands;
import vn.tram.centre.store.Workplace;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.CoreRejection;

/**
 * Takes what only the writer of the feeds may do to that worker and brings its answer back, by way of the database. Any
 * thread may ask; {@link #round} is for the worker's own thread.
 */
final class ErrandsProcess {
    /** Rounds that an answer is waited for: about ten seconds. */
    private static final int PATIENCE = 20;

    private static final String DONE = "DONE ";

    private final Workplace workplace;
    private final Centre centre;
    private final ArrayDeque<Waiting> fresh = new ArrayDeque<>();
    private final List<Waiting> sent = new ArrayList<>();

    ErrandsProcess(Workplace workplace, Centre centre) {
        this.workplace = workplace;
        this.centre = centre;
    }

    private static final class Waiting {
        private final PublishSettings command;
        private final CompletableFuture<Outcome<SettingsNow>> answer = new CompletableFuture<>();
        private long id;
        private int rounds;

        Waiting(PublishSettings command) {
            this.command = command;
        }
    }

    /** As {@link Centre#submit}, but saving settings works at every worker. */
    @SuppressWarnings("unchecked") // the reply of PublishSettings is what that command declares
    <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
        return centre.submit(command).thenCompose(outcome -> {
            if (command instanceof PublishSettings publish
                    && outcome instanceof Outcome.Refused<R> refused
                    && refused.rejection() == FeedRejection.NOT_THE_WRITER) {
                var waiting = new Waiting(publish);
                synchronized (fresh) {
                    fresh.add(waiting);
                }
                return (CompletionStage<Outcome<R>>) (CompletionStage<?>) waiting.answer;
            }
            return CompletableFuture.completedFuture(outcome);
        });
    }

    /** Does what others ask, when this worker writes the feeds; sends what is asked here; looks for answers. */
    void round() throws StoreFailure {
        var errands = workplace.errands();
        if (workplace.duty().hasCity()) {
            for (var errand : errands.open()) {
                errands.answer(errand.id(), done(errand));
            }
        }
        Waiting next;
        synchronized (fresh) {
            next = fresh.poll();
        }
        while (next != null) {
            next.id = errands.post(next.command.ward().value(), CatalogueJson.write(next.command.settings()));
            sent.add(next);
            synchronized (fresh) {
                next = fresh.poll();
            }
        }
        for (var waiting : List.copyOf(sent)) {
            var answer = errands.answerOf(waiting.id);
            if (answer.isPresent() || ++waiting.rounds > PATIENCE) {
                sent.remove(waiting);
                waiting.answer.complete(outcome(waiting.command, answer.orElse("")));
            }
        }
    }

    private String done(Errands.Errand errand) {
        try {
            var settings = CatalogueJson.read(errand.body(), WardSettings.class);
            var command = new PublishSettings(new WardCode(errand.ward()), settings);
            var outcome = centre.submit(command).toCompletableFuture().join();
            return outcome instanceof Outcome.Accepted<SettingsNow> accepted
                    ? DONE + accepted.reply().offset()
                    : "REFUSED";
        } catch (BadForm | IllegalArgumentException notOurs) {
            return "REFUSED";
        }
    }

    private static Outcome<SettingsNow> outcome(PublishSettings command, String answer) {
        return answer.startsWith(DONE)
                ? new Outcome.Accepted<>(
                        new SettingsNow(command.settings(), Long.parseLong(answer.substring(DONE.length()))))
                : new Outcome.Refused<>(CoreRejection.STORE_UNAVAILABLE);
    }
}
