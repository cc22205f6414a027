package vn.tram.system.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.store.BoxStore;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.Words;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettings.Hours;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** A hall that gives numbers at any hour of any day, so that a test or a benchmark does not wait for Monday. */
public final class OpenHall {
    private OpenHall() {}

    /** The standard hall, always open, with as many numbers a day as there can be. */
    public static WardSettings settings(Rules rules) {
        return settings(rules, Words.NONE);
    }

    /** @param notice what kiosk and board tell everybody */
    public static WardSettings settings(Rules rules, Words notice) {
        var standard = WardSettings.standard();
        return new WardSettings(
                standard.counters(),
                List.of(new Hours("00:00", "23:59")),
                List.of(1, 2, 3, 4, 5, 6, 7),
                notice,
                standard.voice(),
                standard.closedSeries(),
                standard.paused(),
                rules,
                9_999);
    }

    /** The same as the JSON that the centre takes. */
    public static String json(Rules rules) {
        return new String(CatalogueJson.write(settings(rules)).toArray(), StandardCharsets.UTF_8);
    }

    /**
     * Puts the settings into the data folder of a box that has not started yet, by the box's own store, as if the city
     * had sent them before its line broke.
     */
    public static void into(Path data, String ward, WardSettings settings) throws StoreFailure {
        var code = new WardCode(ward);
        var row = new FeedRow(FeedNames.SETTINGS_KEY, 1, CatalogueJson.write(settings));
        try (var store = BoxStore.open(data, new BoxId("w" + ward + "-1"), 1)) {
            store.recover();
            store.write(new Written.Landed(
                    new FeedLanded(FeedNames.ward(code), new FeedPosition(1, 1), List.of(row), true)));
            store.commit();
        }
    }
}
