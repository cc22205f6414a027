package vn.tram.provisioning.wards;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;

class WardListTest {
    @Test
    void hanoiHasItsFiftyOneWardsAndSeventyFiveCommunes() {
        var types = WardList.hanoi().values().stream()
                .collect(Collectors.groupingBy(Ward::type, TreeMap::new, Collectors.counting()));
        assertThat(types)
                .containsOnlyKeys("phường", "xã")
                .containsEntry("phường", 51L)
                .containsEntry("xã", 75L);
    }

    @Test
    void countryHasItsUnitsAndHanoiIsAmongThem() {
        var country = WardList.country();
        assertThat(country).hasSize(3_321);
        assertThat(country.values().stream().map(Ward::type).distinct())
                .containsExactlyInAnyOrder("phường", "xã", "đặc khu");
        WardList.hanoi()
                .forEach((code, ward) ->
                        assertThat(country.get(code)).as(code.value()).isEqualTo(ward));
    }

    @Test
    void everyUnitHasAWholeName() {
        assertThat(WardList.country().values()).allSatisfy(ward -> {
            assertThat(ward.name()).isNotBlank().isEqualTo(ward.name().strip());
            assertThat(Normalizer.isNormalized(ward.name(), Normalizer.Form.NFC))
                    .isTrue();
            assertThat(ward.fullName().toLowerCase(Locale.ROOT))
                    .isEqualTo((ward.type() + " " + ward.name()).toLowerCase(Locale.ROOT));
        });
        assertThat(WardList.hanoi())
                .hasEntrySatisfying(
                        new WardCode("00070"),
                        ward -> assertThat(ward.fullName()).isEqualTo("Phường Hoàn Kiếm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w00070-1", "w00070-2", "w00070-999"})
    void boxOfAWardIsNamedAfterItsCode(String id) {
        var name = BoxName.parse(new BoxId(id)).orElseThrow();
        assertThat(name.ward()).isEqualTo(new WardCode("00070"));
        assertThat(name.id()).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w00070-0", "w00070-01", "w00070-1000", "w0007-1", "x00070-1", "centre", "w00070"})
    void otherNamesAreNoWardBoxes(String id) {
        assertThat(BoxName.parse(new BoxId(id))).isEmpty();
    }
}
