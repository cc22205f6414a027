package vn.tram.firmware.staff;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody is in a ward or at the city, and so may do. As the offices of Vietnam name them (tiếp nhận, chuyên môn,
 * lãnh đạo, quản trị phường, vận hành thành phố, kiểm toán). Nobody may both act and audit. The names are stored.
 */
public enum Role {
    /** Tiếp nhận: receives people and papers at a counter. */
    RECEPTION(true, Right.SERVE, Right.LOOK_UP),
    /** Chuyên môn: handles dossiers of a field. */
    SPECIALIST(true, Right.SERVE, Right.LOOK_UP),
    /** Lãnh đạo: approves, sees the load, unlocks staff. */
    LEADER(true, Right.SERVE, Right.LOOK_UP, Right.APPROVE, Right.SEE_LOAD, Right.UNLOCK_STAFF),
    /** Quản trị phường: devices and first steps, no dossiers. */
    WARD_ADMIN(true, Right.SEE_LOAD, Right.MANAGE_DEVICES),
    /** Vận hành thành phố: boxes, settings and accounts from afar. */
    CITY_OPERATOR(false, Right.SEE_FLEET, Right.OPERATE_FLEET, Right.MANAGE_STAFF),
    /** Lãnh đạo thành phố: sees all wards, changes nothing. */
    CITY_VIEWER(false, Right.SEE_FLEET),
    /** Kiểm toán: reads the audit trail of a ward or of the city, changes nothing. */
    AUDITOR(true, Right.AUDIT);

    private final boolean ward;

    @SuppressWarnings("ImmutableEnumChecker") // wrapped when it is made
    private final Set<Right> rights;

    Role(boolean ward, Right... rights) {
        this.ward = ward;
        var all = EnumSet.noneOf(Right.class);
        Collections.addAll(all, rights);
        this.rights = Collections.unmodifiableSet(all);
    }

    public Set<Right> rights() {
        return rights;
    }

    /** Whether the role can be had in a ward; {@link #AUDITOR} and those that cannot are had at the city. */
    public boolean isOfWard() {
        return ward;
    }

    /** Whether the role can be had at the city. */
    public boolean isOfCity() {
        return !ward || this == AUDITOR;
    }
}
