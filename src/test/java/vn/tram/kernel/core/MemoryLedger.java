package vn.tram.kernel.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.journal.JournalHead;

/** A disk that can be told to fail. What was committed outlives a {@link Core}, like a file outlives a process. */
final class MemoryLedger implements Ledger {
    final List<Written> committed = new ArrayList<>();
    private final List<Written> pending = new ArrayList<>();
    int commits;
    int recoveries;
    int failWritesFrom = Integer.MAX_VALUE;
    boolean failCommits;
    boolean failRecovery;

    @Nullable
    Runnable beforeCommit;

    private int writes;

    @Override
    public Recovered recover() throws StoreFailure {
        pending.clear();
        recoveries++;
        if (failRecovery) {
            throw new StoreFailure("the disk is gone");
        }
        var head = JournalHead.start(7);
        var answers = new ArrayList<Answered>();
        for (var change : committed) {
            if (change instanceof Written.Journalled journalled) {
                head = head.after(journalled.stamped());
            } else if (change instanceof Answered answered) {
                answers.add(answered);
            }
        }
        return new Recovered(head, answers);
    }

    @Override
    public void write(Written change) throws StoreFailure {
        if (++writes >= failWritesFrom) {
            throw new StoreFailure("the disk is full");
        }
        pending.add(change);
    }

    @Override
    public void commit() throws StoreFailure {
        if (beforeCommit != null) {
            beforeCommit.run();
        }
        if (failCommits) {
            throw new StoreFailure("the disk does not answer");
        }
        committed.addAll(pending);
        pending.clear();
        commits++;
    }

    /** The next write fails, and every one after it. */
    void failWritesAfter(int more) {
        failWritesFrom = writes + more + 1;
    }

    void heal() {
        failWritesFrom = Integer.MAX_VALUE;
        failCommits = false;
        failRecovery = false;
    }
}
