package vn.tram.centre.net.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import vn.tram.kernel.base.BadForm;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PemText;

/**
 * The door as the files make it that the centre's settings name.
 *
 * @param revoked the list that is looked at again and again; empty when none is named
 */
public record DoorFiles(Door door, Optional<RevokedFile> revoked) {
    /** What can be read out of a text. */
    private interface Reading<T> {
        T of(String text) throws BadForm;
    }

    /**
     * @param certificate the broker's, with those that vouch for it
     * @param key of that certificate
     * @param issuers the authorities that issue certificates of boxes
     * @param revoked list of certificates taken back; empty path: none
     * @param clock milliseconds UTC
     * @throws BadForm naming the setting, the file and what is wrong with it
     */
    public static DoorFiles read(Path certificate, Path key, Path issuers, Path revoked, LongSupplier clock)
            throws BadForm {
        var secret = used("broker.key", key, PemText::key);
        var broker =
                used("broker.certificate", certificate, text -> NodeIdentity.of(secret, PemText.certificates(text)));
        var authorities = used("broker.ca", issuers, PemText::certificates);
        if (revoked.toString().isEmpty()) {
            Predicate<X509Certificate> none = shown -> false;
            return new DoorFiles(new Door(broker, authorities, none, clock), Optional.empty());
        }
        try {
            var list = RevokedFile.open(revoked, authorities, clock);
            return new DoorFiles(new Door(broker, authorities, list, clock), Optional.of(list));
        } catch (BadForm wrong) {
            throw new BadForm("broker.revoked: " + wrong.getMessage(), wrong);
        }
    }

    private static <T> T used(String setting, Path file, Reading<T> reading) throws BadForm {
        try {
            return reading.of(Files.readString(file));
        } catch (IOException unreadable) {
            throw new BadForm(setting + "=" + file + ": it cannot be read", unreadable);
        } catch (BadForm wrong) {
            throw new BadForm(setting + "=" + file + ": " + wrong.getMessage(), wrong);
        }
    }
}
