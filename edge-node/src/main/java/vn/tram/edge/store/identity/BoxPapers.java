package vn.tram.edge.store.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import vn.tram.edge.enrol.IdentityShelf;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.store.WholeFile;
import vn.tram.node.store.WholeFile.Readers;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.KeyWords;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.RenewRequest;

/**
 * The box's keys and certificates in its data folder. A key lies on the disk before anybody is asked for its
 * certificate, so a lost answer is fetched again by the very same request.
 */
public final class BoxPapers implements IdentityShelf {
    /** The request that waits for an answer (base64), and below it its key. */
    private static final String WAITING = "identity-asked.pem";

    /** Without certificates on this machine alone: with any other address the box would not start any more. */
    private static final Pattern BROKER =
            Pattern.compile("(ssl://[A-Za-z0-9.\\-\\[\\]:]{1,200}|tcp://(127\\.0\\.0\\.1|localhost)):[1-9][0-9]{0,4}");

    private final Path data;
    private final BoxId box;
    private final LongSupplier now;
    private final IdentityFiles files;
    private final CityFiles city;

    /**
     * @param identity folder of the generations
     * @param now epoch milliseconds, never before this software was made
     * @param trouble hears of generations that cannot be used
     */
    public BoxPapers(Path data, Path identity, BoxId box, LongSupplier now, Consumer<String> trouble) {
        this.data = data;
        this.box = box;
        this.now = now;
        this.files = new IdentityFiles(
                identity,
                List.of(),
                new Dates(now, Long.MIN_VALUE),
                certificate -> Certificates.boxOf(certificate).equals(Optional.of(box)),
                trouble);
        this.city = new CityFiles(data);
    }

    @Override
    public Optional<Identity> current() throws StoreFailure {
        var newest = files.newest();
        if (newest.isEmpty() || !city.known()) {
            return Optional.empty();
        }
        try {
            return Optional.of(identity(newest.get().leaf(), city.centre()));
        } catch (IOException | BadForm damaged) {
            throw new StoreFailure("what the city told is damaged in " + data, damaged);
        }
    }

    /** The newest identity with its key. */
    Optional<NodeIdentity> identity() throws StoreFailure {
        return files.newest();
    }

    /** The root that the city told; empty before it told any. */
    Optional<X509Certificate> root() throws StoreFailure {
        try {
            return city.known() ? Optional.of(city.root()) : Optional.empty();
        } catch (IOException | BadForm damaged) {
            throw new StoreFailure("what the city told is damaged in " + data, damaged);
        }
    }

    private Identity identity(X509Certificate leaf, String centre) throws IOException, BadForm {
        return new Identity(
                millis(leaf.getNotBefore().toInstant()),
                millis(leaf.getNotAfter().toInstant()),
                KeyWords.of(leaf.getPublicKey()),
                centre,
                city.keys());
    }

    private static long millis(Instant moment) {
        return moment.toEpochMilli();
    }

    private record Asked(Bytes request, PrivateKey key) {}

    private Asked asked() throws StoreFailure {
        var file = data.resolve(WAITING);
        try {
            if (!Files.exists(file)) {
                var made = EcKeys.node();
                var request = CertificateRequest.make(made, box.value());
                var line = Base64.getEncoder().encodeToString(request.toArray());
                Files.createDirectories(data);
                WholeFile.write(file, line + "\n" + Pem.of(made.getPrivate()), Readers.OWNER);
            }
            var text = Files.readString(file, US_ASCII);
            int end = text.indexOf('\n');
            if (end < 0) {
                throw new BadForm("it has one line only");
            }
            return new Asked(
                    Bytes.owned(Base64.getDecoder().decode(text.substring(0, end))), Pem.key(text.substring(end + 1)));
        } catch (IOException | BadForm | IllegalArgumentException damaged) {
            throw new StoreFailure("the key that waits for its certificate, " + file, damaged);
        }
    }

    @Override
    public Bytes request() throws StoreFailure {
        return asked().request();
    }

    @Override
    public RenewRequest renewal() throws StoreFailure {
        var newest = files.newest().orElseThrow(() -> new StoreFailure("there is no certificate to renew"));
        return RenewRequest.of(newest.key(), newest.leaf(), asked().request());
    }

    @Override
    public Identity take(Granted granted, String centre) throws StoreFailure, BadForm {
        var asked = asked();
        var chain = Pem.certificates(granted.chain());
        var made = NodeIdentity.of(asked.key(), chain);
        judge(granted, chain);
        try {
            city.keep(granted, centre);
            files.add(made);
            Files.deleteIfExists(data.resolve(WAITING));
            return identity(made.leaf(), centre);
        } catch (IOException failed) {
            throw new StoreFailure("keeping the identity in " + data, failed);
        }
    }

    private void judge(Granted granted, List<X509Certificate> chain) throws BadForm {
        var leaf = chain.get(0);
        if (!Certificates.boxOf(leaf).equals(Optional.of(box))) {
            throw new BadForm("the certificate is not about " + box);
        }
        var top = chain.get(chain.size() - 1);
        if (Pem.certificates(granted.anchors()).stream().noneMatch(root -> vouches(root, top))) {
            throw new BadForm("no root of the city vouches for the certificate");
        }
        if (millis(leaf.getNotAfter().toInstant()) <= now.getAsLong()) {
            throw new BadForm("the certificate has ended by this machine's clock");
        }
        CityFiles.keys(granted.cityKeys());
        if (!BROKER.matcher(granted.broker()).matches()) {
            throw new BadForm("the address of the line is none: " + granted.broker());
        }
    }

    static boolean vouches(X509Certificate root, X509Certificate below) {
        try {
            below.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
