package vn.tram.edge.web.door;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.devices.Pairing;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.trust.Secret;

/** The codes that screens show now, for the screens themselves. The event loop alone. */
final class Pairings {
    /** No two look alike, none is a vowel that makes words. */
    private static final String ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ";

    private final Map<Bytes, Pairing> waiting = new LinkedHashMap<>();

    /** So many characters of chance; at most 32. */
    static String code(int length) {
        var digits = Secret.fresh().reveal();
        var made = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            // Eight bits of chance for 27 characters: the first few are a tenth likelier, which matters to nobody.
            made.append(ALPHABET.charAt(Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16) % ALPHABET.length()));
        }
        return made.toString();
    }

    /** As it was made, whatever way it was typed. */
    static String typed(String code) {
        return code.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "");
    }

    /** Where a device of this kind belongs. */
    static String page(DeviceKind kind) {
        return switch (kind) {
            case KIOSK -> "/kiosk";
            case BOARD -> "/board";
            case WORKSTATION -> "/signin";
            case SCANNER -> "/";
        };
    }

    void keep(Pairing pairing, long now) {
        waiting.values().removeIf(old -> old.until() <= now);
        waiting.put(pairing.secretHash(), pairing);
    }

    /** The screen has heard that it is confirmed: when it is taken back, it begins anew. */
    void forget(Bytes secretHash) {
        waiting.remove(secretHash);
    }

    @Nullable
    Pairing find(Bytes secretHash, long now) {
        var found = waiting.get(secretHash);
        return found == null || found.until() <= now ? null : found;
    }
}
