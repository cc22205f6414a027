package vn.tram.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.Access.Who;
import vn.tram.edge.web.http.Routes.Route;

/** Who reaches what: every route of the box against every kind of caller. */
class DoorTest {
    private static final Set<Integer> SHUT = Set.of(401, 403);

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

    private HttpResponse<String> ask(Route route, String cookies) throws Exception {
        var path = route.path()
                .replace(":number", "A999")
                .replace(":name", "nobody")
                .replaceAll(":[a-z]+", "1");
        return route.method().equals(HttpMethod.GET)
                ? people.get(path.replace("/stream", ""), cookies)
                : people.ask(path, "{}", cookies);
    }

    private static boolean isApi(Route route) {
        return route.access().who() != Who.MACHINE; // this machine is where the test runs
    }

    @Test
    void aStrangerReachesNothingButWhatMakesOneKnown() throws Exception {
        for (var route : box.routes().all()) {
            if (isApi(route)) {
                var status = ask(route, "").statusCode();
                boolean open = route.access().who() == Who.ANYONE;
                assertThat(SHUT.contains(status))
                        .as(route.path() + " " + status)
                        .isEqualTo(!open);
            }
        }
    }

    @Test
    void eachKindOfDeviceReachesItsOwnEndpointsAndNothingElse() throws Exception {
        for (var kind : new String[] {"KIOSK", "BOARD", "SCANNER", "WORKSTATION"}) {
            var cookies = people.device(kind, "Máy " + kind);
            for (var route : box.routes().all()) {
                var access = route.access();
                boolean may = access.who() == Who.ANYONE
                        || (access.who() == Who.DEVICE
                                && access.kinds().stream()
                                        .anyMatch(one -> one.name().equals(kind)));
                if (isApi(route) && !may) {
                    assertThat(ask(route, cookies).statusCode())
                            .as(kind + " " + route.path())
                            .isIn(SHUT);
                } else if (isApi(route)
                        && access.who() == Who.DEVICE
                        && route.method().equals(HttpMethod.GET)) {
                    assertThat(ask(route, cookies).statusCode())
                            .as(kind + " " + route.path())
                            .isNotIn(SHUT);
                }
            }
        }
    }

