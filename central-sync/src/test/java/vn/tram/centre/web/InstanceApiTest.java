package vn.tram.centre.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.Copy;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;

/** Two copies of a box, and a person at the city who says which of them is the box. */
final class InstanceApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String COPIES = "/api/boxes/w00070-1/copies";
    private static final String RULING = "/api/boxes/w00070-1/ruling";

    private WebRig rig = made();
    private long[] tokens = new long[2];

    private static WebRig made() {
        try {
            return new WebRig();
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeEach
    void twoCopiesLive() {
        greets(0);
        greets(0);
        tokens[1] = tokens[0];
        for (int i = 0; i < 8; i++) {
            greets(1 - i / 2 % 2);
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Verdict greets(int copy) {
        Welcome welcome = rig.ask(new Greet(
                BOX,
                new Hello(
                        1,
                        Map.of(),
                        0,
                        "0.1.0",
                        Map.of(),
                        Memory.NONE,
                        new Copy(tokens[copy], 5 + copy, Bytes.owned(new byte[] {(byte) copy, 2, 3, 4, 5})))));
        tokens[copy] = welcome.lease().token();
        return welcome.verdict();
    }

    private static String ruling(long seen, String act, int instance) {
        return "{\"seen\": " + seen + ", \"act\": \"" + act + "\", \"instance\": " + instance
                + ", \"who\": \"Trần Thị Lan\", \"why\": \"thẻ nhớ bị sao chép\"}";
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private String incidents() throws Exception {
        return rig.get("/api/incidents").body();
    }

    @Test
    void chosenCopyMaySendAndTheIncidentIsOver() throws Exception {
        var before = json(rig.get(COPIES));
        assertThat(before.get("cloned").asBoolean()).isTrue();
        assertThat(before.get("name").asText()).contains("Hoàn Kiếm");
        assertThat(before.get("copies")).hasSize(2);
        assertThat(before.get("copies").get(0).get("machine").asText()).hasSize(8);
        assertThat(before.get("ruling").isNull()).isTrue();
        assertThat(incidents()).contains("CLONE");
        int speaker = before.get("copies").get(0).get("speaks").asBoolean() ? 1 : 2;

        var answer = rig.put(RULING, ruling(0, "CHOOSE", speaker));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("changed").asBoolean()).isTrue();
        assertThat(json(answer).get("copies").get("ruling").get("who").asText()).isEqualTo("Trần Thị Lan");
        assertThat(incidents()).doesNotContain("CLONE");
        assertThat(greets(0)).isNotEqualTo(greets(1)).isIn(Verdict.OK, Verdict.FENCE);
        assertThat(incidents()).contains("FENCED");
    }

    @Test
    void sameDecisionAgainChangesNothingAndAnOlderPageHearsWhoDecided() throws Exception {
        rig.put(RULING, ruling(0, "CHOOSE", 1));
        var again = rig.put(RULING, ruling(0, "CHOOSE", 1));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("changed").asBoolean()).isFalse();
        var other = rig.put(RULING, ruling(0, "CHOOSE", 2));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other).get("code").asText()).isEqualTo("RULING_OVERTAKEN");
        assertThat(json(other).get("hint").asText()).contains("Trần Thị Lan", "thẻ nhớ bị sao chép");
        assertThat(json(rig.get(COPIES)).get("ruling").get("instance").asInt()).isEqualTo(1);
    }

    @Test
    void stolenBoxIsFencedAsAWholeAndTheFenceIsLifted() throws Exception {
        assertThat(rig.put(RULING, ruling(0, "FENCE", 0)).statusCode()).isEqualTo(200);
        assertThat(greets(0)).isEqualTo(Verdict.FENCE);
        assertThat(rig.put(RULING, ruling(1, "LIFT", 0)).statusCode()).isEqualTo(200);
        assertThat(greets(0)).isEqualTo(Verdict.CLONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|BAD_REQUEST",
                "[]|400|BAD_REQUEST",
                "no json|400|BAD_REQUEST",
                "{\"seen\":0,\"act\":\"BURN\",\"instance\":1,\"who\":\"a\",\"why\":\"b\"}|400|BAD_REQUEST",
                "{\"seen\":0,\"act\":\"CHOOSE\",\"instance\":1.5,\"who\":\"a\",\"why\":\"b\"}|400|BAD_REQUEST",
                "{\"seen\":0,\"act\":\"CHOOSE\",\"instance\":1,\"who\":\" \",\"why\":\"b\"}|400|RULING_WRONG",
                "{\"seen\":0,\"act\":\"CHOOSE\",\"instance\":9,\"who\":\"a\",\"why\":\"b\"}|404|INSTANCE_UNKNOWN"
            })
    void badDecisionsAreRefusedWithAReason(String body, int status, String code) throws Exception {
        var answer = rig.put(RULING, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("code").asText()).isEqualTo(code);
        assertThat(json(rig.get(COPIES)).get("ruling").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/api/boxes/w99999-1/copies", "/api/boxes/Nobody/copies", "/boxes/w99999-1"})
    void boxesOfNobodyAreUnknown(String path) throws Exception {
        var answer = rig.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("code").asText()).isEqualTo("BOX_UNKNOWN");
    }

    @Test
    void answersHaveTheFieldsThatTheDocumentPromises() throws Exception {
        var schemas = json(rig.get("/openapi.json")).get("components").get("schemas");
        var ruled = json(rig.put(RULING, ruling(0, "CHOOSE", 1)));
        same(schemas, "Ruled", ruled);
        same(schemas, "Copies", ruled.get("copies"));
        same(schemas, "LastRuling", ruled.get("copies").get("ruling"));
        same(schemas, "Copy", ruled.get("copies").get("copies").get(0));
        assertThat(rig.get("/boxes/w00070-1").body()).contains("data-ward=\"w00070-1\"");
    }

    private static void same(JsonNode schemas, String schema, JsonNode object) {
        assertThat(object.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        () -> schemas.get(schema).get("properties").fieldNames());
    }
}
