package vn.tram.kernel.blob;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/** SHA-256 of a blob's bytes: the same bytes have the same name everywhere. */
public record BlobName(Bytes sha256) implements Comparable<BlobName> {
    public BlobName {
        if (sha256.size() != Digest.SIZE) {
            throw new IllegalArgumentException("a blob's name has " + Digest.SIZE + " bytes, not " + sha256.size());
        }
    }

    /** Reads 64 hexadecimal digits; throws {@link IllegalArgumentException} on anything else. */
    public static BlobName ofHex(String hex) {
        return new BlobName(Bytes.ofHex(hex));
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return sha256.hex();
    }

    @Override
    public int compareTo(BlobName other) {
        return sha256.compareTo(other.sha256);
    }

    @Override
    public String toString() {
        return hex();
    }
}
