package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.edge.feeds.FeedRejection;
import vn.tram.edge.sync.FeedTrouble.Fault;
import vn.tram.edge.sync.fakes.FakeCentre;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;

final class FeedGateTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final long HOUR = FeedGate.SHOWN.toMillis();
    private static final FeedBatch BATCH = new FeedBatch(
            "procedures",
            new FeedPosition(3, 0),
            new FeedPosition(3, 1),
            1,
            List.of(new FeedRow("1.000001", 1, Bytes.ofHex("7b7d"))),
            5);

    private final FeedGate gate = new FeedGate(TestKeys.TRUSTED, NOW);

    @Test
    void batchOfTheCityPasses() {
        assertThat(gate.open(FakeCentre.signed(BATCH), NOW)).contains(BATCH);
        assertThat(gate.troubles(NOW)).isEmpty();
        assertThat(gate.hasNews()).isFalse();
    }

    @Test
    void everyChangedByteIsTurnedAwayBeforeItIsRead() {
        var sealed = FakeCentre.signed(BATCH).batch();
        for (int at = 0; at < sealed.body().size(); at++) {
            var body = sealed.body().toArray();
            body[at] ^= 1;
            var forged = new Sealed(sealed.keyId(), sealed.signature(), Bytes.owned(body));
            assertThat(gate.open(new SignedFeed(forged), NOW)).isEmpty();
        }
        for (int size = 0; size < sealed.body().size(); size++) {
            var half =
                    new Sealed(sealed.keyId(), sealed.signature(), sealed.body().first(size));
            assertThat(gate.open(new SignedFeed(half), NOW)).isEmpty();
        }
        assertThat(gate.troubles(NOW)).singleElement().satisfies(trouble -> {
            assertThat(trouble.fault()).isEqualTo(Fault.FEED_SIGNATURE);
            assertThat(trouble.count()).isEqualTo(2L * sealed.body().size());
        });
    }

    @Test
    void strangersSignatureAndOneForAnotherPurposeAreTurnedAway() {
        var bytes = ControlCodec.encode(BATCH);
        for (var sealed : List.of(
                Sealed.seal(Purpose.FEED, bytes, TestKeys.STRANGER),
                Sealed.seal(Purpose.CHECKPOINT, bytes, TestKeys.CITY))) {
            assertThat(gate.open(new SignedFeed(sealed), NOW)).isEmpty();
        }
        assertThat(faults()).containsExactly(Fault.FEED_SIGNATURE);
    }

    @Test
    void whatTheCitySignedAndIsNoBatchIsItsOwnMistake() {
        var ack = ControlCodec.encode(new Ack(1, 2, vn.tram.kernel.journal.Lane.URGENT, 3, 3));
        for (var body : List.of(ack, new byte[] {1, 2, 3})) {
            assertThat(gate.open(new SignedFeed(Sealed.seal(Purpose.FEED, body, TestKeys.CITY)), NOW))
                    .isEmpty();
        }
        assertThat(faults()).containsExactly(Fault.FEED_BAD_ROW);
    }

    @Test
    void withoutAKeyNothingPassesAndItIsToldFromTheStart() {
        var keyless = new FeedGate(KeyRing.NONE, NOW);
        assertThat(keyless.hasNews()).isTrue();
        assertThat(keyless.tell(NOW)).containsExactly(new Trouble("FEED_NO_KEY", ""));
        assertThat(keyless.hasNews()).isFalse();
        assertThat(keyless.open(FakeCentre.signed(BATCH), NOW)).isEmpty();
        assertThat(keyless.troubles(NOW + 100 * HOUR)).hasSize(1);
    }

    @Test
    void bothKeysPassWhileTheCityChangesItsKey() {
        var both = new KeyRing(List.of(TestKeys.CITY.verifyKey(), TestKeys.STRANGER.verifyKey()));
        var changing = new FeedGate(both, NOW);
        var bytes = ControlCodec.encode(BATCH);
        for (var key : List.of(TestKeys.CITY, TestKeys.STRANGER)) {
            assertThat(changing.open(new SignedFeed(Sealed.seal(Purpose.FEED, bytes, key)), NOW))
                    .contains(BATCH);
        }
    }

    @Test
    void oldLifeIsReplayAtOnceAndStaleBatchesOnlyWhenThereAreMany() {
        for (int i = 0; i < FeedGate.STALE_IN_GOOD_FAITH; i++) {
            gate.refused("procedures", FeedRejection.NOT_NEXT, NOW);
        }
        assertThat(gate.troubles(NOW)).isEmpty();
        gate.refused("procedures", FeedRejection.NOT_NEXT, NOW);
        gate.refused("services", FeedRejection.OLD_LIFE, NOW);
        assertThat(gate.tell(NOW))
                .containsExactly(new Trouble("FEED_REPLAYED", "procedures"), new Trouble("FEED_REPLAYED", "services"));
    }

    @Test
    void goodBatchEndsATroubleAnHourAfterItLastHappened() {
        gate.refused("procedures", FeedRejection.BAD_ROW, NOW);
        gate.taken("procedures");
        assertThat(gate.troubles(NOW + HOUR)).hasSize(1);
        assertThat(gate.troubles(NOW + HOUR + 1)).isEmpty();
        gate.refused("procedures", FeedRejection.BAD_ROW, NOW);
        assertThat(gate.troubles(NOW + 100 * HOUR))
                .as("nothing good has come since")
                .hasSize(1);
    }

    private List<Fault> faults() {
        return gate.troubles(NOW).stream().map(FeedTrouble::fault).toList();
    }
}
