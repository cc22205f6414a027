package vn.tram.firmware.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

class StaffRowTest {
    private static StaffRow row(Set<Role> roles) {
        return new StaffRow("nguyen.thi.lan", "Nguyễn Thị Lan", roles, 30, 7, "", 0, 1, List.of("https://id|42"));
    }

    @Test
    void aRowIsReadAsItWasWritten() throws BadForm {
        var row = row(Set.of(Role.RECEPTION, Role.LEADER));
        assertThat(StaffRow.read("staff/nguyen.thi.lan", row.write())).isEqualTo(row);
    }

    @Test
    void theSameRolesAreTheSameBytesInWhateverOrderTheyCame() {
        var one = new LinkedHashSet<>(List.of(Role.LEADER, Role.RECEPTION, Role.WARD_ADMIN));
        var other = new LinkedHashSet<>(List.of(Role.WARD_ADMIN, Role.RECEPTION, Role.LEADER));
        assertThat(row(one).write()).isEqualTo(row(other).write());
    }

    @Test
    void aRowOfAnothersKeyIsRefused() {
        assertThatThrownBy(() -> StaffRow.read(
                        "staff/tran.van.hai", row(Set.of(Role.LEADER)).write()))
                .isInstanceOf(BadForm.class);
    }

    @Test
    void aFieldOfLaterSoftwareIsPassedOver() throws BadForm {
        var text = new String(row(Set.of(Role.LEADER)).write().toArray(), UTF_8);
        var later = Bytes.owned(text.replaceFirst("\\{", "{\"later\":[1],").getBytes(UTF_8));
        assertThat(StaffRow.read("staff/nguyen.thi.lan", later)).isEqualTo(row(Set.of(Role.LEADER)));
    }

    @Test
    void aRoleOfTheCityIsNotHadInAWard() {
        assertThatThrownBy(() -> row(Set.of(Role.CITY_OPERATOR))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoAuditsActsInNothing() {
        var others = new ArrayList<Right>(Role.AUDITOR.rights());
        others.removeAll(EnumSet.of(Right.AUDIT));
        assertThat(others).isEmpty();
        for (var role : Role.values()) {
            assertThat(role.rights().contains(Right.AUDIT)).as(role.name()).isEqualTo(role == Role.AUDITOR);
        }
    }
}
