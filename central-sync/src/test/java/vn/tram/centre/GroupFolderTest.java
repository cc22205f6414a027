package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.WardCode;

final class GroupFolderTest {
    private static final String SERVICE = "{\"services\":[{\"series\":\"A\",\"name\":{\"vi\":\"Đất\",\"en\":\"Land\"},"
            + "\"hint\":{\"vi\":\"\",\"en\":\"\"},\"fields\":[],\"featured\":[]}]}";

    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void withoutTheFolderGroupsStayAsTheyAre() throws BadForm {
        assertThat(GroupFolder.read(folder.resolve("none"), CentreRig.WARDS)).isEmpty();
    }

    @Test
    void wardsAreNamedOneByOneOrByTheirType() throws Exception {
        write("members.csv", "ward,group\nxã,xa\n00070,noi-thanh\n00070,thi-diem\n");
        write("xa.json", SERVICE);
        var groups = GroupFolder.read(folder, CentreRig.WARDS).orElseThrow();
        assertThat(groups.members().get(new WardCode("00070"))).containsExactly("noi-thanh", "thi-diem");
        long communes = CentreRig.WARDS.values().stream()
                .filter(ward -> ward.type().equals("xã"))
                .count();
        assertThat(groups.members().values().stream().filter(names -> names.contains("xa")))
                .hasSize((int) communes);
        assertThat(groups.rows().get("xa")).containsOnlyKeys("services/A");
    }

    @Test
    void emptyFolderTakesEverythingBack() throws BadForm {
        var groups = GroupFolder.read(folder, CentreRig.WARDS).orElseThrow();
        assertThat(groups.members()).isEmpty();
        assertThat(groups.rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "members.csv|ward,group;99999,xa|99999",
                "members.csv|ward,group;00070,Xã|Xã",
                "xa.json|{\"services\":[{}]}|xa.json",
                "xa.json|nothing|xa.json",
                "Xa.json|{}|Xa"
            })
    void whatIsWrongIsNamed(String file, String text, String named) throws IOException {
        write(file, text.replace(';', '\n'));
        assertThatThrownBy(() -> GroupFolder.read(folder, CentreRig.WARDS))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining(named);
    }
}
