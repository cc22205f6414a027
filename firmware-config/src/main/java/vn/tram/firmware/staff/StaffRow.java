package vn.tram.firmware.staff;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * What the city says of a member of a ward's staff: a row of the ward's own feed, under the key {@code staff/NAME}. The
 * feed is signed, so the row is the ticket by which its holder may sign in without a line, until it ends. A row that is
 * taken back ends at once.
 *
 * @param name under which the city knows this person, for instance {@code nguyen.thi.lan}; never used for another
 * @param shown what people call them, for instance "Nguyễn Thị Lan"; 1 to 80 characters
 * @param roles at least one, all of a ward
 * @param until epoch milliseconds until which it holds while the whole box is cut off; the city makes it {@link #LIFE}
 *     and renews it weekly
 * @param freshUntil epoch milliseconds until which it holds while the box sees the centre: {@link #FRESH}
 * @param code hash of a one-time code by which a PIN may be chosen; empty when none is out
 * @param codeUntil epoch milliseconds until which the code may be used; 0 with none
 * @param generation raised when the PIN chosen before counts no more
 * @param subjects identities at the city's provider that are this person, each {@code ISSUER|SUBJECT}
 */
public record StaffRow(
        String name,
        String shown,
        Set<Role> roles,
        long until,
        long freshUntil,
        String code,
        long codeUntil,
        long generation,
        List<String> subjects) {
    public static final Duration LIFE = Duration.ofDays(30);
    public static final Duration FRESH = Duration.ofDays(7);

    /** People of one ward at most. */
    public static final int MOST = 500;

    private static final String KEY = "staff/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final int LONGEST_SHOWN = 80;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_SUBJECTS = 8;

    public StaffRow {
        // In the order of the enum: one row has one form as JSON, or it would be published again and again.
        var ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        roles = Collections.unmodifiableSet(ordered);
        subjects = List.copyOf(subjects);
        if (!isName(name)) {
            throw new IllegalArgumentException("a name of staff matches " + NAME + ": " + name);
        }
        if (shown.isBlank() || shown.length() > LONGEST_SHOWN || shown.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("what people call somebody has 1 to " + LONGEST_SHOWN + " characters");
        }
        if (roles.isEmpty() || !roles.stream().allMatch(Role::isOfWard)) {
            throw new IllegalArgumentException("staff of a ward have roles of a ward: " + roles);
        }
        if (code.length() > LONGEST_TEXT || subjects.size() > MOST_SUBJECTS) {
            throw new IllegalArgumentException("too much of " + name);
        }
        if (until < 0 || freshUntil < 0 || codeUntil < 0 || generation < 0) {
            throw new IllegalArgumentException("before all time: " + name);
        }
    }

    /** Small letters, digits, dots, dashes; 2 to 40, a letter or digit first. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public static String key(String name) {
        return KEY + name;
    }

    /** Whether a row of a ward's feed is one of these. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    /** Reads and checks a row. */
    public static StaffRow read(String key, Bytes body) throws BadForm {
        var row = CatalogueJson.read(body, StaffRow.class);
        if (!key.equals(key(row.name))) {
            throw new BadForm("the row of " + key + " is about " + row.name);
        }
        return row;
    }

    public Bytes write() {
        return CatalogueJson.write(this);
    }

    /** Everything that the roles together allow. */
    public Set<Right> rights() {
        var all = EnumSet.noneOf(Right.class);
        roles.forEach(role -> all.addAll(role.rights()));
        return all;
    }
}
