package vn.tram.kernel.base;

/** Bytes or text from outside that are not of the form they claim; the sender is at fault, nothing has changed. */
public final class BadForm extends Exception {
    private static final long serialVersionUID = 1L;

    public BadForm(String what) {
        super(what);
    }

    public BadForm(String what, Throwable cause) {
        super(what, cause);
    }
}
