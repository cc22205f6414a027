package vn.tram.centre.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.transfer.BlobMessage;
import vn.tram.kernel.transfer.BlobMessage.Chunk;
import vn.tram.kernel.transfer.BlobMessage.Offer;
import vn.tram.kernel.transfer.BlobMessage.Want;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.transfer.MemoryBlobRoom;
import vn.tram.kernel.transfer.TakingDisk;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/** Blobs at the centre, between a link played by hand and disks in memory. */
class BlobDeskTest {
    private static final BoxId ONE = new BoxId("w00070-1");
    private static final BoxId TWO = new BoxId("w00082-1");
    private static final BoxId STRANGER = new BoxId("w99999-1");

    private final ManualTimers time = new ManualTimers(Instant.parse("2026-11-23T01:00:00Z"));
    private final MemoryBlobRoom disk = new MemoryBlobRoom();
    private final Wire wire = new Wire();
    private final List<String> bad = new ArrayList<>();
    private final List<String> receiver = new ArrayList<>();
    /** Another worker's. */
    private BoxId elsewhere = STRANGER;

    private long term = 5;

    private final BlobDesk desk = made();

    private static final class Wire implements Link {
        private final List<Map.Entry<String, BlobMessage>> said = new ArrayList<>();
        private @Nullable Listener listener;

        @Override
        public void open(Session session, Listener to) {
            listener = to;
        }

        @Override
        public void send(String topic, byte[] payload, Consumer<Sent> settled) {
            try {
                said.add(Map.entry(topic, BlobCodec.decode(payload)));
            } catch (BadForm broken) {
                throw new AssertionError(broken);
            }
            settled.accept(Sent.TAKEN);
        }

        @Override
        public void close() {}

        void brings(String topic, byte[] payload) {
            if (listener != null) {
                listener.received(topic, payload);
            }
        }
    }

