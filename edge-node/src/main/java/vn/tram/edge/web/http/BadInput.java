package vn.tram.edge.web.http;

/** A request that is not of the promised form. {@code what} names the field, in English: it helps whoever programs. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public BadInput(String code, String what) {
        super(what);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
