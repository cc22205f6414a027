package vn.tram.system.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LanAddress;

/** Who reaches the city's pages from another machine. */
class CityDoorSystemTest {
    @TempDir
    Path folder = Path.of("");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> ask(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        var shown = "Basic " + Base64.getEncoder().encodeToString(("city-it:" + token).getBytes(UTF_8));
        return client.send(
                (token.isEmpty() ? request : request.header("Authorization", shown)).build(), BodyHandlers.ofString());
    }

    @Test
    void fromAnotherMachineTheTokenOfCityItOpensThePagesAndNothingElseDoes() throws Exception {
        var city = CentreSite.of(folder.resolve("centre"));
        try (var centre = city.start(Map.of("http.host", "0.0.0.0"))) {
            assertThat(centre.isAlive()).isTrue();
            var token = Files.readString(city.data().resolve("operator.token")).strip();
            var there = "http://" + LanAddress.find() + ":" + city.httpPort();
            for (var path : List.of("/", "/api/wards", "/metrics", "/boxes", "/api/wards/00070/settings")) {
                for (var wrong : List.of("", "0".repeat(64), token.substring(1))) {
                    var refused = ask(HttpRequest.newBuilder(URI.create(there + path)), wrong);
                    assertThat(refused.statusCode()).as(path).isEqualTo(401);
                    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                            .startsWith("Basic ");
                }
                assertThat(ask(HttpRequest.newBuilder(URI.create(there + path)), token)
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            var put = HttpRequest.newBuilder(URI.create(there + "/api/wards/00070/settings"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{}"));
            assertThat(ask(put, "").statusCode()).isEqualTo(401);
            assertThat(ask(HttpRequest.newBuilder(URI.create(there + "/healthz")), "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
