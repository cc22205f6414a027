package vn.tram.centre.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.StoreFailure;

/** A ward's settings over HTTP: what is taken, and that everything else changes nothing. */
final class SettingsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "/api/wards/00070/settings";

    private final WebRig rig = made();

    private static WebRig made() {
        try {
            return new WebRig();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private String settings() throws Exception {
        return rig.get(SETTINGS).body();
    }

    @Test
    void settingsArePutAndReadBack() throws Exception {
        var changed = settings().replace("\"maxPerSeries\":999", "\"maxPerSeries\":500");
        var answer = rig.put(SETTINGS, changed, "Origin", "http://127.0.0.1:" + rig.port());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("settings").get("maxPerSeries").asInt()).isEqualTo(500);
        assertThat(json(answer).get("offset").asLong()).isGreaterThan(1);
        assertThat(json(rig.get(SETTINGS)).get("maxPerSeries").asInt()).isEqualTo(500);
        assertThat(json(rig.get("/api/wards/00004/settings"))
                        .get("maxPerSeries")
                        .asInt())
                .isEqualTo(999);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() throws Exception {
        var wrong = settings()
                .replace("\"from\":\"08:00\"", "\"from\":\"8h\"")
                .replace("\"callsBeforeAbsent\":3", "\"callsBeforeAbsent\":0")
                .replace("\"workingWeekdays\":[1", "\"workingWeekdays\":[9");
        var answer = rig.put(SETTINGS, wrong);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("code").asText()).isEqualTo("SETTINGS_WRONG");
        var fields = new HashSet<String>();
        json(answer).get("problems").forEach(problem -> {
            fields.add(problem.get("field").asText());
            assertThat(problem.get("text").asText()).endsWith(".");
        });
        assertThat(fields).containsExactlyInAnyOrder("hours[0]", "rules.callsBeforeAbsent", "workingWeekdays");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"counters\":null}",
                "{\"counters\":[{\"number\":1,\"series\":[null]}]}",
                "7",
                "\"text\""
            })
    void bodyThatIsNoSettingsIsRefused(String body) throws Exception {
        var before = settings();
        var answer = rig.put(SETTINGS, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("code").asText()).isEqualTo("BAD_REQUEST");
        assertThat(settings()).isEqualTo(before);
        assertThat(rig.troubles).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice", "rules", "hours", "closedSeries", "counters", "workingWeekdays"})
    void settingsWithAPartMissingAreRefused(String part) throws Exception {
        var node = (ObjectNode) JSON.readTree(settings());
        for (var body : List.of(node.deepCopy().without(part), node.deepCopy().putNull(part))) {
            var answer = rig.put(SETTINGS, body.toString());
            assertThat(answer.statusCode()).isEqualTo(400);
        }
        assertThat(rig.troubles).isEmpty();
    }

    @Test
    void emptyPartsInsideAreRefusedToo() throws Exception {
        var noNotice = settings().replaceAll("\"notice\":\\{[^}]*}", "\"notice\":{}");
        assertThat(rig.put(SETTINGS, noNotice).statusCode()).isEqualTo(400);
        var noFrom = settings().replace("\"from\":\"08:00\",", "");
        assertThat(rig.put(SETTINGS, noFrom).statusCode()).isEqualTo(400);
        assertThat(rig.troubles).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1:1", "null", "not an address"})
    void anotherSitesPagesMayChangeNothing(String origin) throws Exception {
        var answer = rig.put(SETTINGS, settings(), "Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("code").asText()).isEqualTo("FOREIGN_ORIGIN");
    }

    @Test
    void formOfAnotherTypeIsRefused() throws Exception {
        var request = rig.to(SETTINGS)
                .PUT(BodyPublishers.ofString(settings()))
                .header("Content-Type", "text/plain")
                .build();
        assertThat(rig.client.send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void bodyOver64KibIsRefusedWithOrWithoutItsLength() throws Exception {
        var big = " ".repeat(70 * 1024) + settings();
        assertThat(rig.put(SETTINGS, big).statusCode()).isEqualTo(413);
        var chunked = rig.to(SETTINGS)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/json")
                .build();
        assertThat(rig.client.send(chunked, BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(rig.troubles).isEmpty();
    }

    @Test
    void failingDiskIsTellingToComeBackAndChangesNothing() throws Exception {
        var before = settings();
        rig.store.failCommits(1);
        var answer = rig.put(SETTINGS, before.replace("\"paused\":false", "\"paused\":true"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer).get("code").asText()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(settings()).isEqualTo(before);
    }
}
