package vn.tram.centre.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.kernel.base.BoxId;
import vn.tram.provisioning.wards.BoxName;

/** What a person at the city should look at. */
final class IncidentApi {
    /**
     * @param ward code, or null where no ward is concerned
     * @param name of the ward, or null
     * @param box installation it is about, or empty
     * @param code what it is; pages have words for it
     * @param since epoch milliseconds of the first time
     * @param last epoch milliseconds of the last time
     * @param count how often, repeats within a minute counted once
     * @param detail English, for the log and for who helps
     */
    record Incident(
            @Nullable String ward,
            @Nullable String name,
            String box,
            String code,
            long since,
            long last,
            long count,
            String detail) {}

    /** @param incidents those that rang last first */
    record Incidents(long now, List<Incident> incidents) {}

    private final City city;

    IncidentApi(City city) {
        this.city = city;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/incidents", "listIncidents", (exchange, body) -> Reply.json(exchange, incidents())));
    }

    private Incidents incidents() throws Refusal {
        var alarms = Reply.wait(city.asks().ask(new AskIncidents()));
        return new Incidents(
                city.now().getAsLong(), alarms.stream().map(this::incident).toList());
    }

    private Incident incident(Alarm alarm) {
        var ward = alarm.scope().isEmpty()
                ? null
                : BoxName.parse(new BoxId(alarm.scope())).map(BoxName::ward).orElse(null);
        var known = ward == null ? null : city.wards().get(ward);
        return new Incident(
                ward == null ? null : ward.value(),
                known == null ? null : known.fullName(),
                alarm.scope(),
                alarm.code().name(),
                alarm.firstAt(),
                alarm.lastAt(),
                alarm.count(),
                alarm.detail());
    }
}
