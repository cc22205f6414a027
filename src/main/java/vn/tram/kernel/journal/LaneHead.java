package vn.tram.kernel.journal;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/**
 * Where a lane's chain stands.
 *
 * @param lseq of the last entry, 0 when there is none
 * @param hash after that entry; 32 zero bytes when there is none
 */
public record LaneHead(long lseq, Bytes hash) {
    public static final LaneHead START = new LaneHead(0, Bytes.owned(new byte[Digest.SIZE]));
}
