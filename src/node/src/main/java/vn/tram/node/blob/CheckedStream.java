package vn.tram.node.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.DamagedBlob;
import vn.tram.kernel.trust.Digest;

/** Reads a blob's file; tells the end only when the bytes were those of the name. One thread. */
final class CheckedStream extends InputStream {
    private final InputStream file;
    private final BlobName name;
    private final Consumer<BlobName> whenDamaged;
    private final MessageDigest digest = Digest.sha256();
    private boolean ended;

    CheckedStream(InputStream file, BlobName name, Consumer<BlobName> whenDamaged) {
        this.file = file;
        this.name = name;
        this.whenDamaged = whenDamaged;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = file.read(target, offset, length);
        if (read >= 0) {
            digest.update(target, offset, read);
        } else if (!ended) {
            if (!Bytes.owned(digest.digest()).equals(name.sha256())) {
                whenDamaged.accept(name);
                throw new DamagedBlob(name);
            }
            ended = true;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
