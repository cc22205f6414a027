package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import vn.tram.centre.feeds.FeedCommand.AskSettings;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.firmware.settings.WardSettingsCheck;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/** A ward's settings: read, and put in place of the present ones. */
final class SettingsApi {
    private final City city;
    private final WardApi wards;

    SettingsApi(City city, WardApi wards) {
        this.city = city;
        this.wards = wards;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/wards/{code}/settings", "showSettings", this::show),
                Route.put("/api/wards/{code}/settings", "putSettings", this::put));
    }

    private void show(HttpServerExchange exchange, byte[] none) throws Refusal {
        var question = new AskSettings(wards.code(exchange));
        Reply.json(exchange, Reply.wait(city.asks().ask(question)).settings());
    }

    private void put(HttpServerExchange exchange, byte[] body) throws Refusal {
        var code = wards.code(exchange);
        var settings = read(body);
        var problems = WardSettingsCheck.problems(settings);
        if (!problems.isEmpty()) {
            throw new Refusal("SETTINGS_WRONG", "", problems);
        }
        Reply.json(exchange, Reply.wait(city.asks().ask(new PublishSettings(code, settings))));
    }

    private static WardSettings read(byte[] body) throws Refusal {
        try {
            return CatalogueJson.read(Bytes.of(body), WardSettings.class);
        } catch (BadForm notSettings) {
            throw new Refusal("BAD_REQUEST", "the body must be settings as GET gives them, every field there");
        }
    }
}
