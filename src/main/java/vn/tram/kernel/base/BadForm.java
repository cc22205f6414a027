package vn.tram.kernel.base;

/** Bytes or text from outside that are not of the form they claim; the sender is at fault, nothing has changed. */
public final class BadForm extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofAnotherVersion;

    public BadForm(String what) {
        super(what);
        ofAnotherVersion = false;
    }

    private BadForm(String what, boolean ofAnotherVersion) {
        super(what);
        this.ofAnotherVersion = ofAnotherVersion;
    }

    /** It may well be sound, and this software lacks what it takes to read it. */
    public static BadForm ofAnotherVersion(String what) {
        return new BadForm(what, true);
    }

    /** Whether another version of this software may read it. */
    public boolean isOfAnotherVersion() {
        return ofAnotherVersion;
    }

    public BadForm(String what, Throwable cause) {
        super(what, cause);
        ofAnotherVersion = false;
    }
}
