package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.centre.feeds.FeedCommand.AskDelivery;
import vn.tram.centre.feeds.FeedCommand.AskProcedures;
import vn.tram.centre.feeds.FeedCommand.Delivery;
import vn.tram.centre.fleet.DayFigures;
import vn.tram.centre.fleet.FleetCommand.AskLag;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.fleet.FleetCommand.AskWards;
import vn.tram.centre.fleet.LineView;
import vn.tram.centre.fleet.WardToday;
import vn.tram.centre.fleet.WardView;
import vn.tram.centre.fleet.WardsView;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.hall.HallDay;

/** All wards, a ward's day, the procedures. */
final class WardApi {
    /** Days gone by that are offered. */
    private static final int DAYS = 60;

    /**
     * A ward's day.
     *
     * @param day the one that the figures are of, ISO date
     * @param ward as it is now, whatever day was asked for
     * @param days of which there are tickets, newest first, ISO dates
     * @param settings which settings the centre has and which the box
     */
    record WardDay(
            long now,
            String day,
            WardView ward,
            List<DayFigures.Hour> hours,
            List<DayFigures.Series> series,
            List<DayFigures.Counter> counters,
            LineView line,
            List<DayFigures.Slip> tickets,
            List<String> days,
            Delivery settings) {}

    private final City city;

    WardApi(City city) {
        this.city = city;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/wards", "listWards", (exchange, body) -> Reply.json(exchange, wards())),
                Route.get("/api/wards/{code}", "showWard", (exchange, body) -> Reply.json(exchange, day(exchange))),
                Route.get("/api/wards/{code}/lag", "showLag", (exchange, body) -> {
                    Reply.json(exchange, Reply.wait(city.asks().ask(new AskLag(code(exchange)))));
                }),
                Route.get(
                        "/api/procedures",
                        "listProcedures",
                        (exchange, body) ->
                                Reply.json(exchange, Reply.wait(city.asks().ask(new AskProcedures())))));
    }

    /** The ward that a request names. */
    WardCode code(HttpServerExchange exchange) throws Refusal {
        try {
            var code = new WardCode(inPath(exchange));
            if (city.wards().containsKey(code)) {
                return code;
            }
        } catch (IllegalArgumentException noCode) {
            throw new Refusal("WARD_UNKNOWN", "a ward code has five digits");
        }
        throw new Refusal("WARD_UNKNOWN", "");
    }

    /** Undertow also puts the parts of the path among the query's parameters, where a second one could hide. */
    private static String inPath(HttpServerExchange exchange) {
        var match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        return match == null ? "" : match.getParameters().getOrDefault("code", "");
    }

    WardsView wards() throws Refusal {
        return Reply.wait(city.asks().ask(new AskWards()));
    }

    private WardDay day(HttpServerExchange exchange) throws Refusal, StoreFailure {
        var code = code(exchange);
        var asked = Reply.query(exchange, "day");
        var today = Reply.wait(city.asks().ask(new AskWard(code)));
        if (asked == null) {
            return day(today, today.today(), today.figures());
        }
        int day = day(asked);
        return day == today.today() ? day(today, day, today.figures()) : day(today, day, past(today, day));
    }

    private static int day(String asked) throws Refusal {
        try {
            return Math.toIntExact(LocalDate.parse(asked).toEpochDay());
        } catch (DateTimeException | ArithmeticException noDate) {
            throw new Refusal("BAD_REQUEST", "day must be an ISO date such as 2026-11-22");
        }
    }

    /** The ward's day today, for those who watch it. */
    WardDay today(WardCode code) throws Refusal, StoreFailure {
        var today = Reply.wait(city.asks().ask(new AskWard(code)));
        return day(today, today.today(), today.figures());
    }

    private DayFigures past(WardToday today, int day) throws StoreFailure {
        var halls = new ArrayList<HallDay>();
        for (var box : today.boxes()) {
            halls.add(HallDay.restore(day, city.history().ticketsOf(box, day)));
        }
        return DayFigures.of(halls, names(today));
    }

    /** Today's figures list every series of the city. */
    private static SortedMap<Character, Words> names(WardToday today) {
        var names = new TreeMap<Character, Words>();
        today.figures().series().forEach(series -> names.put(series.code().charAt(0), series.name()));
        return names;
    }

    private WardDay day(WardToday today, int day, DayFigures figures) throws Refusal, StoreFailure {
        var ward = today.ward();
        var serving = today.line().box();
        var question = new AskDelivery(new WardCode(ward.code()), serving == null ? null : new BoxId(serving));
        return new WardDay(
                today.now(),
                BusinessDay.date(day).toString(),
                ward,
                figures.hours(),
                figures.series(),
                figures.counters(),
                today.line(),
                figures.tickets(),
                days(today.boxes()),
                Reply.wait(city.asks().ask(question)));
    }

    private List<String> days(List<BoxId> boxes) throws StoreFailure {
        var days = new TreeSet<Integer>(Collections.reverseOrder());
        for (var box : boxes) {
            days.addAll(city.history().daysOf(box, DAYS));
        }
        return days.stream()
                .limit(DAYS)
                .map(day -> BusinessDay.date(day).toString())
                .toList();
    }
}
