package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.FEEDS_ARE_THE_CITYS;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Control.FeedRow;

/** What the city ever published, and how far each box has come with it. */
public final class FeedTruth {
    private record Copy(String box, String feed) {}

    private final Findings findings;
    private final Map<String, Set<FeedRow>> published = new HashMap<>();
    private final Map<Copy, FeedLanded> copies = new HashMap<>();

    public FeedTruth(Findings findings) {
        this.findings = findings;
    }

    /** The centre has written this, or perhaps has. */
    void published(List<Written> changes) {
        for (var change : changes) {
            if (change instanceof Written.Landed landed && landed.landing() instanceof RowsPublished rows) {
                published.computeIfAbsent(rows.feed(), none -> new HashSet<>()).addAll(rows.rows());
            }
        }
    }

    /** A box's disk was replaced by an older copy, which has these feeds. */
    void setBack(String box, List<StoredFeed> copy) {
        copies.keySet().removeIf(known -> known.box().equals(box));
        copy.forEach(feed -> copies.put(
                new Copy(box, feed.feed()),
                new FeedLanded(feed.feed(), feed.position(), List.of(), feed.whole(), feed.generation())));
    }

    /** A box has written this. */
    void landed(String box, FeedLanded landed) {
        var before = copies.put(new Copy(box, landed.feed()), landed);
        boolean sameLife = before != null
                && before.position().feedEpoch() == landed.position().feedEpoch();
        long from = before == null || !sameLife ? 0 : before.position().offset();
        boolean left = FeedNames.isGroup(landed.feed())
                && landed.position().offset() == 0
                && landed.rows().isEmpty();
        boolean forward = before == null
                || left
                || (sameLife ? landed.position().offset() >= from : landed.generation() > before.generation());
        findings.require(forward, FEEDS_ARE_THE_CITYS, box, landed.feed(), "went back from", before, "to", landed);
        var known = published.getOrDefault(landed.feed(), Set.of());
        for (var row : landed.rows()) {
            findings.require(
                    known.contains(row)
                            && row.offset() > from
                            && row.offset() <= landed.position().offset(),
                    FEEDS_ARE_THE_CITYS,
                    box,
                    landed.feed(),
                    "behind",
                    from,
                    "took",
                    row.key(),
                    row.offset(),
                    "which the city has",
                    known.contains(row) ? "published elsewhere" : "never published");
        }
    }
}
