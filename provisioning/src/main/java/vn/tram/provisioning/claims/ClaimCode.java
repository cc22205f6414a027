package vn.tram.provisioning.claims;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * Twelve characters that people read and type: eleven random ones (55 bits) and one that checks them, in the alphabet
 * of Crockford, which has no two that look alike. The check is Luhn's for 32 symbols (ISO/IEC 7812-1, annex B, in
 * another base): it finds every single wrong character and every two neighbours exchanged but the first and the last
 * symbol of the alphabet, so a slip of the finger costs no try. Never logged; {@link #toString} hides it.
 */
public final class ClaimCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BASE = ALPHABET.length();

    /** Characters without dashes. */
    public static final int LENGTH = 12;

    private static final int GROUP = 4;

    /** Longer ones are not looked at. */
    private static final int LONGEST_TYPED = 64;

    private final String symbols;

    private ClaimCode(String symbols) {
        this.symbols = symbols;
    }

    /** Of the system's own randomness. */
    public static ClaimCode fresh() {
        return fresh(new SecureRandom());
    }

    public static ClaimCode fresh(SecureRandom random) {
        var made = new StringBuilder(LENGTH);
        for (int i = 1; i < LENGTH; i++) {
            made.append(ALPHABET.charAt(random.nextInt(BASE)));
        }
        return new ClaimCode(made.append(check(made)).toString());
    }

    /**
     * What somebody typed or a reader read: small letters, dashes, dots and spaces are fine; O is 0, I and L are 1.
     * Empty when it is no code, and so cannot be right.
     */
    public static Optional<ClaimCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var symbols = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s.\\-\u2010-\u2015]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean form = symbols.length() == LENGTH && symbols.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0);
        return form && check(symbols.substring(0, LENGTH - 1)) == symbols.charAt(LENGTH - 1)
                ? Optional.of(new ClaimCode(symbols))
                : Optional.empty();
    }

    private static char check(CharSequence symbols) {
        int factor = 2;
        int sum = 0;
        for (int i = symbols.length() - 1; i >= 0; i--) {
            int added = factor * ALPHABET.indexOf(symbols.charAt(i));
            sum += added / BASE + added % BASE;
            factor = 3 - factor;
        }
        return ALPHABET.charAt((BASE - sum % BASE) % BASE);
    }

    /** As it is shown: 7K2M-9QXD-04TF. */
    public String shown() {
        return symbols.substring(0, GROUP) + "-" + symbols.substring(GROUP, 2 * GROUP) + "-"
                + symbols.substring(2 * GROUP);
    }

    /** For {@link ClaimKey}. */
    String symbols() {
        return symbols;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClaimCode that && symbols.equals(that.symbols);
    }

    @Override
    public int hashCode() {
        return symbols.hashCode();
    }

    @Override
    public String toString() {
        return "a claim code";
    }
}
