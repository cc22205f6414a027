package vn.tram.edge.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the box's pages do with requests that no page of its own would send. */
class HygieneTest {
    private static final String PRESS = "{\"requestId\":\"01936f1a-7c00-4abc-8def-0123456789ab\",\"series\":\"A\"}";

    @TempDir
    Path folder = Path.of("");

    private HttpBox box;
    private Cookies people;

    @BeforeEach
    void start() throws Exception {
        box = new HttpBox(folder, HttpBox.MONDAY_NINE);
        people = new Cookies(box.port);
    }

    @AfterEach
    void stop() throws Exception {
        box.close();
    }

    private int issued() throws Exception {
        var metrics = people.get("/metrics", "").body();
        return Integer.parseInt(metrics.replaceAll("(?s).*tram_tickets_issued_total (\\d+).*", "$1"));
    }

    @Test
    void everyAnswerForbidsWhatNoPageOfOursDoes() throws Exception {
        for (var path : new String[] {"/", "/signin", "/pair", "/counter", "/api/me", "/nowhere", "/healthz"}) {
            var headers = people.get(path, box.cookies()).headers();
            var policy = headers.firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "trusted-types 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(headers.firstValue("Permissions-Policy")).as(path).isPresent();
            assertThat(headers.firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void answersAboutPeopleAreKeptByNoBrowser() throws Exception {
        for (var path : new String[] {"/api/me", "/api/staff", "/api/devices", "/api/counters/1", "/api/pair"}) {
            assertThat(people.get(path, box.cookies()).headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-store");
        }
    }

    @Test
    void cookiesAreForTheServerAloneAndForThisSiteAlone() throws Exception {
        var shown = people.ask("/api/pair", "{\"kind\":\"BOARD\"}", "");
        assertThat(shown.headers().firstValue("Set-Cookie").orElse(""))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Strict", "; Path=/");
        assertThat(shown.body()).doesNotContain(Cookies.cookie(shown).split("=", 2)[1]);
    }

    @Test
    void aPressFromElsewhereChangesNothing() throws Exception {
        var own = "http://127.0.0.1:" + box.port;
        var json = "application/json";
        assertThat(box.post("/api/tickets", PRESS, "Content-Type", json, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(box.post("/api/tickets", PRESS, "Content-Type", json, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(box.post("/api/tickets", PRESS, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(raw("POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + box.cookies()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + PRESS.length() + "\r\n"
                        + "Connection: close\r\n\r\n" + PRESS))
                .as("without the header of our pages")
                .startsWith("HTTP/1.1 403");
        assertThat(issued()).isZero();
        assertThat(box.post("/api/tickets", PRESS, "Content-Type", json, "Origin", own)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void traceTellsNobodyWhatWasSent() throws Exception {
        var answer = raw("TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: abc\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("X-Secret");
    }

    @Test
    void forgedHeadersMakeNobodySomebodyElse() throws Exception {
        for (var header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-User", "X-Forwarded-Host")) {
            var answer = people.get("/api/counters/1", "", header, "127.0.0.1");
            assertThat(answer.statusCode()).as(header).isEqualTo(401);
        }
    }

    /** Each is refused, or not answered at all, and so is what hides behind it. */
    @Test
    void hostileRequestsAreRefusedAndNothingBehindThemIsAnswered() throws Exception {
        var refused = new ArrayList<String>();
        for (var hostile : hostile()) {
            var answer = raw(hostile + smuggled());
            if (answer.contains("HTTP/1.1 2")) {
                refused.add(hostile.replace("\r\n", "|") + " -> "
                        + answer.lines().findFirst().orElse(""));
            }
        }
        assertThat(refused).isEmpty();
        assertThat(people.get("/healthz", "").statusCode()).isEqualTo(200);
    }

    /** What somebody hides behind a request: another press, which would be taken if it stood alone. */
    private String smuggled() {
        var press = PRESS.replace(
                "01936f1a-7c00-4abc-8def-0123456789ab", UUID.randomUUID().toString());
        return "POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + box.cookies()
                + "\r\nX-Tram: 1\r\nContent-Type: application/json\r\nContent-Length: " + press.length() + "\r\n\r\n"
                + press;
    }

    private List<String> hostile() {
        var all = new ArrayList<String>();
        var head = "POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Tram: 1\r\nContent-Type: application/json\r\n"
                + "Cookie: " + box.cookies() + "\r\n";
        for (var coding : List.of(
                "chunked, x",
                "x, chunked, y",
                "chunked,chunked",
                "xchunked",
                "chunked\r\nTransfer-Encoding: identity",
                "identity\r\nTransfer-Encoding: chunked",
                "chunked;q=1",
                "\"chunked\"",
                "gzip")) {
            all.add(head + "Transfer-Encoding: " + coding + "\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
            all.add(head + "Transfer-Encoding: " + coding + "\r\n\r\n5\r\nabc");
        }
        for (var length :
                List.of("-1", "+5", "5, 6", "5\r\nContent-Length: 6", "0x5", "5 5", "9".repeat(30), "", "1e1")) {
            all.add(head + "Content-Length: " + length + "\r\n\r\n");
        }
        for (var chunk :
                List.of("g\r\n", "-1\r\n", "ffffffffffffffff\r\n", "5;\u0001\r\nabcde\r\n", "5 \nabcde\n", "\r\n")) {
            all.add(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
        }
        for (var line : List.of(
                "GET  /healthz HTTP/1.1",
                "GET /healthz HTTP/1.1 ",
                "GET /healthz HTTP/9.9",
                "GET /healthz",
                "GE\u0000T /healthz HTTP/1.1",
                "CONNECT evil.example:80 HTTP/1.1",
                "GET http://evil.example/ HTTP/1.1",
                "GET /" + "a".repeat(70_000) + " HTTP/1.1",
                "GET /healthz\r HTTP/1.1",
                "PRI * HTTP/2.0")) {
            all.add(line + "\r\nHost: evil.example\r\n\r\n");
        }
        for (var header : List.of(
                "A : b",
                " folded: b",
                "A: b\r\n folded",
                ": empty",
                "A\u0000: b",
                "A: b\u0000c",
                "X: " + "a".repeat(70_000),
                "Host: evil.example",
                "A\u00e9: b",
                "NoColon")) {
            all.add("POST /api/pair HTTP/1.1\r\nHost: evil.example\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
        }
        return all;
    }

    /** Everything that comes back until the other side has nothing more to say. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port)) {
            socket.setSoTimeout(1_500);
            var said = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                socket.shutdownOutput();
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    said.write(next);
                }
            } catch (IOException closedOnUs) {
                assertThat(closedOnUs).isNotNull();
            }
            return said.toString(US_ASCII);
        }
    }

    @Test
    void somebodyWhoSendsARequestByteByByteHoldsNothing() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ".getBytes(US_ASCII));
            box.advance(Duration.ofSeconds(40));
            assertThat(people.get("/healthz", "").statusCode()).isEqualTo(200);
            var end = -2;
            while (end == -2) {
                box.advance(Duration.ofSeconds(5));
                end = read(socket);
            }
            assertThat(end).as("the box has closed it").isEqualTo(-1);
        }
    }

    /** -2 while nothing has come. */
    private static int read(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        try {
            return socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException nothingYet) {
            return -2;
        }
    }

    @Test
    void aStrangerWhoAsksWithoutEndIsToldToWait() throws Exception {
        var body = "{\"kind\":\"BOARD\"}";
        int last = 0;
        for (int i = 0; i < 60 && last != 429; i++) {
            last = people.ask("/api/pair", body, "").statusCode();
        }
        assertThat(last).isEqualTo(429);
        assertThat(people.get("/api/hall", box.cookies()).statusCode())
                .as("the hall works on")
                .isEqualTo(200);
    }
}
