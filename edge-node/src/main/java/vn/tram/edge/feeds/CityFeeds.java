package vn.tram.edge.feeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.tram.edge.feeds.FeedCommand.ShowCatalogue;
import vn.tram.edge.feeds.FeedCommand.ShowFeeds;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettingsCheck;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Dictionaries;

/**
 * The last good copy of what the city sent. Until the first feed arrives, the starting set that the software carries
 * serves, so a box works from its first minute without a line.
 */
public final class CityFeeds {
    private static final FeedPosition NOTHING = new FeedPosition(0, 0);

    /** Of a feed that nothing came of yet. */
    private static final long NO_GENERATION = -1;

    /** Rows kept as they were read: twice the national list of a commune. */
    private static final int MAX_READ = 1_000;

    private final String wardFeed;
    private final Map<Bytes, Procedure> alreadyRead = new HashMap<>();
    private final Map<String, FeedPosition> positions = new TreeMap<>();
    private final Map<String, Long> generations = new HashMap<>();
    private final Map<String, Map<String, Long>> rowEpochs = new HashMap<>();
    private final Map<String, Procedure> procedures = new LinkedHashMap<>();
    private final Map<String, ServiceGroup> services = new TreeMap<>();
    private final GroupRows groups = new GroupRows();
    private final DictionaryRows dictionaries = new DictionaryRows();
    private final Map<String, StaffRow> staff = new TreeMap<>();
    private WardSettings settings = WardSettings.standard();
    private int version;

    public CityFeeds(WardCode ward) {
        this.wardFeed = FeedNames.ward(ward);
        forget();
    }

    /** The feeds this box reads: those for all, its ward's own, those of the groups that its ward is in. */
    public Set<String> names() {
        var names = new TreeSet<>(FeedNames.FOR_ALL);
        names.add(wardFeed);
        names.addAll(groups.feeds());
        return names;
    }

    private FeedPosition position(String feed) {
        return positions.getOrDefault(feed, NOTHING);
    }

    /** Back to the starting set; {@link #apply} then takes the stored rows. */
    public void forget() {
        positions.clear();
        generations.clear();
        groups.clear();
        dictionaries.clear();
        staff.clear();
        rowEpochs.clear();
        procedures.clear();
        services.clear();
        var codes = rowEpochs.computeIfAbsent(FeedNames.PROCEDURES, name -> new HashMap<>());
        for (var procedure : StartingSet.procedures()) {
            codes.put(procedure.code(), 0L);
            procedures.put(procedure.code(), procedure);
        }
        var letters = rowEpochs.computeIfAbsent(FeedNames.SERVICES, name -> new HashMap<>());
        for (var service : StartingSet.services()) {
            letters.put(String.valueOf(service.series()), 0L);
            services.put(String.valueOf(service.series()), service);
        }
        settings = WardSettings.standard();
        version++;
    }

    public WardSettings settings() {
        return settings;
    }

    /** What the city says of this ward's staff, by name: at most {@link StaffRow#MOST} people. */
    public Map<String, StaffRow> staff() {
        return Map.copyOf(staff);
    }

    /** Groups in the order of their letters, which is the order of the kiosk. */
    public List<ServiceGroup> services() {
        return List.copyOf(groups.over(services).values());
    }

    public Set<String> procedureCodes() {
        return Set.copyOf(groups.overProcedures(procedures).keySet());
    }

    /** What the city sent to pack frames with, and what the software carries. Any thread. */
    public Dictionaries dictionaries() {
        return dictionaries.all();
    }

    /** Grows whenever what the feeds say may have changed. */
    public int version() {
        return version;
    }

    /** Answers a command; changes nothing. */
    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(FeedCommand<R> command) {
        if (command instanceof TakeFeed take) {
            return (Decision<R>) take(take.batch());
        } else if (command instanceof ShowFeeds) {
            return (Decision<R>) Decision.of(names().stream().collect(Collectors.toMap(name -> name, this::position)));
        } else if (command instanceof ShowCatalogue) {
            return (Decision<R>) Decision.of(catalogue());
        }
        throw new AssertionError(command);
    }

