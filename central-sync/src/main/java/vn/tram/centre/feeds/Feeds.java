package vn.tram.centre.feeds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.tram.centre.feeds.FeedCommand.AskDelivery;
import vn.tram.centre.feeds.FeedCommand.AskHints;
import vn.tram.centre.feeds.FeedCommand.AskMissing;
import vn.tram.centre.feeds.FeedCommand.AskProcedures;
import vn.tram.centre.feeds.FeedCommand.AskSettings;
import vn.tram.centre.feeds.FeedCommand.Delivery;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.feeds.FeedCommand.Procedures;
import vn.tram.centre.feeds.FeedCommand.PublishDictionary;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.feeds.FeedCommand.PublishStart;
import vn.tram.centre.feeds.FeedCommand.SettingsNow;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettingsCheck;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.provisioning.wards.BoxName;

/** All feeds of the city. */
public final class Feeds {
    /** A box that was away for no longer than this learns of every key that was taken back. */
    static final Duration TOMBSTONES_KEPT = Duration.ofDays(400);

    /** Tombstones that are too old are cleared together, since each time every box takes the feed anew. */
    static final Duration LIFE_BEFORE_CLEANING = Duration.ofDays(30);

    /** What a box says cannot make the others take a feed anew more often than this. */
    static final Duration LIFE_AT_LEAST = Duration.ofHours(1);

    private record Copy(BoxId box, String feed) {}

    private final Set<WardCode> wards;
    private final FeedShelf shelf;
    private final WardStaff staff;
    private final Map<String, Feed> feeds = new HashMap<>();
    private final Map<Copy, FeedPosition> told = new HashMap<>();
    private final Map<String, FeedLife> lives = new HashMap<>();
    private final Codec codec = new Codec();
    private long feedEpoch;

    public Feeds(Set<WardCode> wards, FeedShelf shelf) {
        this.wards = new TreeSet<>(wards);
        this.shelf = shelf;
        this.staff = new WardStaff(this, this.wards);
    }

    public Decision<Integer> decide(PublishStart command, Moment moment) {
        var changes = new ArrayList<Change>();
        long now = moment.millis();
        FeedNames.FOR_ALL.stream().sorted().forEach(name -> begun(name, now, changes));
        wards.forEach(ward -> begun(FeedNames.ward(ward), now, changes));
        var procedures = new LinkedHashMap<String, Bytes>();
        StartingSet.procedures().forEach(row -> procedures.put(row.code(), CatalogueJson.write(row)));
        publishAll(FeedNames.PROCEDURES, procedures, now, changes);
        var services = new LinkedHashMap<String, Bytes>();
        StartingSet.services().forEach(row -> services.put(String.valueOf(row.series()), CatalogueJson.write(row)));
        publishAll(FeedNames.SERVICES, services, now, changes);
        var standard = CatalogueJson.write(WardSettings.standard());
        for (var ward : wards) {
            var name = FeedNames.ward(ward);
            if (feed(name).row(FeedNames.SETTINGS_KEY).isEmpty()) {
                publish(name, Map.of(FeedNames.SETTINGS_KEY, standard), now, changes);
            }
        }
        return Decision.of(RowsPublished.count(changes), changes);
    }

    public Decision<Integer> decide(PublishGroups command, Moment moment) {
        if (!Groups.good(command)) {
            return Decision.refuse(FeedRejection.GROUP_WRONG);
        }
        var changes = new ArrayList<Change>();
        long now = moment.millis();
        for (var ward : wards) {
            var feed = feed(FeedNames.ward(ward));
            Groups.change(command, ward, feed)
                    .ifPresent(body -> publish(FeedNames.ward(ward), Map.of(FeedNames.GROUPS_KEY, body), now, changes));
        }
        for (var name : Groups.names(command, feeds.keySet())) {
            begun(name, now, changes);
            publishAll(name, Groups.rows(command, name), now, changes);
        }
        return Decision.of(RowsPublished.count(changes), changes);
    }

    public Decision<SettingsNow> decide(PublishSettings command, Moment moment) {
        if (!wards.contains(command.ward())) {
            return Decision.refuse(FeedRejection.WARD_UNKNOWN);
        }
        if (!WardSettingsCheck.problems(command.settings()).isEmpty()) {
            return Decision.refuse(FeedRejection.SETTINGS_WRONG);
        }
        var name = FeedNames.ward(command.ward());
        var body = CatalogueJson.write(command.settings());
        if (feed(name).has(FeedNames.SETTINGS_KEY, body)) {
            return Decision.of(new SettingsNow(command.settings(), feed(name).head()));
        }
        var changes = new ArrayList<Change>();
        publish(name, Map.of(FeedNames.SETTINGS_KEY, body), moment.millis(), changes);
        return Decision.of(new SettingsNow(command.settings(), feed(name).head() + 1), changes);
    }

    public Decision<Integer> decide(PublishDictionary command, Moment moment) {
        if (!codec.takes(command.body())) {
            return Decision.refuse(FeedRejection.DICTIONARY_WRONG);
        }
        int number = Dictionary.number(command.body());
        if (codec.all().knows(number)) {
            return Decision.of(number);
        }
        var changes = new ArrayList<Change>();
        publish(FeedNames.CODEC, Map.of(String.valueOf(number), command.body()), moment.millis(), changes);
        return Decision.of(number, changes);
    }

