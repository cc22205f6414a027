package vn.tram.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoxServerTest {
    @TempDir
    Path folder;

    private HttpBox box;

    @BeforeEach
    void start() throws Exception {
        box = new HttpBox(folder, HttpBox.MONDAY_NINE);
    }

    @AfterEach
    void stop() throws Exception {
        box.close();
    }

    @Test
    void aCitizenTakesANumberAndIsServed() throws Exception {
        var ticket = box.press("/api/tickets", "\"series\":\"A\",\"procedure\":\"2.000815\",");
        assertThat(ticket.get("number").textValue()).isEqualTo("A001");
        assertThat(ticket.get("ahead").intValue()).isZero();
        assertThat(ticket.get("counters").toString()).isEqualTo("[1,2]");
        assertThat(box.press("/api/counters/1/call-next", "").get("state").textValue())
                .isEqualTo("CALLED");
        assertThat(box.press("/api/counters/1/start", "").get("state").textValue())
                .isEqualTo("SERVING");
        assertThat(box.press("/api/counters/1/finish", "").get("state").textValue())
                .isEqualTo("DONE");
        var hall = HttpBox.json(box.get("/api/hall").body());
        assertThat(hall.at("/calls/0/number").textValue()).isEqualTo("A001");
        assertThat(hall.at("/counters/0/state").textValue()).isEqualTo("FREE");
        assertThat(hall.at("/ward/name").textValue()).isEqualTo("Phường Hoàn Kiếm");
        assertThat(HttpBox.json(box.get("/api/tickets/A001").body())
                        .get("state")
                        .textValue())
                .isEqualTo("DONE");
        var counter = HttpBox.json(box.get("/api/counters/1").body());
        assertThat(counter.at("/today/served").intValue()).isEqualTo(1);
        assertThat(counter.at("/undo/action").textValue()).isEqualTo("FINISH");
    }

    @Test
    void aDoublePressGivesOneNumber() throws Exception {
        var body = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"series\":\"C\"}";
        var first = box.post("/api/tickets", body);
        var second = box.post("/api/tickets", body);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(HttpBox.json(box.get("/api/hall").body())
                        .at("/series/1/waiting")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void badInputIsRefusedInTheUsersLanguageAndChangesNothing() throws Exception {
        assertProblem("/api/tickets", "{", 400, "BAD_REQUEST");
        assertProblem("/api/tickets", "[]", 400, "BAD_REQUEST");
        assertProblem("/api/tickets", "{\"requestId\":\"x\",\"series\":\"A\"}", 400, "BAD_REQUEST");
        assertProblem("/api/tickets", press("\"series\":\"AB\""), 400, "BAD_REQUEST");
        assertProblem("/api/tickets", press("\"series\":\"Z\""), 404, "SERIES_UNKNOWN");
        assertProblem("/api/tickets", press("\"series\":\"A\",\"procedure\":\"9.9\""), 404, "PROCEDURE_UNKNOWN");
        assertProblem("/api/tickets", press("\"series\":\"A\",\"channel\":\"MOON\""), 400, "BAD_REQUEST");
        assertProblem("/api/tickets", "{\"a\":\"" + "x".repeat(20_000) + "\"}", 413, "TOO_LARGE");
        assertProblem("/api/counters/1/call-next", press("\"x\":1"), 409, "NOTHING_WAITING");
        assertProblem("/api/counters/0/call-next", press("\"x\":1"), 400, "BAD_REQUEST");
        assertProblem("/api/counters/77/call-next", press("\"x\":1"), 404, "COUNTER_UNKNOWN");
        assertProblem("/api/counters/1/resume", press("\"ticket\":\"A999\""), 404, "TICKET_UNKNOWN");
        assertThat(box.get("/api/tickets/..%2f..%2fetc").statusCode()).isEqualTo(404);
        assertThat(box.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(box.get("/assets/../application.properties").statusCode()).isEqualTo(404);
        var hall = HttpBox.json(box.get("/api/hall").body());
        assertThat(hall.get("seq").longValue()).isEqualTo(1);
        var english = box.post(
                "/api/counters/1/start", press("\"x\":1"), "Content-Type", "application/json", "Accept-Language", "en");
        assertThat(HttpBox.json(english.body()).get("title").textValue()).isEqualTo("The counter has no ticket");
    }

    private void assertProblem(String path, String body, int status, String code) throws Exception {
        var answer = box.post(path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        var problem = HttpBox.json(answer.body());
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("detail").textValue()).isNotBlank();
    }

    private static String press(String fields) {
        return "{\"requestId\":\"" + UUID.randomUUID() + "\"," + fields + "}";
    }

    @Test
    void anotherSiteCannotPressButtons() throws Exception {
        var body = press("\"series\":\"A\"");
        assertThat(box.post("/api/tickets", body, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(box.post("/api/tickets", body, "Content-Type", "application/json", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        var own = "http://127.0.0.1:" + box.port;
        assertThat(box.post("/api/tickets", body, "Content-Type", "application/json", "Origin", own)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void everyPageComesWithAStrictPolicyInBothLanguages() throws Exception {
        for (var path : new String[] {"/", "/kiosk", "/counter", "/counter?n=3", "/board", "/status"}) {
            for (var lang : new String[] {"vi", "en"}) {
                var page = box.get(path + (path.contains("?") ? "&" : "?") + "lang=" + lang);
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).contains("lang=\"" + lang + "\"");
                assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                        .contains("default-src 'none'");
            }
        }
    }

    @Test
    void anEnglishBrowserStillGetsTheVietnamesePage() throws Exception {
        assertThat(box.get("/kiosk", "Accept-Language", "en-US,en;q=0.9").body())
                .contains("<html lang=\"vi\"");
    }

    @Test
    void aBoardHearsOfACallByServerSentEvents() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port)) {
            socket.setSoTimeout(10_000);
            var ask = "GET /api/hall/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nCookie: "
                    + box.cookies() + "\r\n\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(until(lines, "event: hall")).isTrue();
            box.press("/api/tickets", "\"series\":\"A\",");
            box.press("/api/counters/1/call-next", "");
            assertThat(until(lines, "\"number\":\"A001\"")).isTrue();
            assertThat(until(lines, "event: beat")).isTrue();
        }
    }

    @Test
    void streamTellsOfTheClosingThoughNothingIsCommitted() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port)) {
            socket.setSoTimeout(10_000);
            var ask = "GET /api/hall/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
                    + box.cookies().split(";", 2)[0] + "\r\n\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(until(lines, "\"open\":true")).isTrue();
            box.advance(Duration.ofHours(10));
            assertThat(until(lines, "\"open\":false")).isTrue();
        }
    }

    /** Another site's own name may be led to this address; then its pages would count as ours. */
    @Test
    void requestForAnotherNameIsRefused() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port)) {
            socket.setSoTimeout(10_000);
            var ask = "GET /api/hall HTTP/1.1\r\nHost: evil.example:8100\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("421");
            assertThat(until(lines, "HOST_UNKNOWN")).isTrue();
        }
    }

    private static boolean until(BufferedReader lines, String part) throws Exception {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(part)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theHallIsClosedAtNight() throws Exception {
        box.advance(Duration.ofHours(9));
        assertProblem("/api/tickets", press("\"series\":\"A\""), 409, "HALL_CLOSED");
        assertThat(HttpBox.json(box.get("/api/hall").body()).get("closedReason").textValue())
                .isEqualTo("AFTER_HOURS");
    }

    @Test
    void theDocumentNamesExactlyTheRoutes() throws Exception {
        var document = HttpBox.json(box.get("/openapi.json").body());
        assertThat(document.get("openapi").textValue()).startsWith("3.1");
        var described = new TreeSet<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                described.add(operation.getKey() + " " + path.getKey() + " "
                        + operation.getValue().get("operationId").textValue());
            }
        }
        var served = new TreeSet<String>();
        for (var route : box.routes().all()) {
            served.add(route.method().name().toLowerCase(Locale.ROOT) + " "
                    + route.path().replaceAll(":([a-z]+)", "{$1}") + " " + route.operation());
        }
        assertThat(described).isEqualTo(served);
    }

    @Test
    void healthMetricsAndStatusTellTheTruth() throws Exception {
        box.press("/api/tickets", "\"series\":\"A\",");
        assertThat(box.get("/healthz").body()).contains("UP");
        assertThat(box.get("/metrics").body()).contains("tram_tickets_issued_total 1");
        var status = HttpBox.json(box.get("/api/status").body());
        assertThat(status.at("/line/state").textValue()).isEqualTo("NEVER");
        assertThat(status.at("/journal/epoch").textValue()).isEqualTo("2a");
        assertThat(status.at("/clock/state").textValue()).isEqualTo("GOOD");
    }

    @Test
    void whatElseLiesInTheFolderIsNoDatabase() throws Exception {
        long before = databaseBytes();
        Files.write(folder.resolve("reserve"), new byte[3_000_000]);
        assertThat(databaseBytes()).isPositive().isEqualTo(before);
    }

    private long databaseBytes() throws Exception {
        return HttpBox.json(box.get("/api/status").body())
                .at("/disk/databaseBytes")
                .longValue();
    }
}
