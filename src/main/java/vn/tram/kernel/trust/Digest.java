package vn.tram.kernel.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vn.tram.kernel.base.Bytes;

/** SHA-256 (FIPS 180-4), which names blobs and chains entries. Any thread. */
public final class Digest {
    public static final int SIZE = 32;

    /** Nothing is ever added to it; a copy is made faster than the providers are asked. */
    private static final MessageDigest EMPTY = made();

    private Digest() {}

    /** A fresh accumulator; not thread-safe. */
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException another) {
            return made();
        }
    }

    private static MessageDigest made() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** Digest of the parts one after the other. */
    public static Bytes of(byte[]... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part);
        }
        return Bytes.owned(digest.digest());
    }
}
