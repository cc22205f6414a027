package vn.tram.centre.instances;

/**
 * What a person decided of a box's copies, last of all.
 *
 * @param number counts the decisions about this box from 1; 0 before the first
 * @param act what was decided
 * @param instance the copy that was chosen; 0 when the decision is about all
 * @param who the person's own words
 * @param why the person's own words
 * @param at epoch milliseconds
 */
public record Ruling(long number, Act act, int instance, String who, String why, long at) {
    /** Nobody has decided anything. */
    public static final Ruling NONE = new Ruling(0, Act.LIFT, 0, "", "", 0);

    /** What can be decided. The name is stored. */
    public enum Act {
        /** One copy is the box, and no other is. */
        CHOOSE,
        /** No copy may send: the box was stolen. */
        FENCE,
        /** The box may send again; what was decided of its copies still holds. */
        LIFT
    }
}
