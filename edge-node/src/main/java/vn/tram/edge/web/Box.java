package vn.tram.edge.web;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.tram.edge.queue.HallRules;
import vn.tram.edge.sync.LineState;
import vn.tram.edge.sync.scrub.JournalHealth;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.ui.WebAddress;

/**
 * What the web shows of the box and asks of it.
 *
 * @param asks where commands go; the answer comes on the core's thread
 * @param line the line as last seen
 * @param blobs how far blobs on the line are
 * @param rules what the city set for this hall
 * @param journal how what is stored has kept
 * @param now wall clock of the box, epoch milliseconds
 * @param about who this box is
 * @param address where its pages are served
 */
public record Box(
        Asks asks,
        Supplier<LineState> line,
        Supplier<BlobsView> blobs,
        Supplier<HallRules> rules,
        Supplier<JournalHealth> journal,
        LongSupplier now,
        About about,
        WebAddress address) {
    /** The door to the core. */
    public interface Asks {
        <R> CompletionStage<Outcome<R>> ask(Command<R> command);
    }

    /**
     * @param wardCode five digits
     * @param wardName for instance Phường Hoàn Kiếm
     * @param startedAt epoch milliseconds
     * @param data the folder whose disk is watched
     * @param setBack whether this process found its database to be an older copy
     */
    public record About(
            BoxId box,
            String wardCode,
            String wardName,
            String version,
            long startedAt,
            Path data,
            String epoch,
            boolean setBack) {}
}
