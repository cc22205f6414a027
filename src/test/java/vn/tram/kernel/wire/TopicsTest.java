package vn.tram.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;

class TopicsTest {
    private static final BoxId BOX = new BoxId("w00070-1");

    @Test
    void boxSpeaksOnItsOwnLanesAndGoodbyeAlone() {
        assertThat(Topics.mayPublish(BOX, Topics.up(BOX, Lane.CONTROL))).isTrue();
        assertThat(Topics.mayPublish(BOX, Topics.gone(BOX))).isTrue();

        assertThat(Topics.mayPublish(BOX, Topics.up(new BoxId("w00070-2"), Lane.CONTROL)))
                .isFalse();
        assertThat(Topics.mayPublish(BOX, Topics.down(BOX))).isFalse();
        assertThat(Topics.mayPublish(BOX, "tram/1/up/w00070-1/99")).isFalse();
        assertThat(Topics.mayPublish(BOX, "tram/1/up/w00070-1/0/0")).isFalse();
        assertThat(Topics.mayPublish(BOX, "tram/1/up/w00070-1")).isFalse();
    }

    @Test
    void boxHearsWhatIsSaidToItAlone() {
        assertThat(Topics.maySubscribe(BOX, Topics.down(BOX))).isTrue();

        assertThat(Topics.maySubscribe(BOX, "tram/1/down/+")).isFalse();
        assertThat(Topics.maySubscribe(BOX, "#")).isFalse();
        assertThat(Topics.maySubscribe(BOX, Topics.ALL_UP)).isFalse();
    }

    @Test
    void upwardTopicsAreReadAsTheyAreWritten() {
        assertThat(Topics.parseUp(Topics.up(BOX, Lane.BLOBS))).contains(new Topics.Up(BOX, Lane.BLOBS.number()));
        assertThat(Topics.parseUp(Topics.gone(BOX)).orElseThrow().gone()).isTrue();
        assertThat(Topics.parseUp(Topics.down(BOX))).isEmpty();
        assertThat(Topics.parseUp("tram/1/up/W!/1")).isEmpty();
    }
}