    /** What frames of boxes may be packed with. Any thread. */
    public Dictionaries dictionaries() {
        return codec.all();
    }

    public Decision<SettingsNow> decide(AskSettings question) {
        if (!wards.contains(question.ward())) {
            return Decision.refuse(FeedRejection.WARD_UNKNOWN);
        }
        var feed = feed(FeedNames.ward(question.ward()));
        var row = feed.row(FeedNames.SETTINGS_KEY);
        var settings = row.isEmpty() ? WardSettings.standard() : CatalogueRows.read(row.get(), WardSettings.class);
        return Decision.of(new SettingsNow(settings, feed.head()));
    }

    public Decision<Procedures> decide(AskProcedures question) {
        return Decision.of(CatalogueRows.procedures(feed(FeedNames.PROCEDURES)));
    }

    public Decision<FeedBatch> decide(Fetch command, Moment moment) {
        var fetch = command.fetch();
        if (!feedsOf(command.box()).contains(fetch.feed())) {
            return Decision.refuse(FeedRejection.FEED_UNKNOWN);
        }
        var changes = new ArrayList<Change>();
        told(command.box(), fetch.feed(), fetch.from(), changes);
        var life = life(fetch.feed());
        if (ahead(fetch.feed(), fetch.from()) && moment.millis() - life.generation() >= LIFE_AT_LEAST.toMillis()) {
            life = life.next(fetch.feed(), moment.millis());
            changes.add(new FeedBorn(fetch.feed(), life, 0));
        }
        return Decision.of(Batches.make(fetch.feed(), feed(fetch.feed()), life, fetch.from()), changes);
    }

    public Decision<List<FeedHint>> decide(AskHints question) {
        var hints = new ArrayList<FeedHint>();
        var changes = new ArrayList<Change>();
        for (var name : feedsOf(question.box())) {
            var head = new FeedPosition(life(name).feedEpoch(), feed(name).head());
            var has = question.has().get(name);
            if (has != null) {
                told(question.box(), name, has, changes);
            }
            if (!head.equals(has)) {
                hints.add(new FeedHint(name, head));
            }
        }
        return Decision.of(hints, changes);
    }

    public Decision<List<FeedHint>> decide(AskMissing question) {
        var hints = new ArrayList<FeedHint>();
        for (var name : feedsOf(question.box())) {
            var head = new FeedPosition(life(name).feedEpoch(), feed(name).head());
            var has = told.get(new Copy(question.box(), name));
            boolean joined = has == null && FeedNames.isGroup(name);
            if (joined || (has != null && !head.equals(has))) {
                hints.add(new FeedHint(name, head));
            }
        }
        return Decision.of(hints);
    }

    public Decision<Delivery> decide(AskDelivery question) {
        var name = FeedNames.ward(question.ward());
        var has = question.box() == null ? null : told.get(new Copy(question.box(), name));
        Long offset = has != null && has.feedEpoch() == life(name).feedEpoch() ? (Long) has.offset() : null;
        return Decision.of(new Delivery(feed(name).head(), offset));
    }

    /** Whether a box has more of a feed than was ever published here: then this database was set back. */
    public boolean behind(Map<String, FeedPosition> has) {
        return has.entrySet().stream().anyMatch(feed -> ahead(feed.getKey(), feed.getValue()));
    }

    /** What the city published after an old copy was made may be at boxes: every feed begins a new life. */
    public List<FeedBorn> allAnew(long now) {
        return new TreeMap<>(lives)
                .entrySet().stream()
                        .map(life -> new FeedBorn(life.getKey(), life.getValue().next(life.getKey(), now), 0))
                        .toList();
    }

    private void told(BoxId box, String feed, FeedPosition position, List<Change> changes) {
        if (!position.equals(told.get(new Copy(box, feed)))) {
            changes.add(new FeedTold(box, feed, position));
        }
    }

    /** The city's series and what people call them. */
    public SortedMap<Character, Words> seriesNames() {
        return CatalogueRows.seriesNames(feed(FeedNames.SERVICES));
    }

    /** The accounts of wards' staff, which are rows of these feeds. */
    public WardStaff staff() {
        return staff;
    }

    public void apply(FeedTold change) {
        told.put(new Copy(change.box(), change.feed()), change.position());
    }

    public void apply(RowsPublished published) {
        for (var row : published.rows()) {
            feed(published.feed()).put(row, published.at());
            if (published.feed().equals(FeedNames.CODEC)) {
                codec.put(row.body());
            }
        }
    }

    public void apply(FeedBorn born) {
        lives.put(born.feed(), born.life());
        feed(born.feed()).forgetGoneBefore(born.goneBefore());
    }

    public void apply(FeedsSeen seen) {
        takeOver(seen.stored());
    }

