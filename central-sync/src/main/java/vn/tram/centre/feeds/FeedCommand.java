package vn.tram.centre.feeds;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;

/** What is asked of the feeds. None needs a request id: publishing the same again changes nothing. */
public sealed interface FeedCommand<R> extends Command<R> {
    /** Publish what the software's starting set has and the feeds have not. The reply: rows published. */
    record PublishStart() implements FeedCommand<Integer> {}

    /** Set a ward's settings. */
    record PublishSettings(WardCode ward, WardSettings settings) implements FeedCommand<SettingsNow> {}

    /**
     * Which wards are in which groups, and what the city has for groups; what is not told is taken back. The reply:
     * rows published.
     *
     * @param rows by name of the group and key
     */
    record PublishGroups(Map<WardCode, Set<String>> members, Map<String, Map<String, Bytes>> rows)
            implements FeedCommand<Integer> {
        public PublishGroups {
            members = Map.copyOf(members);
            rows = Map.copyOf(rows);
        }
    }

    /**
     * Have boxes pack frames with one more dictionary. The reply: its number. What is published once is never taken
     * back, since frames that were packed with it are kept.
     */
    record PublishDictionary(Bytes body) implements FeedCommand<Integer> {}

    /** A ward's settings. */
    record AskSettings(WardCode ward) implements FeedCommand<SettingsNow> {}

    /** Every procedure, by code. */
    record AskProcedures() implements FeedCommand<Procedures> {}

    /** A box asks for rows. */
    record Fetch(BoxId box, FeedFetch fetch) implements FeedCommand<FeedBatch> {}

    /** How far have a ward's settings come? {@code box}: the one that serves there, or null when none ever spoke. */
    record AskDelivery(WardCode ward, @Nullable BoxId box) implements FeedCommand<Delivery> {}

    /** A box says where it stands: of which feeds has it not got all? */
    record AskHints(BoxId box, Map<String, FeedPosition> has) implements FeedCommand<List<FeedHint>> {
        public AskHints {
            has = Map.copyOf(has);
        }
    }

    /** A box lives: of which feeds has it, by what it last said, not got all? A hint once lost is given again so. */
    record AskMissing(BoxId box) implements FeedCommand<List<FeedHint>> {}

    /** @param offset of the ward's feed */
    record SettingsNow(WardSettings settings, long offset) {}

    /**
     * @param offset of the ward's feed
     * @param boxOffset what the box last said to have of it; null when it said nothing, or of another life of the feed
     */
    record Delivery(long offset, @Nullable Long boxOffset) {}

    /** @param offset of the feed */
    record Procedures(List<Procedure> procedures, long offset) {
        public Procedures {
            procedures = List.copyOf(procedures);
        }
    }
}
