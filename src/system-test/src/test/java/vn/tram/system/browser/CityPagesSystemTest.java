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
