package vn.tram.centre.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.node.net.tls.NodeIdentity;

final class RevokedFileTest {
    private final Instant now = Instant.parse("2027-03-01T08:00:00Z");
    private final TestCity city = new TestCity(now.minus(Duration.ofDays(10)));
    private final NodeIdentity lost = city.box(new BoxId("w00070-1"));
    private final NodeIdentity sound = city.box(new BoxId("w00004-1"));
    private final AtomicInteger writes = new AtomicInteger();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void prepare() {
        file = folder.resolve("revoked.pem");
    }

    /** Each with a time of its own, however fast they follow each other. */
    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(writes.incrementAndGet() * 1_000L));
    }

    private RevokedFile open() throws BadForm {
        return RevokedFile.open(file, List.of(city.issuing().certificate()), now::toEpochMilli);
    }

    @Test
    void onlyWhoIsOnTheListIsRevoked() throws IOException, BadForm {
        write(city.revoked(now, lost));
        var list = open();
        assertThat(list.test(lost.leaf())).isTrue();
        assertThat(list.test(sound.leaf())).isFalse();
        assertThat(list.refresh()).isEmpty();
    }

    @Test
    void serialOfAnotherAuthorityIsNotRevoked() throws IOException, BadForm {
        write(city.revoked(now, lost));
        var other = new TestCity(now);
        assertThat(open().test(other.box(new BoxId("w00070-1")).leaf())).isFalse();
    }

    @Test
    void newListIsReadOnceItIsThere() throws IOException, BadForm {
        write(city.revoked(now));
        var list = open();
        assertThat(list.test(lost.leaf())).isFalse();
        write(city.revoked(now, lost));
        assertThat(list.refresh()).isEmpty();
        assertThat(list.test(lost.leaf())).isTrue();
    }

    @Test
    void badListsKeepTheLastGoodOneAndAreNamed() throws IOException, BadForm {
        write(city.revoked(now, lost));
        var list = open();
        var forged = new TestCity(now);
        var good = city.revoked(now);
        int middle = good.length() / 2;
        var changed = good.substring(0, middle) + (good.charAt(middle) == 'A' ? 'B' : 'A') + good.substring(middle + 1);
        for (var bad :
                List.of("", "no list", forged.revoked(now), changed, city.revoked(now.minusSeconds(60)), good + good)) {
            write(bad);
            assertThat(list.refresh())
                    .as(bad)
                    .hasValueSatisfying(words -> assertThat(words).contains("revoked.pem"));
            assertThat(list.test(lost.leaf())).isTrue();
        }
        Files.delete(file);
        assertThat(list.refresh()).isPresent();
        assertThat(list.test(lost.leaf())).isTrue();

        write(city.revoked(now.plusSeconds(60), sound));
        assertThat(list.refresh()).isEmpty();
        assertThat(list.test(lost.leaf())).isFalse();
        assertThat(list.test(sound.leaf())).isTrue();
    }

    @Test
    void oldListHoldsAndIsNamed() throws IOException, BadForm {
        write(city.revoked(now.minus(Duration.ofDays(31)), lost));
        var list = open();
        assertThat(list.refresh()).hasValueSatisfying(words -> assertThat(words).contains("a newer list was due"));
        assertThat(list.test(lost.leaf())).isTrue();
    }

    @Test
    void startWithoutAUsableListIsRefused() {
        assertThatThrownBy(this::open).isInstanceOf(BadForm.class).hasMessageContaining("cannot read");
    }

    @Test
    void listIsLookedAtThreeTimesAMinuteAndEachTimeSomebodyIsCut() throws IOException, BadForm {
        write(city.revoked(now));
        var timers = new ManualTimers(now);
        var cuts = new AtomicInteger();
        var rung = new ArrayList<String>();
        var watch = new RevocationWatch(open(), cuts::incrementAndGet, rung::add, timers);
        watch.begin();
        timers.advance(RevocationWatch.EVERY);
        assertThat(cuts).hasValue(1);
        assertThat(rung).isEmpty();

        write("broken");
        timers.advance(RevocationWatch.EVERY);
        assertThat(cuts).hasValue(2);
        assertThat(rung).hasSize(1);

        watch.end();
        timers.advance(Duration.ofMinutes(10));
        assertThat(cuts).hasValue(2);
    }
}
