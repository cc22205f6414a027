package vn.tram.centre.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.tram.centre.intake.IntakeCommand.AskDiffering;
import vn.tram.centre.intake.IntakeCommand.AskEntries;
import vn.tram.centre.intake.IntakeCommand.HearCheckpoint;
import vn.tram.centre.intake.IntakeCommand.HearDigests;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.FetchEntries;

/**
 * What boxes give to hold our copy against, checkpoints and digests of days, and what they ask back of it. What was
 * told of days before all of it was shown waits here, the last of each box. Timers' thread; boxes asked about are known
 * ones.
 */
final class Proofs {
    private final Core core;
    private final Consumer<Runnable> soon;
    private final BiConsumer<BoxId, Control> say;
    private final Map<BoxId, DayDigests> late = new HashMap<>();
    private final Scrub scrub;

    Proofs(Core core, Consumer<Runnable> soon, BiConsumer<BoxId, Control> say) {
        this.core = core;
        this.soon = soon;
        this.say = say;
        this.scrub = new Scrub(core, soon, say);
    }

    /** See {@link Scrub#tick}. */
    void scrub(Duration period, Duration every) {
        scrub.tick(period, every);
    }

    /** Whether the message is one of these. */
    boolean heard(BoxId box, Control message) {
        if (message instanceof Checkpoint checkpoint) {
            core.submit(new HearCheckpoint(box, checkpoint));
            return true;
        } else if (message instanceof DayDigests told) {
            compare(box, told);
            return true;
        } else if (message instanceof EntriesAgain again) {
            scrub.heard(box, again);
            return true;
        } else if (message instanceof FetchEntries fetch) {
            ask(new AskEntries(box, fetch), back -> say.accept(box, back));
            return true;
        }
        return false;
    }

    /** Asks for days that differed. */
    void greeted(BoxId box) {
        scrub.ask(box);
        ask(new AskDiffering(box), days -> {
            if (!days.isEmpty()) {
                say.accept(box, new AskDays(days));
            }
        });
    }

    /** All that has landed of a box is shown. */
    void shown(BoxId box) {
        var told = late.remove(box);
        if (told != null) {
            compare(box, told);
        }
    }

    /** Now, or once as much is shown as the box had written. */
    private void compare(BoxId box, DayDigests told) {
        ask(new HearDigests(box, told), done -> {
            if (!done) {
                late.put(box, told);
            }
        });
    }

    private <R> void ask(Command<R> command, Consumer<R> answer) {
        core.submit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<R> accepted) {
                soon.accept(() -> answer.accept(accepted.reply()));
            }
        });
    }
}
