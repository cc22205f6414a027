package vn.tram.centre.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.tls.Dates;

/** A box that reaches out for another ward's topics: refused by the real broker, and the city hears of it. */
@Timeout(120)
final class TrespassTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final BoxId STRANGER = new BoxId("w99999-1");

    private final TestCity city = new TestCity();
    private final AtomicLong millis = new AtomicLong();
    private final BlockingQueue<ReportTrouble> rung = new LinkedBlockingQueue<>();
    private final Trespasses bell = new Trespasses(box -> !box.equals(STRANGER), millis::get, rung::add);
    private final List<SystemPlatform> platforms = new ArrayList<>();
    private final EmbeddedBroker broker = new EmbeddedBroker(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), city.door(any -> false), bell);

    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.artemis")).setLevel(Level.OFF);
    }

    @AfterAll
    static void unhush() {
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.artemis")).setLevel(null);
    }

    @BeforeEach
    void start() throws BrokerFailure {
        broker.start();
    }

    @AfterEach
    void stop() {
        platforms.forEach(SystemPlatform::close);
        broker.close();
    }

    private Link link() {
        var platform = new SystemPlatform("line-test", bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        platforms.add(platform);
        return new PahoLink(
                broker.boxes(),
                city.credentials(city.box(BOX), new Dates(System::currentTimeMillis, 0)),
                PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private Recorder opened(Link link, String name, String filter) {
        var heard = new Recorder(() -> Duration.ofSeconds(20));
        link.open(new Link.Session(name, List.of(filter), null), heard);
        return heard;
    }

    private ReportTrouble heard() throws InterruptedException {
        var first = rung.poll(20, TimeUnit.SECONDS);
        if (first == null) {
            throw new AssertionFailedError("nobody rang");
        }
        return first;
    }

    private static void assertTells(ReportTrouble trouble, String what) {
        assertThat(trouble.code()).isEqualTo(AlarmCode.TRESPASS);
        assertThat(trouble.scope()).isEqualTo(BOX.value());
        assertThat(trouble.detail()).contains(what);
    }

    @Test
    void boxThatSpeaksForAnotherRingsAndOneThatKeepsToItselfDoesNot() throws Exception {
        var link = link();
        opened(link, BOX.value(), Topics.down(BOX)).expectUp();
        link.send(Topics.up(BOX, Lane.URGENT), new byte[] {1}, sent -> {});
        link.send(Topics.gone(BOX), new byte[0], sent -> {});
        link.send(Topics.up(OTHER, Lane.URGENT), new byte[] {1}, sent -> {});
        assertTells(heard(), "asks for " + Topics.up(OTHER, Lane.URGENT));
        assertThat(rung).isEmpty();
    }

    @Test
    void boxThatListensToAnotherRings() throws Exception {
        opened(link(), BOX.value(), Topics.down(OTHER));
        assertTells(heard(), "asks for " + Topics.down(OTHER));
    }

    @Test
    void boxThatListensToAllRings() throws Exception {
        opened(link(), BOX.value(), Topics.ALL_UP);
        assertTells(heard(), "asks for " + Topics.ALL_UP);
    }

    @Test
    void boxThatCallsItselfByAnotherNameRingsUnderItsOwn() throws Exception {
        for (var name : List.of(OTHER.value(), Topics.CENTRE)) {
            opened(link(), name, Topics.down(OTHER)).expectDown();
            assertTells(heard(), "calls itself " + name);
            millis.addAndGet(60_000);
        }
    }

    @Test
    void oneBoxRingsOnceAMinuteHoweverOftenItTries() {
        for (int i = 0; i < 1_000; i++) {
            bell.tried(BOX, "speaks on topic " + i);
            bell.tried(OTHER, "speaks on topic " + i);
        }
        assertThat(rung).hasSize(2);
        millis.addAndGet(60_000);
        bell.tried(BOX, "speaks again");
        assertThat(rung).hasSize(3);
    }

    @Test
    void detailIsShortAndPlainAndAStrangerFillsNoTable() throws InterruptedException {
        bell.tried(STRANGER, "speaks on a\nb\u001b[31m" + "x".repeat(60_000));
        var trouble = heard();
        assertThat(trouble.scope()).isEmpty();
        assertThat(trouble.detail()).startsWith("w99999-1 speaks on a?b?[31m").hasSizeLessThan(200);
    }
}
