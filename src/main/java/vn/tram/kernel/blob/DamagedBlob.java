package vn.tram.kernel.blob;

import java.io.IOException;

/** The disk gave other bytes than were stored. The blob was set aside; it must be fetched again from the other end. */
public final class DamagedBlob extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedBlob(BlobName name) {
        super("the stored bytes of blob " + name.hex() + " are damaged");
    }
}