    private Decision<FeedPosition> take(FeedBatch batch) {
        if (!names().contains(batch.feed())) {
            return Decision.refuse(FeedRejection.NOT_OUR_FEED);
        }
        var ours = position(batch.feed());
        boolean snapshot = batch.from().offset() == 0;
        boolean sameEpoch = batch.upTo().feedEpoch() == ours.feedEpoch();
        if (!sameEpoch && batch.generation() <= generations.getOrDefault(batch.feed(), NO_GENERATION)) {
            return Decision.refuse(FeedRejection.OLD_LIFE);
        }
        boolean next = sameEpoch ? batch.from().offset() == ours.offset() : snapshot;
        if (!next || batch.upTo().offset() < batch.from().offset()) {
            return Decision.refuse(FeedRejection.NOT_NEXT);
        }
        if (batch.rows().isEmpty() && batch.upTo().equals(ours)) {
            return Decision.of(ours);
        }
        long people = staff.size();
        for (var row : batch.rows()) {
            try {
                check(batch.feed(), row);
            } catch (BadForm bad) {
                return Decision.refuse(FeedRejection.BAD_ROW);
            }
            boolean another = StaffRow.isKey(row.key()) && !row.tombstone() && !staff.containsKey(name(row));
            people += another ? 1 : 0;
        }
        if (people > StaffRow.MOST) {
            return Decision.refuse(FeedRejection.BAD_ROW);
        }
        boolean whole = batch.upTo().offset() >= batch.head();
        var left =
                new ArrayList<Change>(batch.feed().equals(wardFeed) ? emptied(groupsAfter(batch, whole)) : List.of());
        left.add(new FeedLanded(batch.feed(), batch.upTo(), batch.rows(), whole, batch.generation()));
        return Decision.of(batch.upTo(), left);
    }

    /** The groups of the ward once a batch of its own feed is taken; a new life that tells none has none. */
    private Set<String> groupsAfter(FeedBatch batch, boolean whole) {
        for (var row : batch.rows()) {
            if (row.key().equals(FeedNames.GROUPS_KEY)) {
                try {
                    return GroupRows.feeds(row.body());
                } catch (BadForm bad) {
                    throw new AssertionError("checked before: " + row.key(), bad);
                }
            }
        }
        var told = rowEpochs.getOrDefault(wardFeed, Map.of()).get(FeedNames.GROUPS_KEY);
        boolean stays = !whole || (told != null && told == batch.upTo().feedEpoch());
        return stays ? groups.feeds() : Set.of();
    }

    /**
     * Takes away what came for groups that the ward is no longer in. Of the feed's life so much is kept that it may
     * come again, and an earlier one may not.
     */
    private List<FeedLanded> emptied(Set<String> now) {
        return groups.feeds().stream()
                .filter(feed -> !now.contains(feed) && !position(feed).equals(NOTHING))
                .map(feed -> new FeedLanded(
                        feed, NOTHING, List.of(), true, generations.getOrDefault(feed, NO_GENERATION) - 1))
                .toList();
    }

    private void check(String feed, FeedRow row) throws BadForm {
        if (row.tombstone()) {
            return;
        }
        if (feed.equals(FeedNames.PROCEDURES)) {
            sameKey(row, procedure(row.body()).code());
        } else if (feed.equals(FeedNames.SERVICES)) {
            sameKey(row, String.valueOf(CatalogueJson.service(row.body()).series()));
        } else if (feed.equals(FeedNames.CODEC)) {
            DictionaryRows.check(row);
        } else if (FeedNames.isGroup(feed)) {
            GroupRow.check(row.key(), row.body());
        } else if (row.key().equals(FeedNames.GROUPS_KEY)) {
            GroupRows.feeds(row.body());
        } else if (StaffRow.isKey(row.key())) {
            StaffRow.read(row.key(), row.body());
        } else if (row.key().equals(FeedNames.SETTINGS_KEY)) {
            var problems = WardSettingsCheck.problems(CatalogueJson.read(row.body(), WardSettings.class));
            if (!problems.isEmpty()) {
                throw new BadForm("settings: " + problems);
            }
        }
    }

    /** The same rows are read when they are checked, when they are taken, and after every commit that failed. */
    private Procedure procedure(Bytes body) throws BadForm {
        var known = alreadyRead.get(body);
        if (known == null) {
            known = CatalogueJson.procedure(body);
            if (alreadyRead.size() >= MAX_READ) {
                alreadyRead.clear();
            }
            alreadyRead.put(body, known);
        }
        return known;
    }

    private static String name(FeedRow row) {
        return row.key().substring(StaffRow.key("").length());
    }

