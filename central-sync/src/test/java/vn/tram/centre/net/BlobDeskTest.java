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
                box -> !box.equals(elsewhere),
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
}