    private BlobDesk made() {
        var room = disk.open(time, () -> Duration.ofMillis(1));
        var made = new BlobDesk(
                Set.of(new WardCode("00070"), new WardCode("00082")),
                box -> box.equals(elsewhere) ? -1 : term,
                new Carrier(wire, room),
                new Platform(time, time, new SplittableRandom(1), time),
                (box, what) -> bad.add(box + ": " + what));
        made.start();
        made.link().open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), new Link.Listener() {
            @Override
            public void up() {}

            @Override
            public void down(String why) {}

            @Override
            public void received(String topic, byte[] payload) {
                receiver.add(topic);
            }
        });
        return made;
    }

    private void says(BoxId box, Lane lane, byte[] payload) {
        wire.brings(Topics.up(box, lane), payload);
        time.advance(Duration.ofMillis(10));
    }

    private void greets(BoxId box) {
        says(box, Lane.CONTROL, ControlCodec.encode(new Hello(1, Map.of(), 0, "1", Map.of())));
    }

    private BlobName addressed(BoxId to, int length) {
        var bytes = new byte[length];
        new SplittableRandom(to.hashCode()).nextBytes(bytes);
        var name = disk.put(bytes);
        disk.give(to.value(), name, 1);
        return name;
    }

    private void wants(BoxId box, BlobName name) {
        says(box, Lane.CONTROL, BlobCodec.encode(new Want(name, 0, 7, 1 << 20, 1_000)));
    }

    private List<String> chunksTo() {
        return wire.said.stream()
                .filter(each -> each.getValue() instanceof Chunk)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void boxThatGreetsIsOfferedWhatIsAddressedToIt() {
        var name = addressed(ONE, 500);
        addressed(TWO, 700);
        greets(ONE);
        assertThat(wire.said).containsExactly(Map.entry(Topics.down(ONE), new Offer(name, 500)));
        assertThat(receiver).as("greetings are the receiver's").hasSize(1);
    }

    @Test
    void boxThatDoesNotGreetAgainAfterOurRestartIsKnownByWhateverItSays() {
        addressed(ONE, 500);
        says(ONE, Lane.CONTROL, ControlCodec.encode(new Beat(1, Map.of(), 0, 0)));
        assertThat(wire.said).hasSize(1);
    }

    @Test
    void boxesTakeTurns() {
        var first = addressed(ONE, 30_000);
        var second = addressed(TWO, 30_000);
        greets(ONE);
        greets(TWO);
        says(ONE, Lane.CONTROL, new byte[] {1});
        wire.brings(Topics.up(ONE, Lane.CONTROL), BlobCodec.encode(new Want(first, 0, 7, 1 << 20, 1_000)));
        wire.brings(Topics.up(TWO, Lane.CONTROL), BlobCodec.encode(new Want(second, 0, 9, 1 << 20, 1_000)));
        time.advance(Duration.ofMillis(200));
        var sent = chunksTo();
        assertThat(sent).hasSize(60);
        int most = 0;
        int run = 0;
        for (int i = 1; i < sent.size(); i++) {
            run = sent.get(i).equals(sent.get(i - 1)) ? run + 1 : 0;
            most = Math.max(most, run);
        }
        assertThat(most).as("chunks to one box one after the other").isLessThanOrEqualTo(10);
    }

    @Test
    void goneBoxIsSentNothing() {
        var name = addressed(ONE, 30_000);
        greets(ONE);
        says(ONE, Lane.CONTROL, new byte[] {1});
        wire.brings(Topics.gone(ONE), new byte[0]);
        time.advance(Duration.ofMillis(10));
        wire.said.clear();
        time.advance(Duration.ofMinutes(5));
        assertThat(wire.said).isEmpty();
        greets(ONE);
        wants(ONE, name);
        time.advance(Duration.ofMillis(200));
        assertThat(chunksTo()).hasSize(30);
    }

    @Test
    void whatIsInBadFormIsReportedAndNotTheReceivers() {
        var cut = BlobCodec.encode(new Offer(addressed(ONE, 10), 10));
        says(ONE, Lane.CONTROL, java.util.Arrays.copyOf(cut, cut.length - 3));
        assertThat(bad).singleElement().asString().startsWith("w00070-1: ");
        assertThat(receiver).isEmpty();
    }

    @Test
    void boxThatIsNotOursIsLeftToTheReceiver() {
        says(STRANGER, Lane.CONTROL, BlobCodec.encode(Want.wish(addressed(STRANGER, 10))));
        assertThat(wire.said).isEmpty();
        assertThat(receiver).containsExactly(Topics.up(STRANGER, Lane.CONTROL));
        assertThat(desk.view(STRANGER).blobs()).isEmpty();
    }

    @Test
    void anotherWorkersBoxIsLeftToIt() {
        elsewhere = ONE;
        var name = addressed(ONE, 500);
        greets(ONE);
        wants(ONE, name);
        assertThat(wire.said).isEmpty();
        assertThat(receiver).as("words about blobs are nobody else's").hasSize(1);
        elsewhere = STRANGER;
        wants(ONE, name);
        assertThat(wire.said).isNotEmpty();
    }

    @Test
    void progressIsSeen() {
        addressed(ONE, 500);
        greets(ONE);
        time.advance(Duration.ofSeconds(2));
        assertThat(desk.view(ONE).blobs()).singleElement().satisfies(blob -> {
            assertThat(blob.upwards()).isFalse();
            assertThat(blob.size()).isEqualTo(500);
        });
        assertThat(desk.view(TWO).blobs()).isEmpty();
    }

    private BlobName comesUp(BoxId from, byte[] bytes, int upTo) {
        var name = new BlobName(Digest.of(bytes));
        says(from, Lane.CONTROL, BlobCodec.encode(new Offer(name, bytes.length)));
        var want = wants(name);
        says(
                from,
                Lane.BLOBS,
                BlobCodec.encode(Chunk.of(
                        name,
                        want.stream(),
                        want.got(),
                        Bytes.of(bytes).part((int) want.got(), upTo - (int) want.got()))));
        time.advance(Duration.ofSeconds(2));
        return name;
    }

    private Want wants(BlobName name) {
        time.advance(Duration.ofMillis(10));
        var wants = wire.said.stream()
                .map(Map.Entry::getValue)
                .filter(said -> said instanceof Want want && want.name().equals(name) && want.stream() != 0)
                .map(Want.class::cast)
                .toList();
        return wants.get(wants.size() - 1);
    }

    private static byte[] scan() {
        var bytes = new byte[9_000];
        new SplittableRandom(3).nextBytes(bytes);
        return bytes;
    }

    /** Another worker had the box meanwhile, and took more of the scan. */
    @Test
    void boxThatComesBackToUsIsReadFromDiskAnew() {
        greets(ONE);
        var scan = scan();
        var name = comesUp(ONE, scan, 2_000);
        elsewhere = ONE;
        time.advance(Duration.ofSeconds(2));
        disk.open(time, () -> Duration.ofMillis(1))
                .taking(ONE.value())
                .keep(name, 2_000, Bytes.of(scan).part(2_000, 3_000), kept -> {});
        time.advance(Duration.ofSeconds(1));
        elsewhere = STRANGER;
        term++;
        comesUp(ONE, scan, 9_000);
        assertThat(wants(name).got()).as("where it went on").isEqualTo(5_000);
        assertThat(disk.bytes(name)).isEqualTo(Bytes.of(scan));
    }

    /** It was taken from us and came back between two looks: only the number tells. */
    @Test
    void boxThatWasAnothersForAMomentIsReadAnewToo() {
        greets(ONE);
        var scan = scan();
        var name = comesUp(ONE, scan, 2_000);
        disk.open(time, () -> Duration.ofMillis(1))
                .taking(ONE.value())
                .keep(name, 2_000, Bytes.of(scan).part(2_000, 3_000), kept -> {});
        time.advance(Duration.ofMillis(10));
        term++;
        comesUp(ONE, scan, 9_000);
        assertThat(disk.bytes(name)).isEqualTo(Bytes.of(scan));
    }

    @Test
    void boxThatDoesNotKnowOfTheTakeoverIsAskedForWhatItWasGiving() {
        greets(ONE);
        var scan = scan();
        var name = comesUp(ONE, scan, 2_000);
        term++;
        wire.said.clear();
        says(
                ONE,
                Lane.BLOBS,
                BlobCodec.encode(Chunk.of(name, 77, 2_000, Bytes.of(scan).part(2_000, 500))));
        time.advance(Duration.ofMillis(10));
        assertThat(wire.said).containsExactly(Map.entry(Topics.down(ONE), Want.wish(name)));
    }

    /** What its disk answers when the box is another worker's already. */
    @Test
    void nothingIsSaidOfABoxThatWasTakenFromUs() {
        greets(ONE);
        var scan = scan();
        var name = new BlobName(Digest.of(scan));
        says(ONE, Lane.CONTROL, BlobCodec.encode(new Offer(name, scan.length)));
        var want = wants(name);
        disk.fate(() -> TakingDisk.Result.FULL);
        wire.brings(Topics.up(ONE, Lane.BLOBS), BlobCodec.encode(Chunk.of(name, want.stream(), 0, Bytes.of(scan))));
        wire.said.clear();
        time.advance(Duration.ZERO);
        elsewhere = ONE;
        wire.brings(Topics.up(ONE, Lane.CONTROL), new byte[] {1});
        desk.wake(ONE);
        time.advance(Duration.ofSeconds(5));
        assertThat(wire.said).isEmpty();
        assertThat(desk.view(ONE).blobs()).isEmpty();
    }
}