    @Test
    void whoMayOneThingMayNotAnother() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        var auditor = people.signIn(device, "kiem.toan", "AUDITOR");
        assertThat(people.ask("/api/counters/1/call-next", "{}", auditor).statusCode())
                .isEqualTo(403);
        assertThat(people.get("/api/devices", auditor).statusCode()).isEqualTo(403);
        var reception = people.signIn(device, "tran.thi.mai", "RECEPTION");
        assertThat(people.get("/api/staff", reception).statusCode()).isEqualTo(403);
        assertThat(people.get("/api/hall", reception).statusCode()).isEqualTo(200);
    }

    @Test
    void theConsoleAnswersItsTokenAlone() throws Exception {
        var body = "{\"name\":\"somebody\",\"roles\":\"LEADER\"}";
        assertThat(people.ask("/console/invite", body, box.cookies()).statusCode())
                .isEqualTo(403);
        assertThat(people.console("/console/invite", body).statusCode()).isEqualTo(200);
    }

    @Test
    void aCookieThatWasCarriedOffOpensNothingAndEndsItsSession() throws Exception {
        var other = people.device("WORKSTATION", "Máy khác");
        var session = box.cookies().split("; ", 2)[1];
        assertThat(people.get("/api/counters/1", box.cookies()).statusCode()).isEqualTo(200);
        assertThat(people.get("/api/counters/1", other + "; " + session).statusCode())
                .isEqualTo(401);
        assertThat(people.get("/api/counters/1", box.cookies()).statusCode())
                .as("signed in again")
                .isEqualTo(401);
    }

    @Test
    void whoeverSignsInAtAWorkstationEndsWhoWasThere() throws Exception {
        var device = box.cookies().split("; ", 2)[0];
        var next = people.signIn(device, "tran.thi.mai", "RECEPTION");
        assertThat(people.get("/api/counters/1", box.cookies()).statusCode()).isEqualTo(401);
        assertThat(people.get("/api/counters/1", next).statusCode()).isEqualTo(200);
    }

    @Test
    void aScreenThatNobodyTouchesIsLockedAndOpensByThePin() throws Exception {
        box.advance(Duration.ofMinutes(10));
        until(423, "/api/counters/1");
        var wrong = people.ask("/api/unlock", "{\"pin\":\"118822\"}", box.cookies());
        assertThat(wrong.statusCode()).isEqualTo(401);
        var right = "{\"pin\":\"" + Cookies.PIN + "\"}";
        assertThat(people.ask("/api/unlock", right, box.cookies()).statusCode()).isEqualTo(200);
        assertThat(people.get("/api/counters/1", box.cookies()).statusCode()).isEqualTo(200);
    }

    @Test
    void aWorkingDayIsTheLongestSession() throws Exception {
        box.advance(Duration.ofHours(9));
        people.ask("/api/counters/1/call-next", "{}", box.cookies());
        box.advance(Duration.ofMinutes(61));
        until(401, "/api/counters/1");
    }

    /** The door looks each second of the real clock. */
    private void until(int status, String path) throws Exception {
        int seen = 0;
        for (int i = 0; i < 20_000 && seen != status; i++) {
            seen = people.get(path, box.cookies()).statusCode();
        }
        assertThat(seen).isEqualTo(status);
    }

    @Test
    void aNewPinEndsWhatThatPersonHasOpenElsewhere() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        var first = people.signIn(device, "tran.thi.mai", "RECEPTION");
        var second = people.signIn(people.device("WORKSTATION", "Quầy 3"), "tran.thi.mai", "RECEPTION");
        assertThat(people.get("/api/counters/1", first).statusCode()).isEqualTo(401);
        assertThat(people.get("/api/counters/1", second).statusCode()).isEqualTo(200);
    }

    @Test
    void whoReachesForWhatTheyMayNotIsWrittenDown() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        var auditor = people.signIn(device, "kiem.toan", "AUDITOR");
        people.ask("/api/counters/1/call-next", "{}", auditor);
        people.get("/healthz", ""); // the core has served what came before
        assertThat(box.records()).anyMatch(event -> event.contains("kiem.toan") && event.contains("NOT_ALLOWED"));
    }

    @Test
    void aDeviceThatWasTakenBackReachesNothingAndWhoWasInAtItIsOut() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        var session = people.signIn(device, "tran.thi.mai", "RECEPTION");
        var id = Cookies.json(people.get("/api/me", session)).at("/device/id").textValue();
        var admin = people.signIn(box.cookies().split("; ", 2)[0], "le.van.an", "WARD_ADMIN");
        var revoke = "/api/devices/" + id + "/revoke";
        assertThat(Cookies.json(people.ask(revoke, "{}", admin)).get("code").textValue())
                .isEqualTo("STEP_UP_NEEDED");
        var stepUp = "{\"pin\":\"" + Cookies.PIN + "\",\"act\":\"MANAGE_DEVICES\"}";
        assertThat(people.ask("/api/step-up", stepUp, admin).statusCode()).isEqualTo(200);
        assertThat(people.ask(revoke, "{}", admin).statusCode()).isEqualTo(200);
        assertThat(people.get("/api/counters/1", session).statusCode()).isEqualTo(401);
    }

    @Test
    void guessingAtOneWorkstationIsStoppedAndTheRightPinWaitsToo() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        people.signIn(device, "tran.thi.mai", "RECEPTION");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(device, "118822").statusCode()).isEqualTo(401);
        }
        var waiting = signIn(device, Cookies.PIN);
        assertThat(waiting.statusCode()).isEqualTo(429);
        assertThat(Cookies.json(waiting).get("waitMs").longValue()).isBetween(1L, 60_000L);
        box.advance(Duration.ofMinutes(2));
        assertThat(signIn(device, Cookies.PIN).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> signIn(String device, String pin) throws Exception {
        return people.ask("/api/sign-in", "{\"name\":\"tran.thi.mai\",\"pin\":\"" + pin + "\"}", device);
    }

    @Test
    void aCodeOpensOnceAndAPinThatIsEasilyGuessedIsNotTaken() throws Exception {
        var device = people.device("WORKSTATION", "Quầy 2");
        var invited = people.console("/console/invite", "{\"name\":\"le.van.an\",\"roles\":\"LEADER\"}");
        var code = Cookies.json(invited).get("code").textValue();
        assertThat(Cookies.json(choose(device, code, "123456")).get("fault").textValue())
                .isEqualTo("RUN");
        assertThat(choose(device, code, Cookies.PIN).statusCode()).isEqualTo(200);
        assertThat(choose(device, code, "593718").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> choose(String device, String code, String pin) throws Exception {
        var body = "{\"name\":\"le.van.an\",\"code\":\"" + code + "\",\"newPin\":\"" + pin + "\"}";
        return people.ask("/api/choose-pin", body, device);
    }

    @Test
    void everyRouteSaysWhoMayAsk() {
        assertThat(box.routes().all()).extracting(Route::access).doesNotContainNull();
        var open = box.routes().all().stream()
                .filter(route -> route.access().equals(Access.anyone()))
                .map(Route::path)
                .toList();
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "/healthz", "/api/setup", "/api/setup/claim", "/api/me", "/api/pair", "/api/pair");
    }
}
