package vn.tram.kernel.trust;

import vn.tram.kernel.base.Bytes;

/** Whoever holds the private half of a key. Any thread. */
public interface Signer {
    /** The public half, by which others judge. */
    VerifyKey verifyKey();

    /** The 64 bytes of a signature over these bytes; the same each time. */
    Bytes sign(byte[] message);
}
