package vn.tram.node.net.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;

/**
 * A node's identity in generations: folders {@code 1}, {@code 2}, ... with {@code key.pem}, {@code cert.pem} (of the
 * node) and {@code chain.pem} (of who vouches for it), for the process's user alone. A generation whose parts do not
 * fit is passed over. A new one is tried first; the ones before it stay until it has carried a session, and are tried
 * in turn meanwhile. Any thread; blocks on the disk.
 */
public final class IdentityFiles implements Identities {
    private static final String KEY = "key.pem";
    private static final String CERTIFICATE = "cert.pem";
    private static final String CHAIN = "chain.pem";

    /** A folder under this name is a generation that was not finished. */
    private static final String DRAFT = "new";

    private final Path folder;
    private final Collection<X509Certificate> anchors;
    private final Dates dates;
    private final Predicate<X509Certificate> ours;
    private final Consumer<String> trouble;
    private final Set<String> told = new HashSet<>();
    private int tries;
    private Optional<Integer> given = Optional.empty();

    private record Generation(int number, NodeIdentity identity) {}

    /**
     * @param folder of the generations; need not be there yet
     * @param anchors who vouches for the servers that this node meets
     * @param dates by which they are judged
     * @param ours whether a certificate is about this very node
     * @param trouble hears once of each generation that cannot be used, and why
     */
    public IdentityFiles(
            Path folder,
            Collection<X509Certificate> anchors,
            Dates dates,
            Predicate<X509Certificate> ours,
            Consumer<String> trouble) {
        this.folder = folder;
        this.anchors = List.copyOf(anchors);
        this.dates = dates;
        this.ours = ours;
        this.trouble = trouble;
    }

    @Override
    public synchronized SSLContext next() throws IOException {
        var usable = usable();
        if (usable.isEmpty()) {
            throw new IOException("this node has no certificate that can be used in " + folder);
        }
        var chosen = usable.get(tries++ % usable.size());
        given = Optional.of(chosen.number);
        var identity = chosen.identity;
        return TlsContexts.of(identity, PeerTrust.inServers(anchors, dates.notBefore(identity.chain())));
    }

    @Override
    public synchronized void worked() {
        tries = 0;
        try {
            var numbers = numbers();
            if (!numbers.isEmpty() && given.equals(Optional.of(numbers.get(0)))) {
                for (var older : numbers.subList(1, numbers.size())) {
                    remove(folder.resolve(older.toString()));
                }
            }
        } catch (IOException left) {
            trouble.accept("an identity that is over is still in " + folder + ": " + left.getMessage());
        }
    }

    /** The newest one that can be used; empty when there is none. */
    public synchronized Optional<NodeIdentity> newest() throws StoreFailure {
        try {
            return usable().stream().findFirst().map(Generation::identity);
        } catch (IOException unreadable) {
            throw new StoreFailure("the identities in " + folder, unreadable);
        }
    }

    /** Adds a generation, which the next connection tries; whole or not at all, also when the power goes. */
    public synchronized void add(NodeIdentity identity) throws StoreFailure {
        if (!ours.test(identity.leaf())) {
            throw new StoreFailure(identity + " is not about this node");
        }
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder, owner);
            var numbers = numbers();
            var draft = folder.resolve(DRAFT);
            remove(draft);
            Files.createDirectory(draft, owner);
            var chain = identity.chain();
            write(draft.resolve(KEY), PemText.of(identity.key()));
            write(draft.resolve(CERTIFICATE), PemText.of(chain.subList(0, 1)));
            write(draft.resolve(CHAIN), PemText.of(chain.subList(1, chain.size())));
            sync(draft);
            int number = numbers.isEmpty() ? 1 : numbers.get(0) + 1;
            Files.move(draft, folder.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
            tries = 0;
        } catch (IOException failed) {
            throw new StoreFailure("a new identity in " + folder, failed);
        }
    }

    /** Removes the generations before the newest ones; what cannot be removed stays. */
    public synchronized void keepNewest(int most) {
        try {
            var numbers = numbers();
            for (var older : numbers.subList(Math.min(most, numbers.size()), numbers.size())) {
                remove(folder.resolve(older.toString()));
            }
        } catch (IOException left) {
            trouble.accept("an identity that is over is still in " + folder + ": " + left.getMessage());
        }
    }

    /** What can be used, newest first. */
    private List<Generation> usable() throws IOException {
        var all = new ArrayList<Generation>();
        for (var number : numbers()) {
            var place = folder.resolve(number.toString());
            try {
                all.add(new Generation(number, read(place)));
            } catch (BadForm | IOException unusable) {
                var why = "the identity in " + place + " is not used: " + unusable.getMessage();
                if (told.add(why)) {
                    trouble.accept(why);
                }
            }
        }
        return all;
    }

    private NodeIdentity read(Path place) throws BadForm, IOException {
        var chain = new ArrayList<X509Certificate>(PemText.certificates(text(place.resolve(CERTIFICATE))));
        if (chain.size() != 1) {
            throw new BadForm("there must be one certificate in " + CERTIFICATE);
        }
        var leaf = chain.get(0);
        if (!leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())) {
            chain.addAll(PemText.certificates(text(place.resolve(CHAIN))));
        }
        var identity = NodeIdentity.of(PemText.key(text(place.resolve(KEY))), chain);
        if (!ours.test(identity.leaf())) {
            throw new BadForm(identity + " is not about this node");
        }
        return identity;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > PemText.MAX_CHARS) {
            throw new IOException(file.getFileName() + " is too long");
        }
        return Files.readString(file, US_ASCII);
    }

    private List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[1-9]\\d{0,8}"))
                    .map(Integer::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var open = FileChannel.open(folder)) {
            open.force(true);
        }
    }

    private static void remove(Path generation) throws IOException {
        if (Files.isDirectory(generation)) {
            try (var files = Files.list(generation)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(generation);
        }
    }
}
