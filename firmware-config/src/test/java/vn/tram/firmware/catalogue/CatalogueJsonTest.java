package vn.tram.firmware.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/** A row that is half there must be refused here: further in, a missing part ends the process. */
class CatalogueJsonTest {
    private static final String GROUP =
            "{'series':'A','name':{'vi':'a','en':'b'},'hint':{'vi':'','en':''}," + "'fields':['x'],'featured':[]}";
    private static final String SETTINGS = "{'counters':[{'number':1,'series':['A']}],"
            + "'hours':[{'from':'08:00','to':'12:00'}],'workingWeekdays':[1],'notice':{'vi':'','en':''},'voice':true,"
            + "'closedSeries':[],'paused':false,"
            + "'rules':{'callsBeforeAbsent':3,'absentAfterMs':60000,'recallGapMs':10000,'undoMs':30000},"
            + "'maxPerSeries':999}";

    @Test
    void wholeRowsAreReadAndFieldsOfALaterVersionIgnored() throws BadForm {
        assertThat(CatalogueJson.service(json(GROUP)).series()).isEqualTo('A');
        assertThat(CatalogueJson.service(json(GROUP.replace("{'series'", "{'colour':7,'series'")))
                        .series())
                .isEqualTo('A');
        assertThat(CatalogueJson.read(json(SETTINGS), WardSettings.class).maxPerSeries())
                .isEqualTo(999);
    }

    @Test
    void settingsWithoutAnyOneOfTheirPartsAreRefused() throws BadForm {
        var whole = CatalogueJson.read(json(SETTINGS), WardSettings.class);
        for (var part : WardSettings.class.getRecordComponents()) {
            var without = SETTINGS.replace("'" + part.getName() + "':", "'renamed':");
            assertThatThrownBy(() -> CatalogueJson.read(json(without), WardSettings.class))
                    .as(part.getName())
                    .isInstanceOf(BadForm.class);
        }
        assertThat(CatalogueJson.read(CatalogueJson.write(whole), WardSettings.class))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'notice':{'vi':''}",
                "'notice':{'vi':null,'en':''}",
                "'notice':null",
                "'rules':{'callsBeforeAbsent':3}",
                "'rules':null",
                "'hours':[{'from':'08:00'}]",
                "'hours':[null]",
                "'hours':null",
                "'counters':[null]",
                "'counters':[{'number':1}]",
                "'counters':[{'series':['A']}]",
                "'counters':[{'number':1,'series':[null]}]",
                "'counters':[{'number':1.5,'series':['A']}]",
                "'counters':[{'number':'1','series':['A']}]",
                "'counters':{}",
                "'workingWeekdays':[null]",
                "'closedSeries':[null]",
                "'voice':'yes'",
                "'voice':null",
                "'maxPerSeries':99999999999",
                "'maxPerSeries':''"
            })
    void settingsWithABadPartAreRefused(String part) {
        var name = part.substring(0, part.indexOf(':') + 1);
        var bad = SETTINGS.substring(0, SETTINGS.length() - 1).replace(name, "'old':") + "," + part + "}";
        assertThatThrownBy(() -> CatalogueJson.read(json(bad), WardSettings.class))
                .isInstanceOf(BadForm.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "'A'", "{", "{}", "{'series':'A'}", "\u0000"})
    void textThatIsNoRowIsRefused(String text) {
        assertThatThrownBy(() -> CatalogueJson.service(json(text))).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> CatalogueJson.procedure(json(text))).isInstanceOf(BadForm.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'AB'", "'a'", "'Đ'", "65", "null"})
    void seriesThatIsNoLetterIsRefused(String series) {
        assertThatThrownBy(() -> CatalogueJson.service(json(GROUP.replace("'series':'A'", "'series':" + series))))
                .isInstanceOf(BadForm.class);
    }

    @Test
    void deeplyNestedOrTrailingTextIsRefused() {
        assertThatThrownBy(() -> CatalogueJson.service(json("{'x':" + "[".repeat(100_000))))
                .isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> CatalogueJson.service(json(GROUP + GROUP))).isInstanceOf(BadForm.class);
    }

    private static Bytes json(String text) {
        return Bytes.of(text.replace('\'', '"').getBytes(UTF_8));
    }
}
