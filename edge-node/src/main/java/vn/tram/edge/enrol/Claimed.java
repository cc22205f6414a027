package vn.tram.edge.enrol;

/**
 * What came of typing a code.
 *
 * @param code {@link #DONE}, or the name of the problem
 * @param triesLeft of the code; -1 where nobody knows
 */
public record Claimed(String code, int triesLeft) {
    /** The box has its identity. */
    public static final String DONE = "ENROLLED";

    /** The check character does not fit: the city was not asked, no try is lost. */
    public static final String MISTYPED = "CODE_MISTYPED";

    /** The address is none of a centre. */
    public static final String NO_ADDRESS = "CENTRE_WRONG";

    /** It has an identity that works, and keeps it. */
    public static final String HAS_ONE = "ALREADY_ENROLLED";

    /** The city could not be reached. */
    public static final String NO_LINE = "CENTRE_SILENT";

    /** Whoever answered does not know the code: it is not the city. */
    public static final String NOT_PROVEN = "CITY_NOT_PROVEN";

    /** The city gave something that does not fit this box. */
    public static final String UNUSABLE = "GRANT_UNUSABLE";

    /** The box's own disk. */
    public static final String NO_DISK = "STORE_UNAVAILABLE";

    static Claimed of(String code) {
        return new Claimed(code, -1);
    }
}
