package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Link.Sent;

/** What every {@link Link} keeps, whatever carries it and whichever broker answers. One subclass for each pair. */
public abstract class LinkContractTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00007-1");
    private static final String TOPIC = Topics.up(BOX, Lane.URGENT);

    /** A fresh link for that client, with the rights that the broker gives to it. */
    protected abstract Link link(String clientId);

    /** Breaks the connection under a client, without a word to either side. */
    protected abstract void breakConnection(String clientId);

    /** Ends the broker without a word and without a trace. */
    protected abstract void killBroker();

    /** Starts it again at the same address. */
    protected abstract void startBroker();

    /** Whether it tells a publisher that nobody is subscribed. */
    protected abstract boolean tellsNobody();

    /** Whether it refuses a foreign subscription; otherwise it grants it and lets nothing through. */
    protected boolean refusesSubscriptions() {
        return true;
    }

    protected abstract Recorder.Patience patience();

    /** A link that has said up. */
    private record Party(Link link, Recorder heard) {}

    private Recorder recorder() {
        return new Recorder(patience());
    }

    private Party box(BoxId box, Link.@Nullable Message will) {
        var party = new Party(link(box.value()), recorder());
        party.link.open(new Link.Session(box.value(), List.of(Topics.down(box)), will), party.heard);
        party.heard.expectUp();
        return party;
    }

    private Party centre() {
        var party = new Party(link(Topics.CENTRE), recorder());
        party.link.open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), party.heard);
        party.heard.expectUp();
        return party;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Link.Message message(String topic, String text) {
        return new Link.Message(topic, Bytes.of(bytes(text)));
    }

    private static void expectWorks(Party from, BoxId box, Party to, String text) {
        var topic = Topics.up(box, Lane.RECORDS);
        from.link.send(topic, bytes(text), from.heard.settled());
        assertThat(to.heard.expectMessage()).isEqualTo(message(topic, text));
        from.heard.expectSettled(Sent.TAKEN);
    }

    @Test
    void comesUpOnceAndCarriesMessagesBothWays() {
        var centre = centre();
        var box = box(BOX, null);

        expectWorks(box, BOX, centre, "lên");
        centre.link.send(Topics.down(BOX), bytes("xuống"), centre.heard.settled());

        assertThat(box.heard.expectMessage()).isEqualTo(message(Topics.down(BOX), "xuống"));
        centre.heard.expectSettled(Sent.TAKEN);
        box.heard.expectNothingMore();
        centre.heard.expectNothingMore();
    }

    @Test
    void carriesAnEmptyPayloadAndTheLongestOne() {
        var centre = centre();
        var box = box(BOX, null);
        var longest = new byte[Link.MAX_PAYLOAD];
        for (int i = 0; i < longest.length; i++) {
            longest[i] = (byte) (i * 31);
        }

        box.link.send(TOPIC, new byte[0], box.heard.settled());
        assertThat(centre.heard.expectMessage().payload().size()).isZero();
        box.link.send(TOPIC, longest, box.heard.settled());
        assertThat(centre.heard.expectMessage().payload()).isEqualTo(Bytes.owned(longest));

        assertThat(box.heard.expectSettled(2)).containsOnly(Sent.TAKEN);
    }

    @Test
    void refusesAPayloadOverTheLimitAndGoesOn() {
        var centre = centre();
        var box = box(BOX, null);

        box.link.send(TOPIC, new byte[Link.MAX_PAYLOAD + 1], box.heard.settled());
        box.heard.expectSettled(Sent.REFUSED);

        expectWorks(box, BOX, centre, "vẫn chạy");
        box.heard.expectNothingMore();
        centre.heard.expectNothingMore();
    }

    @Test
    void refusesAForeignTopicAndGoesOn() {
        var centre = centre();
        var box = box(BOX, null);

        box.link.send(Topics.up(OTHER, Lane.URGENT), bytes("mạo danh"), box.heard.settled());
        box.heard.expectSettled(Sent.REFUSED);

        expectWorks(box, BOX, centre, "của mình");
        box.heard.expectNothingMore();
        centre.heard.expectNothingMore();
    }

    @Test
    void hearsNothingSaidToOthersWhateverItSubscribesTo() {
        var link = link(BOX.value());
        var heard = recorder();

        link.open(new Link.Session(BOX.value(), List.of(Topics.down(OTHER)), null), heard);

        if (refusesSubscriptions()) {
            assertThat(heard.expectDown()).contains("refused the subscription").contains(Topics.down(OTHER));
        } else {
            heard.expectUp();
        }
        var centre = centre();
        var other = box(OTHER, null);
        centre.link.send(Topics.down(OTHER), bytes("riêng"), centre.heard.settled());
        assertThat(other.heard.expectMessage()).isEqualTo(message(Topics.down(OTHER), "riêng"));
        expectWorks(other, OTHER, centre, "xong");
        heard.expectNothingMore();
    }

    @Test
    void tellsThatNobodyListensWhereTheBrokerDoes() {
        var box = box(BOX, null);

        box.link.send(TOPIC, bytes("có ai không"), box.heard.settled());

        box.heard.expectSettled(tellsNobody() ? Sent.NOBODY_LISTENS : Sent.TAKEN);
    }

    @Test
    void brokerSaysTheWillOfABrokenConnection() {
        var centre = centre();
        var box = box(BOX, message(Topics.gone(BOX), "phiên 7"));

        breakConnection(BOX.value());

        assertThat(centre.heard.expectMessage()).isEqualTo(message(Topics.gone(BOX), "phiên 7"));
        box.heard.expectDown();
    }

    @Test
    void brokerSaysNoWillOnAnotherBoxesTopic() {
        var centre = centre();
        var box = box(BOX, message(Topics.gone(OTHER), "mạo danh"));

        breakConnection(BOX.value());
        box.heard.expectDown();

        expectWorks(box(BOX, null), BOX, centre, "sau đó");
        centre.heard.expectNothingMore();
    }

    @Test
    void closeIsQuietAndSaysNoWill() {
        var centre = centre();
        var will = message(Topics.gone(BOX), "đi rồi");
        var box = box(BOX, will);

        box.link.close();
        box.link.close();
        box.link.send(TOPIC, bytes("muộn"), box.heard.settled());
        box.heard.expectSettled(Sent.LOST);

        var later = recorder();
        box.link.open(new Link.Session(BOX.value(), List.of(), will), later);
        later.expectUp();
        expectWorks(new Party(box.link, later), BOX, centre, "trở lại");
        box.heard.expectNothingMore();
        centre.heard.expectNothingMore();
    }

    @Test
    void openDropsTheEarlierConnectionAndItsListener() {
        var centre = centre();
        var box = box(BOX, message(Topics.gone(BOX), "đi rồi"));
        var later = recorder();

        box.link.open(new Link.Session(BOX.value(), List.of(Topics.down(BOX)), null), later);
        later.expectUp();
        centre.link.send(Topics.down(BOX), bytes("một lần"), centre.heard.settled());

        assertThat(later.expectMessage().payload()).isEqualTo(Bytes.of(bytes("một lần")));
        expectWorks(new Party(box.link, later), BOX, centre, "mới");
        box.heard.expectNothingMore();
    }

    @Test
    void secondClientOfTheSameNameDisplacesTheFirst() {
        var centre = centre();
        var first = box(BOX, null);
        var second = box(BOX, null);

        first.heard.expectDown();

        expectWorks(second, BOX, centre, "người sau");
        first.heard.expectNothingMore();
    }

    @Test
    void absentBrokerIsToldInClearWords() {
        killBroker();
        var link = link(BOX.value());
        var heard = recorder();

        link.open(new Link.Session(BOX.value(), List.of(), null), heard);

        assertThat(heard.expectDown()).doesNotContain("Exception").doesNotContain("320");
        link.send(TOPIC, bytes("mất"), heard.settled());
        heard.expectSettled(Sent.LOST);
        heard.expectNothingMore();
    }

    @Test
    void killedBrokerBringsTheLinkDownOnceAndItReopens() {
        var box = box(BOX, null);

        killBroker();
        assertThat(box.heard.expectDown()).doesNotContain("Exception");
        box.link.send(TOPIC, bytes("mất"), box.heard.settled());
        box.heard.expectSettled(Sent.LOST);

        startBroker();
        var later = recorder();
        box.link.open(new Link.Session(BOX.value(), List.of(), null), later);
        later.expectUp();
        expectWorks(new Party(box.link, later), BOX, centre(), "lại chạy");
        box.heard.expectNothingMore();
        later.expectNothingMore();
    }

    @Test
    void settlesEverySendOfABurstOnceAndDeliversWhatWasTaken() {
        var centre = centre();
        var box = box(BOX, null);
        int burst = 2_000;
        var counts =
                IntStream.range(0, burst).mapToObj(i -> new AtomicInteger()).toList();

        for (int i = 0; i < burst; i++) {
            int number = i;
            box.link.send(Topics.up(BOX, i % 3 == 0 ? Lane.URGENT : Lane.BLOBS), bytes("tin " + i), sent -> {
                counts.get(number).incrementAndGet();
                box.heard.settled().accept(sent);
            });
        }

        var taken = box.heard.expectSettled(burst).stream()
                .filter(Sent.TAKEN::equals)
                .count();
        assertThat(taken).isEqualTo(burst);
        assertThat(counts).allMatch(count -> count.get() == 1);
        for (int i = 0; i < burst; i++) {
            centre.heard.expectMessage();
        }
        centre.heard.expectNothingMore();
    }

    @Test
    void settlesEverySendOnceWhenTheConnectionBreaksUnderABurst() {
        centre();
        var box = box(BOX, null);
        int burst = 500;

        for (int i = 0; i < burst; i++) {
            box.link.send(TOPIC, new byte[2_000], box.heard.settled());
            if (i == burst / 2) {
                breakConnection(BOX.value());
            }
        }

        box.heard.expectDown();
        assertThat(box.heard.expectSettled(burst)).contains(Sent.LOST);
        box.heard.expectNothingMore();
    }
}
