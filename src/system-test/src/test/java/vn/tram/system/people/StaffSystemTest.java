package vn.tram.system.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.OpenHall;

/** An account that the city makes comes down the line, lets its person in, and out again within a minute. */
class StaffSystemTest {
    private static final String WARD = "00070";
    private static final String LAN = "tran.thi.mai";
    private static final int POLLS = 240;

    @TempDir
    Path folder = Path.of("");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch never = new CountDownLatch(1);

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            if (condition.holds()) {
                return;
            }
            assertThat(never.await(250, TimeUnit.MILLISECONDS)).isFalse();
        }
        throw new AssertionError("not within a minute: " + what);
    }

    private HttpResponse<String> post(String address, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("X-Tram", "1")
                .POST(BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private int status(String address, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Cookie", cookies);
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private JsonNode operator(CentreSite city, String path, String body) throws IOException, InterruptedException {
        var token = Files.readString(city.data().resolve("operator.token")).strip();
        var answer = post("http://127.0.0.1:" + city.httpPort() + path, body, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private String device(RunningBox box) throws IOException, InterruptedException {
        var shown = post(box.url() + "/api/pair", "{\"kind\":\"WORKSTATION\"}");
        var code = json.readTree(shown.body()).path("code").asText();
        try (var line = box.connect()) {
            line.post("/api/step-up", "{\"pin\":\"274916\",\"act\":\"MANAGE_DEVICES\"}");
            assertThat(line.post("/api/devices", "{\"code\":\"" + code + "\",\"label\":\"Quầy 2\"}")
                            .status())
                    .isEqualTo(200);
        }
        return cookie(shown);
    }

    @Test
    void accountOfTheCityOpensAWorkstationAndItsEndClosesIt() throws Exception {
        var city = CentreSite.of(folder.resolve("centre"));
        try (var centre = city.start()) {
            assertThat(centre.isAlive()).isTrue();
            city.publish(WARD, OpenHall.json(Rules.STANDARD));
            try (var box =
                    city.box(folder.resolve("box"), WARD, city.brokerPort()).start()) {
                var made = operator(
                        city,
                        "/api/wards/" + WARD + "/staff",
                        "{\"who\":\"test\",\"name\":\"" + LAN
                                + "\",\"shown\":\"Trần Thị Mai\",\"roles\":\"RECEPTION\"}");
                try (var line = box.connect()) {
                    await(
                            "the account is at the box",
                            () -> line.get("/api/staff").body().contains(LAN));
                }
                var device = device(box);
                var chosen = post(
                        box.url() + "/api/choose-pin",
                        "{\"name\":\"" + LAN + "\",\"code\":\""
                                + made.path("code").asText() + "\",\"newPin\":\"593718\"}",
                        "Cookie",
                        device);
                assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
                var cookies = device + "; " + cookie(chosen);
                var counter = box.url() + "/api/counters/1";
                assertThat(status(counter, cookies)).isEqualTo(200);
                operator(city, "/api/wards/" + WARD + "/staff/" + LAN + "/revoke", "{\"who\":\"test\"}");
                await("the session is over", () -> status(counter, cookies) == 401);
            }
        }
    }
}
