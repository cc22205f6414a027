package vn.tram.edge.staff;

/** Makes of a PIN what may be stored. Slow on purpose; takes memory; blocks. Any thread but the core's. */
public interface PinHashes {
    /** A new hash with a salt of its own, in the text form of the PHC (`$argon2id$v=19$…`). */
    String make(String pin);

    /** Whether the PIN is that of the hash; takes as long when it is not. A text that is no hash is never right. */
    boolean holds(String pin, String hash);

    /** Takes as long as {@link #holds}, for a name that nobody has. */
    void pretend(String pin);
}
