package vn.tram.edge.staff;

/**
 * Two of the staff have opened work although what the city signed is too old.
 *
 * @param until epoch milliseconds
 */
public record Emergency(String first, String second, long until) {
    /** Nobody has. */
    public static final Emergency NONE = new Emergency("", "", 0);
}
