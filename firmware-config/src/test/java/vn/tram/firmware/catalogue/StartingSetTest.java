package vn.tram.firmware.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BadForm;

class StartingSetTest {
    private static final List<Procedure> PROCEDURES = StartingSet.procedures();
    private static final List<ServiceGroup> SERVICES = StartingSet.services();

    @Test
    void catalogueHasTheRealProceduresOfACommune() {
        assertThat(PROCEDURES).hasSize(464);
        assertThat(PROCEDURES.stream().filter(Procedure::core)).hasSize(63);
        assertThat(PROCEDURES).extracting(Procedure::code).doesNotHaveDuplicates();
    }

    @Test
    void everyProcedureIsWhole() {
        assertThat(PROCEDURES).allSatisfy(procedure -> {
            assertThat(procedure.code()).matches("[1-6]\\.[0-9]{6}");
            assertThat(procedure.name()).isNotBlank().isEqualTo(procedure.name().strip());
            assertThat(procedure.field()).isNotBlank();
            assertThat(procedure.timeLimit()).matches("([0-9]+(WD|D|H|M)|SAME_DAY_[0-9]+H)?");
            assertThat(procedure.office()).isIn("UBND", "công an", "quân sự");
            assertThat(procedure.documents()).doesNotContain("");
            assertThat(procedure.feeVnd() == null || procedure.feeVnd() >= 0).isTrue();
        });
    }

    @Test
    void everyProcedureBelongsToExactlyOneGroup() {
        for (var procedure : PROCEDURES) {
            assertThat(SERVICES.stream().filter(group -> group.fields().contains(procedure.field())))
                    .as(procedure.code() + " " + procedure.field())
                    .hasSize(1);
        }
    }

    @Test
    void noGroupNamesAFieldTwiceOrOneThatDoesNotExist() {
        var named = new ArrayList<String>();
        SERVICES.forEach(group -> named.addAll(group.fields()));
        var real = PROCEDURES.stream().map(Procedure::field).collect(Collectors.toSet());
        assertThat(named).doesNotHaveDuplicates().hasSameElementsAs(real);
    }

    @Test
    void whatTheKioskShowsFirstExistsInThatGroup() {
        for (var group : SERVICES) {
            assertThat(group.featured()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(7);
            assertThat(group.featured().isEmpty())
                    .as("only who fetches a result needs no procedure: " + group.series())
                    .isEqualTo(group.fields().isEmpty());
            for (var code : group.featured()) {
                assertThat(PROCEDURES.stream()
                                .filter(procedure -> procedure.code().equals(code))
                                .map(Procedure::field))
                        .as(code + " in " + group.series())
                        .singleElement()
                        .isIn(group.fields());
            }
        }
    }

    @Test
    void groupsFitOnTheKioskAndTheirLettersCannotBeMistaken() {
        var letters = SERVICES.stream().map(ServiceGroup::series).toList();
        assertThat(letters).hasSize(8).doesNotHaveDuplicates().isSorted().doesNotContain('I', 'O', 'Q', 'U', 'N');
        var heard = new HashSet<>(letters);
        for (var pair : List.of(Set.of('B', 'P'), Set.of('D', 'T'), Set.of('M', 'N'))) {
            assertThat(heard.containsAll(pair)).as("sound alike: " + pair).isFalse();
        }
        assertThat(SERVICES).allSatisfy(group -> {
            assertThat(group.name().vi()).isNotBlank();
            assertThat(group.name().en()).isNotBlank();
            assertThat(group.hint().vi()).isNotBlank();
            assertThat(group.hint().en()).isNotBlank();
        });
    }

    @Test
    void everyRowComesBackFromItsJson() throws BadForm {
        for (var procedure : PROCEDURES) {
            assertThat(CatalogueJson.procedure(CatalogueJson.write(procedure))).isEqualTo(procedure);
        }
        for (var group : SERVICES) {
            assertThat(CatalogueJson.service(CatalogueJson.write(group))).isEqualTo(group);
        }
    }
}
