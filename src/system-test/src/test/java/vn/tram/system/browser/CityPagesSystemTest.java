package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.process.OpenHall;

/**
 * One ward and the city, each a process of its own, with a line between them that is cut and healed while people look
 * at both ends. The steps build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CityPagesSystemTest {
    private static final String WARD = "00070";
    private static final Rules QUICK = new Rules(2, 0, 0, 30_000);
    private static final LineWeather LONG_WAY = new LineWeather(1_000_000, Duration.ofMillis(50));

    /** The box says how its line is with each beat. */
    private static final Duration A_BEAT = Duration.ofSeconds(75);

    private static final Pattern MEASURED = Pattern.compile("(bit/s, )?1\\d\\d ms");

    @TempDir
    static Path folder;

    private static LineProxy line;
    private static NodeProcess centre;
    private static RunningBox box;
    private static String city;
    private static Chrome wards;
    private static Chrome ward;
    private static Chrome kiosk;
    private static Chrome counter;

    @BeforeAll
    static void openCityAndHall() throws Exception {
        var site = CentreSite.of(folder.resolve("centre"));
        centre = site.start();
        site.publish(WARD, OpenHall.json(QUICK));
        line = new LineProxy(site.brokerPort(), LONG_WAY);
        box = site.box(folder.resolve("box"), WARD, line.port()).start();
        city = "http://127.0.0.1:" + site.httpPort();
        wards = new Chrome().open(city + "/", 1920, 1080);
        ward = new Chrome().open(city + "/wards/" + WARD, 1366, 768);
        kiosk = new Chrome().open(box.url() + "/kiosk", 1080, 1920);
        counter = new Chrome().open(box.url() + "/counter?n=2", 1366, 768);
    }

    @AfterAll
    static void closeAll() throws IOException {
        for (var page : List.of(wards, ward, kiosk, counter)) {
            page.close();
        }
        box.close();
        centre.close();
        line.close();
    }

    @Test
    @Order(1)
    void theCitySeesAllWardsAndWhichOneLives() throws Exception {
        wards.sees("Hoàn Kiếm");
        wards.seesIn("#total-alive", "1");
        assertThat(wards.text("#total-never")).isEqualTo("125");
        assertThat(wards.bytesLoaded()).isLessThan(Chrome.MOST_BYTES);
        wards.seesIn("#shown", "126");
        assertThat(wards.seriousFindings()).isEmpty();
    }

    @Test
    @Order(2)
    void whatHappensInTheHallIsSeenInTheCityWithoutReloading() throws Exception {
        for (int i = 0; i < 3; i++) {
            takeNumber("A00" + (i + 1));
        }
        wards.seesIn("#total-issuedToday", "3");
        counter.sees("A001");
        counter.keys(Keys.F2);
        counter.sees("Gọi lần 1");
        counter.keys(Keys.F4);
        counter.sees("Đang phục vụ");
        ward.sees("Phường Hoàn Kiếm");
        assertThat(ward.bytesLoaded()).isLessThan(Chrome.MOST_BYTES);
        ward.seesIn("#tickets", "A001");
        ward.seesIn("#tickets", "Đang phục vụ");
        ward.script("scrollTo(0, document.body.scrollHeight); return true");
        assertThat(ward.find("#lag svg[role='img']").getDomAttribute("aria-label"))
                .contains("24 giờ qua", "Chỉ có số liệu từ");
        ward.script("scrollTo(0, 0); return true");
        wards.picture("city-wards");
        ward.picture("city-ward");
        assertThat(ward.seriousFindings()).isEmpty();
    }

    @Test
    @Order(3)
    void theHallWorksOnWhileTheLineIsCutAndBothEndsSaySo() throws Exception {
        line.cut();
        counter.sees("vẫn làm việc bình thường");
        takeNumber("A004");
        counter.keys(Keys.F9);
        counter.sees("Vừa kết thúc");
        counter.keys(Keys.F2);
        counter.sees("A002");
        counter.picture("counter-line-cut");
        ward.sees("Mất liên lạc");
        ward.picture("city-ward-silent");
        assertThat(ward.seriousFindings()).isEmpty();
        assertThat(counter.seriousFindings()).isEmpty();
        assertThat(wards.text("#total-issuedToday")).isEqualTo("3");
    }

    @Test
    @Order(4)
    void theCityCatchesUpWhenTheLineIsBack() {
        line.heal();
        wards.seesIn("#total-issuedToday", "4");
        wards.seesIn("#total-servedToday", "1");
        ward.seesIn("#tickets", "A004");
        wards.seesIn("#total-alive", "1");
        assertThat(wards.text("#total-waiting")).isEqualTo("2");
    }

    @Test
    @Order(5)
    void aNoticeOfTheCityIsReadInTheHall() throws Exception {
        ward.click("#tab-settings");
        ward.sees("Dòng thông báo trên bảng");
        ward.picture("city-ward-settings");
        assertThat(ward.seriousFindings()).isEmpty();
        ward.type("#notice-vi", "Chiều nay nghỉ sớm lúc 16 giờ.");
        ward.click(".settings-form .save-bar .primary");
        ward.click("#dialog .primary");
        ward.sees("và máy tại nơi này đã nhận");
        kiosk.open(box.url() + "/board", 1920, 1080).sees("Chiều nay nghỉ sớm lúc 16 giờ.");
    }

    @Test
    @Order(5)
    void bothEndsSayHowTheLineIs() throws Exception {
        kiosk.open(box.url() + "/status", 1366, 768).seesInTime("#status", MEASURED, A_BEAT);
        kiosk.picture("status-line");
        assertThat(kiosk.seriousFindings()).isEmpty();
        kiosk.open(box.url() + "/", 1366, 768).seesIn("#line", "Mạng: thông suốt từ");
        assertThat(kiosk.seriousFindings()).isEmpty();
        ward.click("#tab-day");
        ward.seesInTime("#line", MEASURED, A_BEAT);
        wards.seesInTime("#table [data-code='" + WARD + "'] .c-line", MEASURED, A_BEAT);
        assertThat(wards.script("return Math.min(...[...document.querySelectorAll('tbody .c-name')]"
                        + ".map(name => name.getBoundingClientRect().width)) > 90"))
                .isEqualTo(true);
    }

    /** A day is not waited for: the page's own module draws one that is made up, with two cuts in it. */
    @Test
    @Order(5)
    void theLagOfADayIsDrawnWithItsGaps() throws Exception {
        for (int width : List.of(1366, 390)) {
            kiosk.open(
                    city + "/wards/" + WARD + "?lang=" + (width == 390 ? "en" : "vi"), width, width == 390 ? 844 : 768);
            kiosk.find("#line dl");
            kiosk.script("document.getElementById('line').scrollIntoView(); return true");
            kiosk.find("#lag svg");
            kiosk.script("""
                    return import('/assets/ward-lag.js').then(({showLag}) => {
                      const stepMs = 300000, now = Date.UTC(2026, 10, 30, 8, 2), points = [];
                      for (let n = 287; n >= 0; n--) {
                        const at = now - now % stepMs - n * stepMs;
                        const cut = (n > 200 && n < 216) || (n > 90 && n < 97);
                        const lagMs = n === 200 ? 4500000 : n === 90 ? 2000000 : n % 17 === 0 ? 240000 : 0;
                        if (!cut) points.push({at, lagMs});
                      }
                      showLag(document.getElementById('lag'), {now, box: 'w00070-1', since: 0, stepMs, points});
                      document.getElementById('lag').scrollIntoView({block: 'center'});
                      return true;
                    })""");
            assertThat(kiosk.all("#lag .silent")).hasSize(2);
            assertThat(kiosk.all("#lag .edge")).hasSize(3);
            assertThat(kiosk.all("#lag .since")).isEmpty();
            assertThat(kiosk.find("#lag svg").getDomAttribute("aria-label"))
                    .contains(width == 390 ? "1 hour 15 minutes" : "1 giờ 15 phút");
            assertThat(kiosk.script("return document.documentElement.scrollWidth <= " + width))
                    .isEqualTo(true);
            kiosk.picture("city-ward-lag-" + width);
            assertThat(kiosk.seriousFindings()).isEmpty();
        }
    }

    @Test
    @Order(6)
    void aBoxWithoutTheCitysKeySaysSoAndTheCityListsWhatToDo() throws Exception {
        try (var keyless =
                BoxSite.of(folder.resolve("keyless"), "00004", line.port()).start()) {
            kiosk.open(keyless.url() + "/status", 1366, 768).sees("chưa được khai khoá ký của thành phố");
            kiosk.picture("status-no-city-key");
            assertThat(kiosk.seriousFindings()).isEmpty();
            wards.open(city + "/incidents", 1366, 768).sees("Máy từ chối tin mang danh thành phố");
            wards.sees("Ba Đình");
            wards.sees("Vẫn an toàn");
            wards.picture("city-incidents");
            assertThat(wards.seriousFindings()).isEmpty();
            wards.open(city + "/incidents", 390, 844).sees("Cần làm");
            assertThat(wards.script("return document.documentElement.scrollWidth <= 390"))
                    .isEqualTo(true);
            wards.picture("city-incidents-phone");
            assertThat(wards.seriousFindings()).isEmpty();
            readAnIncidentByKeyboard();
            wards.open(city + "/", 1920, 1080).seesIn("#total-alarms", "1");
            wards.picture("city-wards-incident");
        }
    }

    @Test
    @Order(7)
    void theCityPagesAskNobodyElseAndBreakNowhere() throws Exception {
        for (var page : List.of(wards, ward)) {
            assertThat(page.asked()).allMatch(url -> url.startsWith(city) || url.startsWith("data:"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    private static void readAnIncidentByKeyboard() {
        for (int i = 0; i < 10 && !wards.focused().equals("SUMMARY"); i++) {
            wards.tab();
        }
        assertThat(wards.focused()).isEqualTo("SUMMARY");
        wards.keys(Keys.ENTER);
        wards.sees("FEED_NO_KEY");
    }

    private static void takeNumber(String expected) {
        kiosk.open(box.url() + "/kiosk", 1080, 1920).sees("Chứng thực");
        kiosk.clickUntil("[data-series='A']", "Ông/bà làm thủ tục nào?");
        kiosk.clickUntil("[data-procedure='2.000815']", expected);
    }
}
