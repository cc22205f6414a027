package vn.tram.kernel.wire;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.journal.Lane;

/**
 * Which entries a frame says to hold. Nothing of it is checked beyond its form: who acts on it must not take it for
 * more than a claim.
 *
 * @param lastLseq of its last entry
 */
public record FramePlace(BoxId box, long epoch, Lane lane, long lastLseq) {
    /** Reads the head of a frame and leaves the entries packed: a hundredth of the work of reading it whole. */
    public static FramePlace of(byte[] frame) throws BadForm {
        var fields = Cbor.decode(frame);
        int count = fields.number(6, 1, Frame.MAX_ENTRIES);
        long first = fields.number(5);
        if (first < 1 || first > Long.MAX_VALUE - count) {
            throw new BadForm("a frame begins at entry " + first);
        }
        try {
            return new FramePlace(
                    new BoxId(fields.text(2)), fields.number(3), Lane.of(fields.number(4)), first + count - 1);
        } catch (IllegalArgumentException notABox) {
            throw new BadForm("frame: " + notABox.getMessage(), notABox);
        }
    }
}
