package vn.tram.edge.sync.lease;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;

/**
 * What this running copy of the box is known by. Only a token that is on our disk is ever told: one that a power cut
 * can take back would look like a restored copy.
 */
public final class Lease {
    /** Puts a token on disk; {@code kept} runs on the timers' thread when it is there, and never when it is not. */
    public interface Keeper {
        void keep(long token, Runnable kept);
    }

    private final long boot;
    private final Bytes machine;
    private final Keeper keeper;
    private final Runnable greets;
    private long token;
    private boolean proved;
    private boolean proving;

    /**
     * @param boot random name of this process; 0 is taken for 1
     * @param machine digest of the machine's number; empty where there is none
     * @param greets says hello again
     */
    public Lease(long boot, Bytes machine, Keeper keeper, Runnable greets) {
        this.boot = boot == 0 ? 1 : boot;
        this.machine = machine;
        this.keeper = keeper;
        this.greets = greets;
    }

    /** A token that is on disk: it is told from now on. */
    public void kept(long onDisk) {
        token = onDisk;
        if (proving) {
            proving = false;
            greets.run();
        }
    }

    /** What the next greeting tells. */
    public Copy copy() {
        return new Copy(token, boot, machine);
    }

    /** A connection begins. */
    public void connecting() {
        proved = false;
        proving = false;
    }

    /**
     * Keeps the token of a welcome. False when nothing else is to be done with it: it answers another copy, which
     * speaks under our name, or the centre suspects one. Then, once in a connection, a greeting with the new token
     * shows that we live, and only the answer to that counts.
     */
    public boolean heard(Welcome welcome) {
        long answered = welcome.lease().boot();
        if (answered != 0 && answered != boot) {
            return false;
        }
        boolean proves = welcome.verdict() == Verdict.CLONE && !proved;
        proved |= proves;
        long given = welcome.lease().token();
        if (given != 0 && given != token) {
            proving = proves;
            keeper.keep(given, () -> kept(given));
        } else if (proves) {
            greets.run();
        }
        return !proves;
    }
}
