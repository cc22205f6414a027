package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.wire.Link.Sent;

class MemoryLinkTest extends LinkContractTest {
    private static final BoxId BOX = new BoxId("w00070-1");

    private final ManualTimers timers = new ManualTimers(Instant.parse("2026-11-23T00:30:00Z"));
    private final LoopbackBroker broker = new LoopbackBroker(timers);

    @Override
    protected Link link(String clientId) {
        return broker.link();
    }

    @Override
    protected void breakConnection(String clientId) {
        broker.breakConnection(clientId);
    }

    @Override
    protected void killBroker() {
        broker.stop();
    }

    @Override
    protected void startBroker() {
        broker.start();
    }

    @Override
    protected boolean tellsNobody() {
        return true;
    }

    @Override
    protected Recorder.Patience patience() {
        return () -> {
            timers.advance(Duration.ofSeconds(1));
            return Duration.ZERO;
        };
    }

    private Recorder open(Link link, String clientId, String filter) {
        var heard = new Recorder(patience());
        link.open(new Link.Session(clientId, List.of(filter), null), heard);
        heard.expectUp();
        return heard;
    }

    @Test
    void wireMayLoseOrDoubleWhatTheTestChooses() {
        var centre = open(broker.link(), Topics.CENTRE, Topics.ALL_UP);
        var link = broker.link();
        var box = open(link, BOX.value(), Topics.down(BOX));

        broker.drop(message -> message.payload().size() == 1);
        link.send(Topics.up(BOX, Lane.URGENT), new byte[1], box.settled());
        box.expectSettled(Sent.TAKEN);
        broker.duplicate(message -> message.payload().size() == 2);
        link.send(Topics.up(BOX, Lane.URGENT), new byte[2], box.settled());

        assertThat(centre.expectMessage().payload().size()).isEqualTo(2);
        assertThat(centre.expectMessage().payload().size()).isEqualTo(2);
        centre.expectNothingMore();
    }

    @Test
    void cutClientCannotReturnUntilHealed() {
        var link = broker.link();
        var box = open(link, BOX.value(), Topics.down(BOX));

        broker.cut(BOX.value());
        box.expectDown();
        link.open(new Link.Session(BOX.value(), List.of(), null), box);
        box.expectDown();
        broker.heal(BOX.value());
        link.open(new Link.Session(BOX.value(), List.of(), null), box);

        box.expectUp();
    }

    @Test
    void filtersMatchAsInMqtt() {
        assertThat(LoopbackBroker.matches(Topics.ALL_UP, Topics.up(BOX, Lane.BLOBS)))
                .isTrue();
        assertThat(LoopbackBroker.matches("tram/1/up/#", Topics.gone(BOX))).isTrue();
        assertThat(LoopbackBroker.matches(Topics.ALL_UP, Topics.down(BOX))).isFalse();
        assertThat(LoopbackBroker.matches("tram/1/up/+", Topics.up(BOX, Lane.BLOBS)))
                .isFalse();
        assertThat(LoopbackBroker.matches(Topics.down(BOX) + "/x", Topics.down(BOX)))
                .isFalse();
    }
}
