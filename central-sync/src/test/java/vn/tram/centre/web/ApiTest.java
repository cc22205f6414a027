package vn.tram.centre.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.centre.intake.IntakeCommand.ProjectNext;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Lane;

@TestInstance(Lifecycle.PER_CLASS)
final class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "/api/wards/00070/settings";

    private WebRig rig = unmade();

    private static WebRig unmade() {
        try {
            return new WebRig();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeAll
    void fillTwoDays() {
        var now = Instant.ofEpochMilli(rig.system.platform().clock().millis());
        var chance = new SplittableRandom(1);
        var box = new BoxJournal("w00070-1", 11);
        for (int day = BusinessDay.at(now) - 1; day <= BusinessDay.at(now); day++) {
            for (int i = 1; i <= 3; i++) {
                var id = UuidV7.at(now.toEpochMilli(), chance);
                box.add(
                        now,
                        new QueueEvent.TicketIssued(CentreRig.ticket(day, "A" + i), id, "2.000815", Channel.KIOSK));
            }
        }
        var frame = box.frame(Lane.URGENT);
        rig.ask(new LandFrame(box.box(), frame, BoxJournal.raw(frame)));
        rig.ask(new ProjectNext(box.box()));
    }

    @BeforeEach
    void forgetTroubles() {
        rig.troubles.clear();
    }

    @AfterAll
    void close() {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    @Test
    void listHasAllWardsAndTheCitysTotals() throws Exception {
        var answer = rig.get("/api/wards");
        assertThat(answer.statusCode()).isEqualTo(200);
        var list = json(answer);
        assertThat(list.get("wards")).hasSize(126);
        assertThat(list.get("totals").get("issuedToday").asInt()).isEqualTo(3);
        assertThat(list.get("day").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
        var never = list.get("wards").get(0);
        assertThat(never.get("state").asText()).isEqualTo("NEVER");
        assertThat(never.get("since").isNull()).isTrue();
        assertThat(never.get("fullName").asText()).isEqualTo("Phường Ba Đình");
    }

    @Test
    void wardsDayHasEveryPartThatThePageShows() throws Exception {
        var day = json(rig.get("/api/wards/00070"));
        assertThat(day.get("ward").get("state").asText()).isEqualTo("ALIVE");
        assertThat(day.get("tickets")).hasSize(3);
        assertThat(day.get("series")).hasSize(8);
        assertThat(day.get("hours")).hasSize(1);
        assertThat(day.get("line").get("durable").asInt()).isEqualTo(6);
        assertThat(day.get("line").get("lanes").get(0).get("lane").asText()).isEqualTo("URGENT");
        assertThat(day.get("days")).hasSize(2);
        assertThat(day.get("settings").get("offset").asInt()).isPositive();
        assertThat(day.get("settings").get("boxOffset").isNull()).isTrue();
    }

    @Test
    void wardWithoutABoxHasAnEmptyDay() throws Exception {
        var day = json(rig.get("/api/wards/00004"));
        assertThat(day.get("tickets")).isEmpty();
        assertThat(day.get("line").get("box").isNull()).isTrue();
        assertThat(day.get("line").get("head").asInt()).isZero();
        assertThat(day.get("days")).isEmpty();
    }

    @Test
    void lagIsTheWardsLastDayAsFarAsTheCentreRemembers() throws Exception {
        var lag = json(rig.get("/api/wards/00070/lag"));
        assertThat(lag.get("box").asText()).isEqualTo("w00070-1");
        assertThat(lag.get("stepMs").asInt()).isEqualTo(300_000);
        assertThat(lag.get("points")).isNotEmpty().allSatisfy(point -> {
            assertThat(point.get("lagMs").asLong()).isZero();
            assertThat(point.get("at").asLong() % 300_000).isZero();
        });
        assertThat(json(rig.get("/api/wards/00004/lag")).get("points")).isEmpty();
        assertThat(rig.get("/api/wards/99999/lag").statusCode()).isEqualTo(404);
    }

    @Test
    void pastDayIsReadFromTheTable() throws Exception {
        var today = json(rig.get("/api/wards/00070"));
        var yesterday = today.get("days").get(1).asText();
        var day = json(rig.get("/api/wards/00070?day=" + yesterday));
        assertThat(day.get("day").asText()).isEqualTo(yesterday);
        assertThat(day.get("tickets")).hasSize(3);
        assertThat(day.get("tickets").get(0).get("state").asText()).isEqualTo("WAITING");
        assertThat(json(rig.get("/api/wards/00070?day=2001-01-01")).get("tickets"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "", "+999999999-12-31"})
    void dayThatIsNoDateIsRefused(String day) throws Exception {
        var answer = rig.get("/api/wards/00070?day=" + day.replace("+", "%2B"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("code").asText()).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "7", "abcde", "00070x", "%3Cscript%3E"})
    void wardThatIsNotTheCitysIsNotFound(String code) throws Exception {
        for (var path : List.of("/api/wards/" + code, "/api/wards/" + code + "/settings", "/wards/" + code)) {
            var answer = rig.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).get("code").asText()).isEqualTo("WARD_UNKNOWN");
        }
    }

    @Test
    void problemsSpeakTheLanguageAskedFor() throws Exception {
        var vietnamese = json(rig.get("/api/wards/99999"));
        assertThat(vietnamese.get("title").asText()).isEqualTo("Không có phường, xã nào mang mã này");
        var english = json(rig.get("/api/wards/99999?lang=en"));
        assertThat(english.get("title").asText()).isEqualTo("No ward has this code");
        var byHeader = rig.get("/api/wards/99999", "Accept-Language", "en-GB,vi;q=0.5");
        assertThat(json(byHeader).get("title").asText()).isEqualTo("No ward has this code");
        assertThat(byHeader.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void queryCannotNameAnotherWardThanThePath() throws Exception {
        assertThat(json(rig.get("/api/wards/00070?code=00004")).at("/ward/code").asText())
                .isEqualTo("00070");
    }

    @Test
    void pagesAreVietnameseInAnEnglishBrowserUnlessAsked() throws Exception {
        for (var path : List.of("/", "/wards/00070")) {
            assertThat(rig.get(path, "Accept-Language", "en-US,en").body()).contains("<html lang=\"vi\"");
            assertThat(rig.get(path + "?lang=en").body()).contains("<html lang=\"en\"");
        }
    }

    @Test
    void proceduresAreListedByCode() throws Exception {
        var answer = json(rig.get("/api/procedures"));
        assertThat(answer.get("procedures")).hasSize(464);
        assertThat(answer.get("procedures").get(0).get("name").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404, NOT_FOUND",
        "/assets/nothing.css, 404, NOT_FOUND",
        "/assets/../secret, 404, NOT_FOUND",
        "/api, 404, NOT_FOUND"
    })
    void unknownPathsAreProblemsToo(String path, int status, String code) throws Exception {
        var answer = rig.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH"})
    void otherMethodsAreRefused(String method) throws Exception {
        var request =
                rig.to("/api/wards").method(method, BodyPublishers.noBody()).build();
        var answer = rig.client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/wards", "/nowhere", "/assets/ui/tram.css", "/healthz", "/api/wards/99999"})
    void everyAnswerIsGuarded(String path) throws Exception {
        var headers = rig.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void pagesComeInBothLanguages() throws Exception {
        assertThat(rig.get("/").body()).contains("<html lang=\"vi\"");
        assertThat(rig.get("/?lang=en").body()).contains("<html lang=\"en\"");
        var ward = rig.get("/wards/00070");
        assertThat(ward.statusCode()).isEqualTo(200);
        assertThat(ward.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    }

    @Test
    void assetsAreKeptByBrowsersAndPacked() throws Exception {
        var plain = rig.get("/assets/ui/tram.css");
        var etag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(rig.get("/assets/ui/tram.css", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        var request =
                rig.to("/assets/ui/tram.css").header("Accept-Encoding", "gzip").build();
        var packed = rig.client.send(request, BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
        }
    }

    @Test
    void listIsPackedForWhoAsks() throws Exception {
        var request = rig.to("/api/wards").header("Accept-Encoding", "gzip").build();
        var packed = rig.client.send(request, BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.body().length).isLessThan(12_000);
    }

    @Test
    void healthAndMetricsAnswer() throws Exception {
        assertThat(json(rig.get("/healthz")).get("status").asText()).isEqualTo("ok");
        assertThat(rig.get("/metrics").body()).contains("tram_centre_boxes_alive");
    }

    @Test
    void incidentsTellWhereSinceWhenAndWhat() throws Exception {
        assertThat(json(rig.get("/api/incidents")).get("incidents")).isEmpty();
        rig.centre
                .submit(new ReportTrouble("w00070-1", AlarmCode.QUARANTINED, "entries 3 to 3: broken"))
                .toCompletableFuture()
                .join();
        rig.centre
                .submit(new ReportTrouble("", AlarmCode.UNKNOWN_BOX, "a message of w99999-1"))
                .toCompletableFuture()
                .join();
        var incidents = json(rig.get("/api/incidents")).get("incidents");
        assertThat(incidents).hasSize(2);
        var one = incidents.get(0).get("code").asText().equals("QUARANTINED") ? incidents.get(0) : incidents.get(1);
        assertThat(one.get("ward").asText()).isEqualTo("00070");
        assertThat(one.get("name").asText()).contains("Hoàn Kiếm");
        assertThat(one.get("detail").asText()).contains("broken");
        assertThat(one.get("count").asInt()).isEqualTo(1);
        assertThat(rig.get("/incidents").body()).contains("<h1>Việc cần xem</h1>");
        var schemas = json(rig.get("/openapi.json")).get("components").get("schemas");
        assertThat(names(one)).isEqualTo(promised(schemas, "Incident"));
    }

    @Test
    void documentDescribesExactlyTheRoutes() throws Exception {
        var document = json(rig.get("/openapi.json"));
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        var described = new HashSet<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toUpperCase(Locale.ROOT);
                var name = operation.getValue().get("operationId").asText();
                described.add(method + " " + path.getKey() + " " + name);
            }
        }
        assertThat(described).isEqualTo(rig.operations());
    }

    @Test
    void answersHaveTheFieldsThatTheDocumentPromises() throws Exception {
        var schemas = json(rig.get("/openapi.json")).get("components").get("schemas");
        assertThat(names(json(rig.get("/api/wards")))).isEqualTo(promised(schemas, "Wards"));
        assertThat(names(json(rig.get("/api/wards")).get("wards").get(0))).isEqualTo(promised(schemas, "WardView"));
        var day = json(rig.get("/api/wards/00070"));
        assertThat(names(day)).isEqualTo(promised(schemas, "WardDay"));
        assertThat(names(day.get("line"))).isEqualTo(promised(schemas, "Line"));
        var lag = json(rig.get("/api/wards/00070/lag"));
        assertThat(names(lag)).isEqualTo(promised(schemas, "Lag"));
        assertThat(names(lag.get("points").get(0))).isEqualTo(promised(schemas, "LagPoint"));
        assertThat(names(day.get("hours").get(0))).isEqualTo(promised(schemas, "Hour"));
        assertThat(names(day.get("series").get(0))).isEqualTo(promised(schemas, "Series"));
        assertThat(names(day.get("tickets").get(0))).isEqualTo(promised(schemas, "Ticket"));
        assertThat(names(day.get("settings"))).isEqualTo(promised(schemas, "Delivery"));
        assertThat(names(json(rig.get(SETTINGS)))).isEqualTo(promised(schemas, "Settings"));
        assertThat(names(json(rig.get("/api/procedures")))).isEqualTo(promised(schemas, "Procedures"));
        assertThat(names(json(rig.get("/healthz")))).isEqualTo(promised(schemas, "Health"));
    }

    private static Set<String> names(JsonNode object) {
        var names = new HashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> promised(JsonNode schemas, String schema) {
        return names(schemas.get(schema).get("properties"));
    }
}
