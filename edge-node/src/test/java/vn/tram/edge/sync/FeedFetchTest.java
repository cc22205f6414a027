package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

class FeedFetchTest {
    private static final String FEED = "procedures";

    private final LineRig rig = new LineRig();

    @Test
    void everyConnectionBeginsByAskingForWhatIsNew() {
        rig.feeds.put("ward-00070", new FeedPosition(9, 3));
        rig.started();
        assertThat(rig.centre.fetches)
                .containsExactlyInAnyOrder(
                        new FeedFetch(FEED, new FeedPosition(0, 0)),
                        new FeedFetch("ward-00070", new FeedPosition(9, 3)));
    }

    @Test
    void longFeedIsFetchedPageByPage() {
        rig.started();
        sends(0, 200, 464);
        assertThat(last()).isEqualTo(new FeedFetch(FEED, new FeedPosition(9, 200)));
        sends(200, 400, 464);
        assertThat(last()).isEqualTo(new FeedFetch(FEED, new FeedPosition(9, 400)));
        sends(400, 464, 464);
        assertThat(last()).as("tells what it has").isEqualTo(new FeedFetch(FEED, new FeedPosition(9, 464)));
        int before = rig.centre.fetches.size();
        nothingBehind(464);
        rig.pass(Duration.ofMinutes(30));
        assertThat(rig.centre.fetches).as("whole: nothing more to ask").hasSize(before);
        assertThat(rig.feeds).containsEntry(FEED, new FeedPosition(9, 464));
    }

    @Test
    void hintOfSomethingNewIsFollowedAndOfSomethingOldIsNot() {
        rig.started();
        sends(0, 464, 464);
        nothingBehind(464);
        int before = rig.centre.fetches.size();
        rig.centre.say(new FeedHint(FEED, new FeedPosition(9, 464)));
        rig.centre.say(new FeedHint("somebody-elses", new FeedPosition(9, 464)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.fetches).hasSize(before);
        rig.centre.say(new FeedHint(FEED, new FeedPosition(9, 465)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(last()).isEqualTo(new FeedFetch(FEED, new FeedPosition(9, 464)));
        nothingBehind(464);
        rig.centre.say(new FeedHint(FEED, new FeedPosition(10, 1)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.fetches).hasSize(before + 2);
    }

    /** The centre answers a hello with hints too: the whole list of procedures came twice at a first connection. */
    @Test
    void hintWhileTheAnswerIsAwaitedAsksNothingTwice() {
        rig.started();
        rig.centre.say(new FeedHint(FEED, new FeedPosition(9, 464)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.centre.fetches).hasSize(1);
        sends(0, 464, 464);
        rig.centre.say(new FeedHint(FEED, new FeedPosition(9, 465)));
        rig.pass(Duration.ofSeconds(1));
        assertThat(last()).isEqualTo(new FeedFetch(FEED, new FeedPosition(9, 464)));
    }

    @Test
    void lostAnswerIsAskedForAgain() {
        rig.started();
        assertThat(rig.centre.fetches).hasSize(1);
        rig.pass(Duration.ofSeconds(22));
        assertThat(rig.centre.fetches).hasSize(2);
        sends(0, 464, 464);
        nothingBehind(464);
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.centre.fetches).hasSize(3);
    }

    @Test
    void rowThatCannotBeTakenDoesNotMakeTheBoxAskForEverAtFullSpeed() {
        rig.refusesBatches = true;
        rig.started();
        int answered = 0;
        for (int second = 0; second < 7_200; second++) {
            while (answered < rig.centre.fetches.size()) {
                answered++;
                sends(0, 200, 464);
            }
            rig.pass(Duration.ofSeconds(1));
        }
        assertThat(rig.batches.size()).as("a quarter megabyte each").isBetween(5, 20);
        rig.refusesBatches = false;
        rig.centre.say(new FeedHint(FEED, new FeedPosition(9, 465)));
        rig.pass(Duration.ofSeconds(1));
        sends(0, 465, 465);
        assertThat(rig.feeds).as("the mended row is fetched at once").containsEntry(FEED, new FeedPosition(9, 465));
    }

    @Test
    void feedsAreFetchedWhileABacklogDrains() {
        rig.write(Lane.URGENT, 2_000);
        rig.started();
        sends(0, 464, 464);
        rig.pass(Duration.ofSeconds(10));
        assertThat(rig.feeds).containsEntry(FEED, new FeedPosition(9, 464));
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(2_000);
    }

    private FeedFetch last() {
        return rig.centre.fetches.get(rig.centre.fetches.size() - 1);
    }

    private void nothingBehind(long position) {
        var there = new FeedPosition(9, position);
        rig.centre.say(new FeedBatch(FEED, there, there, position, List.of()));
        rig.pass(Duration.ofMillis(20));
    }

    private void sends(long from, long upTo, long head) {
        var row = new FeedRow("k" + upTo, upTo, vn.tram.kernel.base.Bytes.ofHex("7b7d"));
        rig.centre.say(new FeedBatch(FEED, new FeedPosition(9, from), new FeedPosition(9, upTo), head, List.of(row)));
        rig.pass(Duration.ofMillis(20));
    }
}