    /** What differs between the feeds as known here and as they are stored. */
    public FeedsSeen seen(FeedShelf.Stored stored) {
        var moved = new HashMap<String, FeedPosition>();
        stored.rows().forEach((name, rows) -> {
            long epoch = stored.lives()
                    .getOrDefault(name, new FeedLife(stored.feedEpoch(), 0))
                    .feedEpoch();
            var head = new FeedPosition(epoch, rows.get(rows.size() - 1).offset());
            if (!head.equals(new FeedPosition(life(name).feedEpoch(), feed(name).head()))) {
                moved.put(name, head);
            }
        });
        return new FeedsSeen(stored, moved);
    }

    public void reload() throws StoreFailure {
        var stored = shelf.feeds();
        takeOver(stored);
        told.clear();
        stored.told().forEach(this::apply);
        staff.reloaded();
    }

    private void takeOver(FeedShelf.Stored stored) {
        feeds.clear();
        feedEpoch = stored.feedEpoch();
        lives.clear();
        lives.putAll(stored.lives());
        stored.rows().forEach((name, rows) -> {
            var gone = stored.gone().getOrDefault(name, Map.of());
            rows.forEach(row -> feed(name).put(row, gone.getOrDefault(row.key(), 0L)));
        });
        codec.restore(feed(FeedNames.CODEC).after(0));
    }

    /** Publishes what differs from {@code wanted}, and takes back what it has no more. */
    private void publishAll(String name, Map<String, Bytes> wanted, long at, List<Change> changes) {
        var different = new LinkedHashMap<String, Bytes>();
        for (var row : feed(name).after(0)) {
            if (!row.tombstone() && !wanted.containsKey(row.key())) {
                different.put(row.key(), Bytes.EMPTY);
            }
        }
        wanted.forEach((key, body) -> {
            if (!feed(name).has(key, body)) {
                different.put(key, body);
            }
        });
        if (!different.isEmpty()) {
            publish(name, different, at, changes);
        }
    }

    private void publish(String name, Map<String, Bytes> bodies, long at, List<Change> changes) {
        var rows = new ArrayList<FeedRow>();
        long offset = feed(name).head();
        for (var body : bodies.entrySet()) {
            rows.add(new FeedRow(body.getKey(), ++offset, body.getValue()));
        }
        changes.add(new RowsPublished(name, new FeedPosition(life(name).feedEpoch(), offset), rows, at));
    }

    /** A feed moves by these rows, each behind the last one there. */
    Change published(String name, Map<String, Bytes> bodies, long at) {
        var changes = new ArrayList<Change>();
        publish(name, bodies, at, changes);
        return changes.get(0);
    }

    /**
     * A feed's first life gets its generation when it is first published. A later one begins when keys were taken back
     * so long ago that they are no longer kept: who has not heard of them by then needs a snapshot, and only a new life
     * makes every box take one.
     */
    private void begun(String name, long now, List<Change> changes) {
        var life = lives.get(name);
        long kept = now - TOMBSTONES_KEPT.toMillis();
        if (life == null) {
            changes.add(new FeedBorn(name, new FeedLife(feedEpoch, now), 0));
        } else if (now - life.generation() >= LIFE_BEFORE_CLEANING.toMillis()
                && feed(name).hasGoneBefore(kept)) {
            changes.add(new FeedBorn(name, life.next(name, now), kept));
        }
    }

    /**
     * What the feeds' writer does by itself: renews entitlements and, where several workers hear boxes, begins a new
     * life of a feed of which some box has more than we.
     */
    public List<Change> due(Moment moment, boolean amongOthers) {
        var changes = new ArrayList<Change>(amongOthers ? reborn(moment) : List.of());
        var born = changes.stream().map(change -> ((FeedBorn) change).feed()).collect(Collectors.toSet());
        changes.addAll(staff.renewed(moment, born));
        return changes;
    }

    private List<FeedBorn> reborn(Moment moment) {
        return told.entrySet().stream()
                .filter(copy -> ahead(copy.getKey().feed(), copy.getValue()))
                .map(copy -> copy.getKey().feed())
                .distinct()
                .filter(name -> moment.millis() - life(name).generation() >= LIFE_AT_LEAST.toMillis())
                .map(name -> new FeedBorn(name, life(name).next(name, moment.millis()), 0))
                .toList();
    }

    /** Whether a box has more of this life than we: then our database is an old copy of itself. */
    private boolean ahead(String name, FeedPosition has) {
        return has.feedEpoch() == life(name).feedEpoch()
                && has.offset() > feed(name).head();
    }

    private FeedLife life(String name) {
        return lives.getOrDefault(name, new FeedLife(feedEpoch, 0));
    }

    private Set<String> feedsOf(BoxId box) {
        var names = new TreeSet<String>();
        BoxName.parse(box).map(BoxName::ward).filter(wards::contains).ifPresent(ward -> {
            names.addAll(FeedNames.FOR_ALL);
            names.add(FeedNames.ward(ward));
            feed(FeedNames.ward(ward))
                    .row(FeedNames.GROUPS_KEY)
                    .ifPresent(row -> names.addAll(Groups.feeds(row.body())));
        });
        return names;
    }

    Feed feed(String name) {
        return feeds.computeIfAbsent(name, none -> new Feed());
    }
}
