package vn.tram.edge.store.pins;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import vn.tram.edge.staff.PinHashes;
import vn.tram.kernel.base.Bytes;

/**
 * {@link PinHashes} by Argon2id (RFC 9106) over the PIN's HMAC under a pepper: who has the database alone can try
 * nothing, who has the pepper too needs some tenths of a second for each PIN. One is computed at a time, so that memory
 * stays bounded however many people sign in.
 */
public final class Argon2Pins implements PinHashes {
    /** 19 MiB twice over: what OWASP's cheat sheet of 2025 asks for at least. */
    static final Cost USUAL = new Cost(19 * 1024, 2);

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final String MAC = "HmacSHA256";
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([^$]{22})\\$([^$]{43})");

    /** @param kibibytes of memory; {@code rounds} over it */
    record Cost(int kibibytes, int rounds) {
        /** A hash from a damaged database must not ask for more than the box has. */
        private static final int MOST_KIBIBYTES = 64 * 1024;

        private static final int MOST_ROUNDS = 10;

        Cost {
            if (kibibytes < 8 || kibibytes > MOST_KIBIBYTES || rounds < 1 || rounds > MOST_ROUNDS) {
                throw new IllegalArgumentException("cost " + kibibytes + " KiB, " + rounds + " rounds");
            }
        }
    }

    private final Bytes pepper;
    private final Cost cost;
    private final SecureRandom random;
    private final Semaphore turn = new Semaphore(1, true);
    private final String nobody;

    /** With the system's own randomness. */
    public static Argon2Pins under(Bytes pepper) {
        return new Argon2Pins(pepper, new SecureRandom());
    }

    /** @param pepper a secret of this box, kept outside its database; 32 bytes */
    public Argon2Pins(Bytes pepper, SecureRandom random) {
        this(pepper, USUAL, random);
    }

    Argon2Pins(Bytes pepper, Cost cost, SecureRandom random) {
        if (pepper.size() < HASH) {
            throw new IllegalArgumentException("a pepper has " + HASH + " bytes at least");
        }
        this.pepper = pepper;
        this.cost = cost;
        this.random = random;
        this.nobody = text(cost, new byte[SALT], new byte[HASH]);
    }

    @Override
    public String make(String pin) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return text(cost, salt, hash(pin, salt, cost));
    }

    @Override
    public boolean holds(String pin, String hash) {
        var form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        try {
            var told = new Cost(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
            var salt = Base64.getDecoder().decode(form.group(3));
            var right = Base64.getDecoder().decode(form.group(4));
            return MessageDigest.isEqual(right, hash(pin, salt, told));
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    @Override
    public void pretend(String pin) {
        if (holds(pin, nobody)) {
            throw new AssertionError("a hash of nothing but zeros was met");
        }
    }

    private byte[] hash(String pin, byte[] salt, Cost by) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(by.kibibytes)
                .withIterations(by.rounds)
                .withParallelism(1)
                .withSalt(salt)
                .build();
        var hash = new byte[HASH];
        turn.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(peppered(pin), hash);
        } finally {
            turn.release();
        }
        return hash;
    }

    private byte[] peppered(String pin) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(pepper.toArray(), MAC));
            return mac.doFinal(pin.getBytes(US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has " + MAC, impossible);
        }
    }

    private static String text(Cost cost, byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.kibibytes + ",t=" + cost.rounds + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }
}
