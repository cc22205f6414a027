package vn.tram.provisioning.ca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.security.auth.login.LoginException;
import vn.tram.kernel.base.BadForm;

/**
 * A token of PKCS 11 that keeps the key of an issuing authority: it makes the key, signs with it and never gives it
 * out. Reached by the JDK's own provider, which is installed behind all others, so that only its own keys come to it.
 * Any thread.
 */
public final class KeyToken {
    /** Name of the key in the token. */
    public static final String ALIAS = "tram-issuing";

    /** What a key that is made there must be like. */
    private static final String ATTRIBUTES =
            "attributes(generate, CKO_PRIVATE_KEY, CKK_EC) = { CKA_SENSITIVE = true CKA_EXTRACTABLE = false }";

    private final Provider provider;
    private final KeyStore store;

    private KeyToken(Provider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    /**
     * Where a token is.
     *
     * @param library of its maker
     * @param slot number of the slot, as the maker's tool shows it
     * @param pin file with the user's PIN
     */
    public record Place(Path library, long slot, Path pin) {
        @Override
        public String toString() {
            return "the token in slot " + slot + " of " + library;
        }
    }

    /**
     * Opens the token by its PIN, once: a token counts wrong ones.
     *
     * @throws IOException when it is not there, or not opened
     */
    public static KeyToken open(Place place) throws IOException {
        var pin = Files.readString(place.pin(), UTF_8).strip().toCharArray();
        try {
            var provider = provider(place);
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new KeyToken(provider, store);
        } catch (GeneralSecurityException | ProviderException refused) {
            throw new IOException(place + " cannot be used: " + refused.getMessage(), refused);
        } catch (IOException refused) {
            var why = isAboutPin(refused)
                    ? " is not opened by the PIN in " + place.pin()
                    : " cannot be read: " + refused.getMessage();
            throw new IOException(place + why, refused);
        }
    }

    /** How the JDK says so has changed over its versions. */
    private static boolean isAboutPin(IOException refused) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException
                    || cause instanceof UnrecoverableKeyException
                    || String.valueOf(cause.getMessage()).contains("CKR_PIN_INCORRECT")) {
                return true;
            }
        }
        return false;
    }

    private static synchronized Provider provider(Place place) throws IOException {
        if (!Files.isRegularFile(place.library())) {
            throw new IOException("there is no library " + place.library());
        }
        var library = place.library().toRealPath().toString();
        var name = "tram" + Integer.toHexString(library.hashCode()) + "x" + place.slot();
        var known = Security.getProvider("SunPKCS11-" + name);
        if (known != null) {
            return known;
        }
        var jdk = Security.getProvider("SunPKCS11");
        if (jdk == null) {
            throw new IOException("this Java has no provider for tokens (SunPKCS11)");
        }
        try {
            var made = jdk.configure(String.join(
                    "\n", "--name = " + name, "library = " + library, "slot = " + place.slot(), ATTRIBUTES));
            Security.addProvider(made);
            return made;
        } catch (InvalidParameterException | ProviderException refused) {
            throw new IOException(place + " is not there: " + refused.getMessage(), refused);
        }
    }

    /** Whether it has a key of an issuing authority already. */
    public boolean isTaken() throws IOException {
        try {
            return store.containsAlias(ALIAS);
        } catch (GeneralSecurityException failed) {
            throw new IOException(failed);
        }
    }

    /** A new key for an authority, made inside; it is gone with the process unless {@link #keep} keeps it. */
    KeyPair fresh() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            var made = generator.generateKeyPair();
            var open = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(made.getPublic().getEncoded()));
            return new KeyPair(open, made.getPrivate());
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IOException("the token makes no key: " + failed.getMessage(), failed);
        }
    }

    /** The key of an authority stays in the token for good, with its certificate. */
    public void keep(Authority authority) throws IOException {
        try {
            store.setKeyEntry(
                    ALIAS, authority.key().getPrivate(), null, new X509Certificate[] {authority.certificate()});
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IOException("the token does not keep the key: " + failed.getMessage(), failed);
        }
    }

    /** The key, as far as it is told: something that signs. */
    PrivateKey key() throws IOException, BadForm {
        try {
            if (store.getKey(ALIAS, null) instanceof PrivateKey key) {
                return key;
            }
            throw new BadForm("the token has no key " + ALIAS);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IOException(failed);
        }
    }
}
