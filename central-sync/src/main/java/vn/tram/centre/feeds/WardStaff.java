package vn.tram.centre.feeds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tram.centre.feeds.StaffCommand.AskStaff;
import vn.tram.centre.feeds.StaffCommand.GiveCode;
import vn.tram.centre.feeds.StaffCommand.PutStaff;
import vn.tram.centre.feeds.StaffCommand.RevokeStaff;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.WardCode;

/**
 * Accounts of wards' staff as rows of the wards' feeds. A row is an entitlement for {@link StaffRow#FRESH} on line and
 * {@link StaffRow#LIFE} off it, and is renewed while half of the first is left, so that a box on line never sees an old
 * one. Core's thread only.
 */
public final class WardStaff {
    /** A row with less than this left is renewed: about every third day. */
    static final Duration RENEW = Duration.ofDays(4);

    /** Hashed codes hold as long as claims of boxes. */
    static final Duration CODE = Duration.ofDays(3);

    /** Rows renewed at once: bounds how long others wait. */
    private static final int MOST_AT_ONCE = 200;

    private final Feeds feeds;
    private final Set<WardCode> wards;
    private long nextLook;

    WardStaff(Feeds feeds, Set<WardCode> wards) {
        this.feeds = feeds;
        this.wards = wards;
    }

    /** Answers a command; changes nothing. */
    @SuppressWarnings("unchecked") // each branch returns the reply type that its command declares
    public <R> Decision<R> decide(StaffCommand<R> command, Moment moment) {
        if (command instanceof AskStaff ask) {
            return wards.contains(ask.ward())
                    ? (Decision<R>) Decision.of(rows(ask.ward()))
                    : Decision.refuse(FeedRejection.WARD_UNKNOWN);
        } else if (command instanceof StaffCommand.Change change) {
            return wards.contains(change.ward())
                    ? (Decision<R>) changed(change, moment.millis())
                    : Decision.refuse(FeedRejection.WARD_UNKNOWN);
        }
        throw new AssertionError(command);
    }

    private Decision<String> changed(StaffCommand.Change change, long now) {
        if (change instanceof PutStaff put) {
            return put(put, now);
        } else if (change instanceof GiveCode give) {
            return row(give.ward(), give.name())
                    .map(old -> publish(give.ward(), coded(old, give, now), now))
                    .orElseGet(() -> Decision.refuse(FeedRejection.STAFF_UNKNOWN));
        } else if (change instanceof RevokeStaff revoke) {
            return row(revoke.ward(), revoke.name()).isEmpty()
                    ? Decision.refuse(FeedRejection.STAFF_UNKNOWN)
                    : Decision.of(
                            revoke.name(),
                            feeds.published(
                                    FeedNames.ward(revoke.ward()),
                                    Map.of(StaffRow.key(revoke.name()), Bytes.EMPTY),
                                    now));
        }
        throw new AssertionError(change);
    }

    private Decision<String> put(PutStaff put, long now) {
        var old = row(put.ward(), put.name());
        if (old.isEmpty() && rows(put.ward()).size() >= StaffRow.MOST) {
            return Decision.refuse(FeedRejection.STAFF_FULL);
        }
        boolean coded = !put.code().isEmpty();
        try {
            var row = new StaffRow(
                    put.name(),
                    put.shown(),
                    put.roles(),
                    old.map(StaffRow::until).orElse(now + StaffRow.LIFE.toMillis()),
                    old.map(StaffRow::freshUntil).orElse(now + StaffRow.FRESH.toMillis()),
                    coded ? put.code() : old.map(StaffRow::code).orElse(""),
                    coded ? now + CODE.toMillis() : old.map(StaffRow::codeUntil).orElse(0L),
                    old.map(StaffRow::generation).orElse(0L),
                    put.subjects());
            return old.filter(row::equals).isPresent() ? Decision.of(put.name()) : publish(put.ward(), row, now);
        } catch (IllegalArgumentException noRow) {
            return Decision.refuse(FeedRejection.STAFF_WRONG);
        }
    }

    private static StaffRow coded(StaffRow old, GiveCode give, long now) {
        return new StaffRow(
                old.name(),
                old.shown(),
                old.roles(),
                now + StaffRow.LIFE.toMillis(),
                now + StaffRow.FRESH.toMillis(),
                give.code(),
                now + CODE.toMillis(),
                old.generation() + (give.reset() ? 1 : 0),
                old.subjects());
    }

    private Decision<String> publish(WardCode ward, StaffRow row, long now) {
        var body = Map.of(StaffRow.key(row.name()), row.write());
        return Decision.of(row.name(), feeds.published(FeedNames.ward(ward), body, now));
    }

    private Optional<StaffRow> row(WardCode ward, String name) {
        return feeds.feed(FeedNames.ward(ward)).row(StaffRow.key(name)).map(row -> read(row.key(), row.body()));
    }

    private List<StaffRow> rows(WardCode ward) {
        return feeds.feed(FeedNames.ward(ward)).after(0).stream()
                .filter(row -> StaffRow.isKey(row.key()) && !row.tombstone())
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .map(row -> read(row.key(), row.body()))
                .toList();
    }

    private static StaffRow read(String key, Bytes body) {
        try {
            return StaffRow.read(key, body);
        } catch (BadForm damaged) {
            throw new AssertionError("the row was written by this centre: " + key, damaged);
        }
    }

    /** Rows that are to be renewed now; of feeds in {@code besides} later. Looks at all rows about once an hour. */
    List<Change> renewed(Moment moment, Set<String> besides) {
        long now = moment.millis();
        if (now < nextLook) {
            return List.of();
        }
        nextLook = now + Duration.ofHours(1).toMillis();
        var changes = new ArrayList<Change>();
        int left = MOST_AT_ONCE;
        for (var ward : wards) {
            var feed = FeedNames.ward(ward);
            var bodies = besides.contains(feed) ? Map.<String, Bytes>of() : old(ward, now, left);
            if (!bodies.isEmpty()) {
                changes.add(feeds.published(feed, bodies, now));
                left -= bodies.size();
            }
        }
        if (left <= 0) {
            nextLook = now; // there may be more
        }
        return changes;
    }

    private Map<String, Bytes> old(WardCode ward, long now, int most) {
        var bodies = new LinkedHashMap<String, Bytes>();
        for (var row : rows(ward)) {
            if (bodies.size() < most && row.freshUntil() - now < RENEW.toMillis()) {
                var fresh = new StaffRow(
                        row.name(),
                        row.shown(),
                        row.roles(),
                        now + StaffRow.LIFE.toMillis(),
                        now + StaffRow.FRESH.toMillis(),
                        now < row.codeUntil() ? row.code() : "",
                        now < row.codeUntil() ? row.codeUntil() : 0,
                        row.generation(),
                        row.subjects());
                bodies.put(StaffRow.key(row.name()), fresh.write());
            }
        }
        return new HashMap<>(bodies);
    }

    /** Rows of a feed that were read anew may be old. */
    void reloaded() {
        nextLook = 0;
    }
}
