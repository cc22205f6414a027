package vn.tram.kernel.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.Bytes;

/**
 * The public keys that a node trusts for one purpose. More than one while a key is being changed: the new one is added
 * everywhere, then used, then the old one is taken away. Any thread.
 */
public final class KeyRing {
    /** Trusts nobody. */
    public static final KeyRing NONE = new KeyRing(List.of());

    /** How a signature is judged. A simulation of months puts a quick stand-in for the mathematics here. */
    public interface Judge {
        boolean holds(VerifyKey key, byte[] message, Bytes signature);
    }

    private final Map<Bytes, VerifyKey> byId = new LinkedHashMap<>();
    private final Judge judge;

    public KeyRing(List<VerifyKey> keys) {
        this(keys, VerifyKey::verifies);
    }

    public KeyRing(List<VerifyKey> keys, Judge judge) {
        this.judge = judge;
        keys.forEach(key -> byId.put(key.id(), key));
    }

    /** Reads keys of 64 hexadecimal digits with commas between; throws {@link IllegalArgumentException}. */
    public static KeyRing ofHex(String keys) {
        return keys.isBlank()
                ? NONE
                : new KeyRing(List.of(keys.split(",", -1)).stream()
                        .map(key -> VerifyKey.ofHex(key.strip()))
                        .toList());
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Whether one of these keys, the one named by {@code keyId}, signed exactly these bytes. */
    public boolean verifies(Bytes keyId, byte[] message, Bytes signature) {
        var key = byId.get(keyId);
        return key != null && judge.holds(key, message, signature);
    }
}
