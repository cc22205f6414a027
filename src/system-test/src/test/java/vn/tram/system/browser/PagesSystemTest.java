package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import vn.tram.firmware.settings.WardSettings.Rules;

/** One morning in a hall, by the eyes and hands of people. The steps build on each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PagesSystemTest {
    private static final Rules QUICK = new Rules(2, 0, 0, 30_000);

    private static final String WHICH = "Ông/bà làm thủ tục nào?";

    @TempDir
    static Path folder;

    private static HallBox hall;
    private static Chrome kiosk;
    private static Chrome counter;
    private static Chrome board;

    @BeforeAll
    static void openTheHall() throws Exception {
        hall = new HallBox(folder, QUICK);
        kiosk = new Chrome().open(hall.url("/kiosk"), 1080, 1920);
        counter = new Chrome().open(hall.url("/counter?n=2"), 1366, 768);
        board = new Chrome().open(hall.url("/board"), 1920, 1080);
    }

    @AfterAll
    static void closeTheHall() {
        kiosk.close();
        counter.close();
        board.close();
        hall.stop();
    }

    @Test
    @Order(1)
    void aCitizenHasANumberAfterTwoTaps() throws Exception {
        kiosk.sees("Chứng thực");
        kiosk.picture("kiosk-services");
        assertThat(kiosk.seriousFindings()).isEmpty();
        kiosk.clickUntil("[data-series='A']", WHICH);
        kiosk.picture("kiosk-procedures");
        assertThat(kiosk.seriousFindings()).isEmpty();
        kiosk.clickUntil("[data-procedure='2.000815']", "A001");
        kiosk.picture("kiosk-number");
        assertThat(kiosk.seriousFindings()).isEmpty();
    }

    @Test
    @Order(2)
    void theFirstLoadOfEachPageIsSmall() {
        for (var address : List.of("/kiosk", "/counter?n=3", "/board", "/status")) {
            try (var page = new Chrome().open(hall.url(address), 1366, 768)) {
                page.sees("Hoàn Kiếm");
                assertThat(page.bytesLoaded()).as(address).isLessThan(Chrome.MOST_BYTES);
            }
        }
    }

    @Test
    @Order(2)
    void aFingerFindsEveryKioskButton() {
        kiosk.open(hall.url("/kiosk"), 1080, 1920).sees("Chứng thực");
        var small = kiosk.script("return [...document.querySelectorAll('button')].filter(b => b.offsetParent)"
                + ".map(b => b.getBoundingClientRect()).filter(r => r.width < 81 || r.height < 81).length");
        assertThat(small).isEqualTo(0L);
        var clipped = kiosk.script("return [...document.querySelectorAll('button, h1, p, b')]"
                + ".filter(e => e.offsetParent && getComputedStyle(e).display !== 'inline')"
                + ".filter(e => e.scrollWidth > e.clientWidth + 2).length");
        assertThat(clipped).isEqualTo(0L);
    }

    @Test
    @Order(3)
    void anOfficerServesByKeyboardAloneAndTheBoardFollows() throws Exception {
        counter.sees("A001");
        assertThat(counter.seriousFindings()).isEmpty();
        counter.keys(Keys.F2);
        board.sees("A001");
        board.picture("board-call");
        assertThat(board.seriousFindings()).isEmpty();
        counter.sees("Gọi lần 1");
        counter.keys(Keys.F4);
        counter.sees("Đang phục vụ");
        counter.picture("counter-serving");
        assertThat(counter.seriousFindings()).isEmpty();
        counter.keys(Keys.F9);
        counter.sees("Vừa kết thúc");
        counter.keys(Keys.F10);
        counter.sees("Đang phục vụ");
        counter.keys(Keys.F9);
        counter.sees("Vừa kết thúc");
        counter.picture("counter-free");
    }

    @Test
    @Order(4)
    void pagesSpeakEnglishWhenAsked() {
        kiosk.open(hall.url("/kiosk"), 1080, 1920).sees("Chứng thực");
        kiosk.clickUntil("#language", "Certification");
        assertThat(kiosk.script("return document.documentElement.lang")).isEqualTo("en");
    }

    @Test
    @Order(5)
    void theStatusPageFitsAPhone() throws Exception {
        try (var phone = new Chrome().open(hall.url("/status"), 390, 844)) {
            phone.sees("Phường Hoàn Kiếm");
            assertThat(phone.script("return document.documentElement.scrollWidth <= 390"))
                    .isEqualTo(true);
            assertThat(phone.seriousFindings()).isEmpty();
            phone.picture("status-phone");
            phone.open(hall.url("/"), 1366, 768).sees("Máy chủ tại bộ phận Một cửa");
            assertThat(phone.seriousFindings()).isEmpty();
        }
    }

    @Test
    @Order(6)
    void nothingLeavesTheBoxAndNothingBreaksInThePages() throws Exception {
        for (var page : List.of(kiosk, counter, board)) {
            assertThat(page.asked())
                    .allMatch(
                            url -> url.startsWith(hall.url("/")) || url.startsWith("data:") || url.startsWith("blob:"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    @Order(7)
    void everyPageSaysWhenTheBoxIsGoneAndRecoversAlone() throws Exception {
        kiosk.open(hall.url("/kiosk"), 1080, 1920).sees("Chứng thực");
        hall.stop();
        kiosk.sees("tạm mất liên lạc");
        kiosk.picture("kiosk-unreachable");
        hall.startAgain();
        kiosk.sees("Chứng thực");
        board.sees("A001");
        counter.keys(Keys.F2);
        kiosk.clickUntil("[data-series='C']", WHICH);
        kiosk.clickUntil("[data-procedure='']", "C001");
        assertThat(kiosk.text("#ward")).isEqualTo("Phường Hoàn Kiếm");
    }
}
