package vn.tram.kernel.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDayTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:59:59.999Z, 2026-11-22, 23:59:59.999",
        "2026-11-22T17:00:00Z,     2026-11-23, 00:00",
        "2026-11-22T23:59:59Z,     2026-11-23, 06:59:59",
        "2026-11-23T00:00:00Z,     2026-11-23, 07:00",
        "2026-12-31T17:00:00Z,     2027-01-01, 00:00",
        "2028-02-28T17:00:00Z,     2028-02-29, 00:00",
        "1970-01-01T00:00:00Z,     1970-01-01, 08:00",
        "1969-12-31T23:00:00Z,     1970-01-01, 07:00"
    })
    void dayChangesAtMidnightInHanoiAndNotInGreenwich(Instant moment, String date, LocalTime time) {
        int day = BusinessDay.at(moment);
        assertThat(BusinessDay.date(day)).hasToString(date);
        assertThat(BusinessDay.timeOfDay(moment)).isEqualTo(time);
        assertThat(BusinessDay.instant(day, time)).isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles"})
    void zoneOfTheMachineDoesNotMatter(String zone) {
        var before = java.util.TimeZone.getDefault();
        try {
            java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(zone));
            assertThat(BusinessDay.date(BusinessDay.at(Instant.parse("2026-11-22T17:30:00Z"))))
                    .hasToString("2026-11-23");
        } finally {
            java.util.TimeZone.setDefault(before);
        }
    }
}