    private static void sameKey(FeedRow row, String key) throws BadForm {
        if (!row.key().equals(key)) {
            throw new BadForm("the row of " + row.key() + " is about " + key);
        }
    }

    /**
     * Takes stored rows in, as they stand after all batches. A row that an earlier version of the software took and
     * this one cannot read is left out: the box must start.
     */
    public void restore(StoredFeed stored) {
        positions.put(stored.feed(), stored.position());
        generations.put(stored.feed(), stored.generation());
        if (stored.whole()) {
            dropOthers(stored.feed(), stored.position().feedEpoch());
        }
        for (var row : stored.rows()) {
            if (readable(stored.feed(), row.row())) {
                put(stored.feed(), row.feedEpoch(), row.row());
            }
        }
        version++;
    }

    private boolean readable(String feed, FeedRow row) {
        try {
            check(feed, row);
            return true;
        } catch (BadForm tooOld) {
            return false;
        }
    }

    /** The only mutation. */
    public void apply(FeedLanded landed) {
        long epoch = landed.position().feedEpoch();
        positions.put(landed.feed(), landed.position());
        generations.put(landed.feed(), landed.generation());
        landed.rows().forEach(row -> put(landed.feed(), epoch, row));
        if (landed.whole()) {
            dropOthers(landed.feed(), epoch);
        }
        version++;
    }

    /** Until a snapshot is whole, rows it has not replaced yet still serve. */
    private void dropOthers(String feed, long epoch) {
        var epochs = rowEpochs.getOrDefault(feed, new HashMap<>());
        for (var row : List.copyOf(epochs.entrySet())) {
            if (row.getValue() != epoch) {
                put(feed, epoch, new FeedRow(row.getKey(), 0, Bytes.EMPTY));
            }
        }
    }

    private void put(String feed, long epoch, FeedRow row) {
        var epochs = rowEpochs.computeIfAbsent(feed, name -> new HashMap<>());
        if (row.tombstone()) {
            epochs.remove(row.key());
        } else {
            epochs.put(row.key(), epoch);
        }
        try {
            if (feed.equals(FeedNames.PROCEDURES)) {
                if (row.tombstone()) {
                    procedures.remove(row.key());
                } else {
                    procedures.put(row.key(), procedure(row.body()));
                }
            } else if (feed.equals(FeedNames.SERVICES)) {
                if (row.tombstone()) {
                    services.remove(row.key());
                } else {
                    services.put(row.key(), CatalogueJson.service(row.body()));
                }
            } else if (feed.equals(FeedNames.CODEC)) {
                dictionaries.put(row);
            } else if (FeedNames.isGroup(feed)) {
                groups.put(feed, row);
            } else if (row.key().equals(FeedNames.GROUPS_KEY)) {
                groups.join(GroupRows.feeds(row.body()));
            } else if (StaffRow.isKey(row.key())) {
                if (row.tombstone()) {
                    staff.remove(name(row));
                } else {
                    staff.put(name(row), StaffRow.read(row.key(), row.body()));
                }
            } else if (row.key().equals(FeedNames.SETTINGS_KEY) && !row.tombstone()) {
                settings = CatalogueJson.read(row.body(), WardSettings.class);
            }
        } catch (BadForm bad) {
            throw new AssertionError("checked before it was stored: " + row.key(), bad);
        }
    }

    private CatalogueView catalogue() {
        var byField = new HashMap<String, List<Procedure>>();
        var offered = groups.overProcedures(procedures);
        offered.values().stream()
                .filter(Procedure::core)
                .sorted(Comparator.comparing(Procedure::code))
                .forEach(procedure -> byField.computeIfAbsent(procedure.field(), field -> new ArrayList<>())
                        .add(procedure));
        var views = new ArrayList<CatalogueView.Group>();
        for (var service : groups.over(services).values()) {
            var shown = new LinkedHashMap<String, Procedure>();
            for (var code : service.featured()) {
                var procedure = offered.get(code);
                if (procedure != null) {
                    shown.put(code, procedure);
                }
            }
            service.fields().stream()
                    .flatMap(field -> byField.getOrDefault(field, List.of()).stream())
                    .forEach(procedure -> shown.putIfAbsent(procedure.code(), procedure));
            views.add(new CatalogueView.Group(
                    service,
                    shown.values().stream().limit(CatalogueView.MAX_FEATURED).toList()));
        }
        return new CatalogueView(views);
    }
}
