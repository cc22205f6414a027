package vn.tram.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/** The hash chain is evidence: its values never change. The figure below was computed outside this software. */
class ChainGoldenTest {
    private static final Bytes BODY = Bytes.ofHex("a2011951c8021841");
    private static final Bytes SALT = Bytes.ofHex("00112233445566778899aabbccddeeff");
    private static final Entry PLAIN =
            new Entry(0x0102030405060708L, 9, Lane.URGENT, 7, 2, 1, 1_795_309_500_000L, Bytes.EMPTY, BODY);

    @Test
    void chainValueOfAnEntryNeverChanges() {
        assertThat(PLAIN.hashAfter(LaneHead.START.hash()).hex())
                .isEqualTo("8496e1ec740e27469da83836959b12888ab3cdc278d58d444cbcc0b040ca641c");
    }

    @Test
    void chainValueIsTheDigestOfPreviousHeaderAndContent() {
        var header = "0102030405060708" // epoch
                + "0000000000000009" // lsn
                + "01" // lane
                + "0000000000000007" // lseq
                + "00000002" // type
                + "0001" // version
                + "000001a2008f5a60"; // at
        var content = Digest.of(SALT.toArray(), BODY.toArray());
        var previous = Digest.of(new byte[] {5});
        var entry = new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 2, 1, 0x1a2008f5a60L, SALT, BODY);
        assertThat(entry.hashAfter(previous))
                .isEqualTo(Digest.of(previous.toArray(), Bytes.ofHex(header).toArray(), content.toArray()));
    }

    @Test
    void anyChangedPartChangesTheChain() {
        var start = LaneHead.START.hash();
        var hash = PLAIN.hashAfter(start);
        assertThat(PLAIN.hashAfter(hash)).isNotEqualTo(hash);
        for (var other : new Entry[] {
            new Entry(1, 9, Lane.URGENT, 7, 2, 1, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 10, Lane.URGENT, 7, 2, 1, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.RECORDS, 7, 2, 1, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 8, 2, 1, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 3, 1, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 2, 2, PLAIN.at(), Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 2, 1, PLAIN.at() + 1, Bytes.EMPTY, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 2, 1, PLAIN.at(), SALT, BODY),
            new Entry(PLAIN.epoch(), 9, Lane.URGENT, 7, 2, 1, PLAIN.at(), Bytes.EMPTY, Bytes.EMPTY)
        }) {
            assertThat(other.hashAfter(start)).as(other.toString()).isNotEqualTo(hash);
        }
    }

    @Test
    void versionThatTheChainCannotTellApartIsRefused() {
        assertThatThrownBy(() -> new Entry(1, 1, Lane.URGENT, 1, 2, 65_537, 1, Bytes.EMPTY, BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
