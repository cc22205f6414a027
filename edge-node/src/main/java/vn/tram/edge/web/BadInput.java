package vn.tram.edge.web;

/** A request that is not of the promised form. {@code what} names the field, in English: it helps whoever programs. */
final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    BadInput(String code, String what) {
        super(what);
        this.code = code;
    }

    String code() {
        return code;
    }
}
