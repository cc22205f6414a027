package vn.tram.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.Outcome.Accepted;
import vn.tram.kernel.base.Outcome.Refused;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Notebook.Note;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;

class CoreTest {
    private static final int INBOX = 200;

    private final MemoryLedger ledger = new MemoryLedger();
    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T01:00:00Z"));
    private final List<String> troubles = new ArrayList<>();
    private final List<List<Written>> told = new ArrayList<>();
    private int wakes;
    private Notebook notebook = new Notebook(ledger);
    private Core core = core();

    @BeforeEach
    void startCore() throws StoreFailure {
        core.start(() -> wakes++);
    }

    private Core core() {
        notebook = new Notebook(ledger);
        var platform = new Platform(time, time, new SplittableRandom(1), time);
        return new Core(notebook, ledger, platform, told::add, INBOX, troubles::add);
    }

    private void restart() throws StoreFailure {
        core = core();
        core.start(() -> wakes++);
    }

    @Test
    void manyWaitingCommandsShareOneCommit() {
        var answers = IntStream.range(0, 50).mapToObj(i -> note("w" + i)).toList();
        assertThat(core.drain()).isFalse();
        assertThat(ledger.commits).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            assertThat(outcome(answers.get(i))).isEqualTo(new Accepted<>(i + 1));
        }
    }

    @Test
    void groupIsBoundedSoThatTheFirstDoesNotWaitForEver() {
        IntStream.range(0, 100).forEach(i -> note("w" + i));
        assertThat(core.drain()).isTrue();
        assertThat(notebook.words).hasSize(Core.MAX_GROUP);
        assertThat(core.drain()).isFalse();
        assertThat(notebook.words).hasSize(100);
        assertThat(ledger.commits).isEqualTo(2);
    }

    @Test
    void nobodyIsAnsweredOrToldBeforeTheCommit() {
        var answer = note("a").toCompletableFuture();
        var question = core.submit(new Notebook.Read()).toCompletableFuture();
        ledger.beforeCommit = () -> {
            assertThat(answer).isNotDone();
            assertThat(question).isNotDone();
            assertThat(told).isEmpty();
        };
        core.drain();
        assertThat(ledger.commits).isEqualTo(1);
        assertThat(answer).isCompleted();
        assertThat(question).isCompletedWithValue(new Accepted<>(List.of("a")));
        assertThat(told).hasSize(1);
    }

    @Test
    void refusalAndQuestionChangeNothing() {
        var refused = note("");
        var question = core.submit(new Notebook.Read());
        core.drain();
        assertThat(rejection(refused)).isEqualTo(Notebook.Refusal.EMPTY_WORD);
        assertThat(outcome(question)).isEqualTo(new Accepted<>(List.of()));
        assertThat(ledger.commits).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void failedWriteRefusesTheWholeGroupAndNothingOfItStands() {
        note("before");
        core.drain();
        ledger.failWritesAfter(2);
        var group = List.of(note("a"), note("b"), note("c"), note(""));
        core.drain();
        assertThat(group).allSatisfy(one -> assertThat(rejection(one)).isEqualTo(CoreRejection.STORE_UNAVAILABLE));
        assertThat(notebook.words).containsExactly("before");
        assertThat(troubles).singleElement().asString().contains("the disk is full");
        assertThat(told).hasSize(1);
        worksAgain("before");
    }

    @Test
    void failedCommitRefusesTheWholeGroupAndNothingOfItStands() {
        note("before");
        core.drain();
        ledger.failCommits = true;
        var group = List.of(note("a"), note("b"));
        var question = core.submit(new Notebook.Read());
        core.drain();
        assertThat(group).allSatisfy(one -> assertThat(rejection(one)).isEqualTo(CoreRejection.STORE_UNAVAILABLE));
        assertThat(rejection(question))
                .as("it would have shown what never happened")
                .isEqualTo(CoreRejection.STORE_UNAVAILABLE);
        assertThat(notebook.words).containsExactly("before");
        assertThat(troubles).hasSize(1);
        worksAgain("before");
    }

    private void worksAgain(String... before) {
        ledger.heal();
        var after = note("after");
        core.drain();
        assertThat(outcome(after)).isEqualTo(new Accepted<>(before.length + 1));
        var lsns = ledger.committed.stream()
                .filter(Written.Journalled.class::isInstance)
                .map(each -> ((Written.Journalled) each).stamped().entry().lsn())
                .toList();
        assertThat(lsns).as("no gap where the failed group was").containsExactly(1L, 2L);
    }

    @Test
    void diskThatCannotEvenBeReadIsTriedAgainWithTheNextGroup() {
        ledger.failCommits = true;
        ledger.failRecovery = true;
        note("lost");
        core.drain();
        troubles.clear();
        var refused = note("also lost");
        core.drain();
        assertThat(rejection(refused)).isEqualTo(CoreRejection.STORE_UNAVAILABLE);
        assertThat(troubles).as("told once a group").hasSize(1);
        ledger.heal();
        var served = note("kept");
        core.drain();
        assertThat(outcome(served)).isEqualTo(new Accepted<>(1));
        assertThat(notebook.words).containsExactly("kept");
    }

    @Test
    void sameRequestIdGetsTheFirstAnswerAndChangesNothing() throws StoreFailure {
        var id = new UUID(1, 2);
        var first = core.submit(new Note(id, "a"));
        var inTheSameGroup = core.submit(new Note(id, "a"));
        core.drain();
        note("b");
        core.drain();
        var later = core.submit(new Note(id, "a"));
        core.drain();
        restart();
        var afterRestart = core.submit(new Note(id, "a"));
        core.drain();
        assertThat(List.of(first, inTheSameGroup, later, afterRestart))
                .allSatisfy(one -> assertThat(outcome(one)).isEqualTo(new Accepted<>(1)));
        assertThat(notebook.words).containsExactly("a", "b");
    }

    @Test
    void requestIdUsedForSomethingElseIsRefused() throws StoreFailure {
        var id = new UUID(1, 2);
        core.submit(new Note(id, "a"));
        var inTheSameGroup = core.submit(new Note(id, "b"));
        core.drain();
        restart();
        var afterRestart = core.submit(new Note(id, "b"));
        core.drain();
        assertThat(rejection(inTheSameGroup)).isEqualTo(CoreRejection.REQUEST_ID_REUSED);
        assertThat(rejection(afterRestart)).isEqualTo(CoreRejection.REQUEST_ID_REUSED);
        assertThat(notebook.words).containsExactly("a");
    }

    @Test
    void refusedPressMayBeTriedAgainWithItsId() {
        var id = new UUID(1, 2);
        ledger.failCommits = true;
        core.submit(new Note(id, "a"));
        core.drain();
        ledger.heal();
        var again = core.submit(new Note(id, "a"));
        core.drain();
        assertThat(outcome(again)).isEqualTo(new Accepted<>(1));
        var refused = new UUID(1, 3);
        core.submit(new Note(refused, ""));
        core.drain();
        var other = core.submit(new Note(refused, "b"));
        core.drain();
        assertThat(outcome(other)).as("a refusal binds nobody").isEqualTo(new Accepted<>(2));
    }

    @Test
    void fullInboxRefusesAtOnceAndKeepsWhatWaits() {
        var waiting = IntStream.range(0, INBOX).mapToObj(i -> note("w")).toList();
        assertThat(rejection(note("too much"))).isEqualTo(CoreRejection.BUSY);
        while (core.drain()) {
            assertThat(ledger.commits).isPositive();
        }
        assertThat(waiting).allSatisfy(one -> assertThat(outcome(one)).isInstanceOf(Accepted.class));
        var next = note("room again");
        core.drain();
        assertThat(outcome(next)).isEqualTo(new Accepted<>(INBOX + 1));
    }

    @Test
    void stoppedCoreServesWhatWaitsAndRefusesTheRest() {
        var waiting = note("a");
        core.stop();
        assertThat(rejection(note("b"))).isEqualTo(CoreRejection.STOPPING);
        core.drain();
        assertThat(outcome(waiting)).isEqualTo(new Accepted<>(1));
    }

    @Test
    void sleeperIsWokenWheneverTheInboxStopsBeingEmpty() {
        note("a");
        note("b");
        assertThat(wakes).isEqualTo(1);
        core.drain();
        note("c");
        assertThat(wakes).isEqualTo(2);
    }

    @Test
    void commandFromWithinAnAnswerIsServedNext() {
        var second = note("a").thenCompose(first -> note("b")).toCompletableFuture();
        assertThat(core.drain()).isTrue();
        core.drain();
        assertThat(second).isCompletedWithValue(new Accepted<>(2));
    }

    @Test
    void listenerHearsTheChangesOfAGroupInOrder() {
        core.submit(new Note(new UUID(1, 1), "a"));
        note("b");
        core.drain();
        assertThat(told)
                .singleElement()
                .satisfies(changes -> assertThat(changes)
                        .extracting(change -> change.getClass().getSimpleName())
                        .containsExactly("Journalled", "Answered", "Journalled"));
        assertThat(ledger.committed).isEqualTo(told.get(0));
    }

    @Test
    void timeOfTheJournalNeverGoesBackAcrossARestartWithAWrongClock() throws StoreFailure {
        note("a");
        core.drain();
        var first = notebook.lastMoment;
        time.jumpWallClock(Duration.ofDays(-20_000));
        restart();
        note("b");
        core.drain();
        assertThat(notebook.lastMoment.now()).isAfterOrEqualTo(first.now());
        assertThat(notebook.lastMoment.day()).isEqualTo(first.day());
        assertThat(notebook.lastMoment.clockBehindMillis())
                .isEqualTo(Duration.ofDays(20_000).toMillis());
    }

    private CompletionStage<Outcome<Integer>> note(String word) {
        return core.submit(new Note(null, word));
    }

    private static <R> Outcome<R> outcome(CompletionStage<Outcome<R>> stage) {
        var future = stage.toCompletableFuture();
        assertThat(future).isCompleted();
        return future.join();
    }

    private static Rejection rejection(CompletionStage<? extends Outcome<?>> stage) {
        var future = stage.toCompletableFuture();
        assertThat(future).isCompleted();
        var outcome = future.join();
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<?>) outcome).rejection();
    }
}
