package vn.tram.system.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.Centre;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.store.CentreStore;
import vn.tram.edge.Appliance;
import vn.tram.edge.store.BoxStore;
import vn.tram.edge.sync.erasure.EraseEntry;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.LoopbackBroker;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.store.SqliteFile;

/** A box and the centre in one thread, each on its database file; time stands until the test moves it. */
final class TwoNodes {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final WardCode WARD = new WardCode("00070");

    /** Of a kind that neither side knows yet: personal records come with a later release. */
    private static final int PERSONAL = 250;

    private static final Duration SCRUB = Duration.ofHours(24);

    private final Path folder;
    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T02:00:00Z"));
    private final LoopbackBroker broker = new LoopbackBroker(time);
    private final SplittableRandom chance = new SplittableRandom(29);
    private final List<String> troubles = new ArrayList<>();
    private @Nullable BoxStore boxStore;
    private @Nullable Appliance box;
    private @Nullable CentreStore centreStore;
    private @Nullable Centre centre;

    TwoNodes(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private BoxStore open() throws StoreFailure {
        return BoxStore.open(folder, BOX, 77);
    }

    /** A personal record, as a feature of a later release will write it, while nothing runs. */
    Entry writes(String text) throws StoreFailure {
        try (var store = open()) {
            var salt = new byte[Entry.LEAST_SALT];
            chance.nextBytes(salt);
            var body = Bytes.owned(Cbor.encode(new Fields().put(1, text)));
            var head = store.recover().head();
            long at = time.instant().toEpochMilli();
            var stamped = head.place(Lane.RECORDS, PERSONAL, 1, at, Bytes.owned(salt), body);
            store.write(new Written.Journalled(stamped, new NodeEvent.ClockRecovered()));
            store.commit();
            return stamped.entry();
        }
    }

    /** The same, between two runs of the box. */
    void writes(List<String> texts) throws StoreFailure {
        stopBox();
        for (var text : texts) {
            writes(text);
        }
        startBox();
    }

    void startBox() throws StoreFailure {
        var store = open();
        var platform = new Platform(time, time, chance, time);
        var identity = new BoxIdentity(BOX, "0.1.0", "tcp://centre:1883", TestKeys.TRUSTED, TestKeys.BOX);
        var made = new Appliance(WARD, identity, platform, store, broker.link(), changes -> {}, troubles::add);
        boxStore = store;
        box = made;
        made.core().start(() -> {});
        made.begin();
        pass(Duration.ofSeconds(1));
    }

    void stopBox() throws StoreFailure {
        if (box != null && boxStore != null) {
            box.end();
            box = null;
            pass(Duration.ofMillis(100));
            boxStore.close();
            boxStore = null;
        }
    }

    void startCentre() throws StoreFailure {
        var store = CentreStore.open(folder, chance);
        var made = new Centre(
                new Centre.Authority(WardList.hanoi(), TestKeys.CITY),
                new Platform(time, time, chance, time),
                store,
                broker.link(),
                new SimpleMeterRegistry(),
                changes -> {},
                troubles::add);
        centreStore = store;
        centre = made;
        made.core().start(() -> {});
        made.begin();
        pass(Duration.ofSeconds(1));
    }

    void stopCentre() throws StoreFailure {
        if (centre != null && centreStore != null) {
            centre.end();
            centre = null;
            broker.breakConnection(BOX.value()); // its broker is part of its process
            pass(Duration.ofMillis(100));
            centreStore.close();
            centreStore = null;
        }
    }

    void cutBox() {
        broker.cut(BOX.value());
    }

    void healBox() {
        broker.heal(BOX.value());
    }

    void pass(Duration by) {
        var step = by.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofSeconds(5) : Duration.ofMillis(50);
        for (var left = by; !left.isNegative() && !left.isZero(); left = left.minus(step)) {
            drain();
            time.advance(step);
        }
        drain();
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = box != null && box.core().drain();
            more |= centre != null && centre.core().drain();
        }
    }

    private <R> Optional<R> ask(Command<R> command, boolean ofBox) {
        var running = box;
        var city = centre;
        var answer = (ofBox && running != null ? running.submit(command) : city == null ? null : city.submit(command));
        assertThat(answer).isNotNull();
        drain();
        return answer != null && answer.toCompletableFuture().join() instanceof Outcome.Accepted<R> accepted
                ? Optional.of(accepted.reply())
                : Optional.empty();
    }

    /** Entries that lost their body now. */
    int erases(Entry entry) {
        return ask(new EraseEntry(entry.epoch(), entry.lane(), entry.lseq(), EraseReason.REQUEST_OF_PERSON), true)
                .orElseThrow();
    }

    /** Whether the centre has, and has dealt with, everything of the box's present epoch. */
    boolean settled() throws StoreFailure {
        var store = boxStore;
        var city = centre;
        if (store == null || city == null) {
            return false;
        }
        var marks = city.marks(BOX);
        return marks.epoch() == store.head().epoch()
                && store.head().lanes().entrySet().stream().allMatch(lane -> {
                    var mark = marks.lane(lane.getKey());
                    return mark.durable() == lane.getValue().lseq()
                            && mark.applied() == mark.durable()
                            && mark.hash().equals(lane.getValue().hash());
                });
    }

    long endedEpochs() throws StoreFailure {
        try (var rows = SqliteFile.open(file(BoxStore.FILE))) {
            return rows.number("SELECT count(*) FROM epoch WHERE ended <> 0");
        }
    }

    /** Both ends hold everything against the chains for more than a day, and find nothing. */
    void looksThroughAll() {
        var running = box;
        assertThat(running).isNotNull();
        if (running != null) {
            running.care().scrub(SCRUB);
            pass(SCRUB.multipliedBy(2));
            assertThat(running.care().health().damaged()).isEmpty();
        }
        var rings = ask(new AskIncidents(), false).orElse(List.of());
        assertThat(rings)
                .extracting(Alarm::code)
                .doesNotContain(AlarmCode.FRAME_DAMAGED, AlarmCode.QUARANTINED, AlarmCode.GAP, AlarmCode.FORK);
    }

    /** The centre's digest of an erased entry; empty when it does not stand there erased. */
    Bytes landedErased(Entry entry) throws StoreFailure, BadForm {
        try (var rows = SqliteFile.open(file(CentreStore.FILE))) {
            for (var row : rows.rows("SELECT hex(raw) FROM landing WHERE lane = "
                    + entry.lane().number() + " AND epoch = " + entry.epoch() + " ORDER BY first_lseq")) {
                var frame = FrameCodec.decode(Bytes.ofHex(row.get(0)).toArray());
                for (var landed : frame.entries()) {
                    if (landed.lseq() == entry.lseq()) {
                        return landed.erased();
                    }
                }
            }
        }
        return Bytes.EMPTY;
    }

    boolean boxHolds(String text) throws IOException {
        return bytesOf(BoxStore.FILE).contains(text);
    }

    /** The rows that were put aside hold bodies as they are; frames are packed, see {@link #landedErased}. */
    boolean centreHolds(String text) throws IOException {
        return bytesOf(CentreStore.FILE).contains(text);
    }

    /** A database file with its log, byte for byte. */
    String bytesOf(String name) throws IOException {
        var all = new StringBuilder();
        for (var ending : List.of("", "-wal")) {
            var one = file(name + ending);
            if (Files.exists(one)) {
                all.append(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
