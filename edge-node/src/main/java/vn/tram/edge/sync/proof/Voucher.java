package vn.tram.edge.sync.proof;

import java.time.Duration;
import java.util.function.Consumer;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;

/**
 * Vouches for the journal: signs where it stands, so that an end that is cut off or written anew before the centre has
 * it comes to light. Signing takes a millisecond, which is why it is done here and not where people wait. Timers'
 * thread.
 */
public final class Voucher {
    /** While the line is up the box vouches for what is new at least this often. */
    static final Duration EVERY = Duration.ofSeconds(60);

    /** And as soon as this many entries are new. */
    static final int ENTRIES = 100;

    private final BoxId box;
    private final JournalReader journal;
    private final Signer key;
    private final Consumer<Control> say;
    private long vouchedLsn;
    private long vouchedNanos;
    private boolean first = true;

    public Voucher(BoxId box, JournalReader journal, Signer key, Consumer<Control> say) {
        this.box = box;
        this.journal = journal;
        this.key = key;
        this.say = say;
    }

    /** A new connection: what was said on the one before may be lost. */
    public void begin() {
        first = true;
        vouchedLsn = 0;
    }

    /** To be called every second while the centre listens. {@code millis}: the box's wall clock. */
    public void tick(long nanos, long millis) throws StoreFailure {
        var head = journal.head();
        long fresh = head.lsn() - vouchedLsn;
        if (fresh <= 0 || (!first && fresh < ENTRIES && nanos - vouchedNanos < EVERY.toNanos())) {
            return;
        }
        first = false;
        vouchedLsn = head.lsn();
        vouchedNanos = nanos;
        var claim = new Claim(box, head.epoch(), head.lsn(), head.hash(), head.lanes(), millis);
        var signed = Sealed.seal(Purpose.CHECKPOINT, ControlCodec.encode(claim), key);
        say.accept(new Checkpoint(key.verifyKey().raw(), signed));
    }
}
