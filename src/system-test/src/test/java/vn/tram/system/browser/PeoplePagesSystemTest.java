package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import vn.tram.firmware.settings.WardSettings.Rules;

/** Devices and people become known to a box, by the eyes and hands of people. The steps build on each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PeoplePagesSystemTest {
    private static final String PIN = "274916";

    @TempDir
    static Path folder;

    private static HallBox hall;
    private static Chrome admin;
    private static Chrome stranger;

    @BeforeAll
    static void openTheHall() throws Exception {
        hall = new HallBox(folder, Rules.STANDARD);
        admin = new Chrome().open(hall.url("/devices"), 1366, 768);
        stranger = new Chrome().visit(hall.url("/kiosk"), 1080, 1920);
    }

    @AfterAll
    static void closeTheHall() {
        admin.close();
        stranger.close();
        hall.stop();
    }

    @Test
    @Order(1)
    void aScreenThatNobodyKnowsShowsItsCode() throws Exception {
        stranger.sees("Máy này dùng để làm gì?");
        stranger.picture("pair-choose");
        assertThat(stranger.seriousFindings()).isEmpty();
        stranger.click("#kinds .door:nth-of-type(2)");
        stranger.sees("Đọc mã này cho quản trị phường");
        assertThat(stranger.text("#code")).matches("[2-9BCDFGHJKMNPQRTVWXYZ]{6}");
        stranger.picture("pair-code");
        assertThat(stranger.seriousFindings()).isEmpty();
    }

    @Test
    @Order(2)
    void anAdministratorConfirmsItByTheCodeAndAPinAndItsPageOpens() throws Exception {
        admin.sees("1 máy đang hiện mã");
        admin.type("#code", stranger.text("#code"));
        admin.type("#label", "Máy lấy số ở cửa");
        admin.keys(Keys.ENTER);
        admin.sees("Nhập lại mã PIN");
        admin.picture("devices-pin");
        assertThat(admin.seriousFindings()).isEmpty();
        admin.type("#ask-pin", PIN);
        admin.keys(Keys.ENTER);
        admin.seesIn("#list", "Máy lấy số ở cửa");
        admin.picture("devices");
        assertThat(admin.seriousFindings()).isEmpty();
        stranger.sees("Chứng thực");
    }

    @Test
    @Order(3)
    void aDeviceThatIsTakenBackSeesNothingMore() {
        admin.click("[aria-label='Gỡ máy Máy lấy số ở cửa']");
        admin.sees("Đã gỡ Máy lấy số ở cửa");
        stranger.visit(hall.url("/kiosk"), 1080, 1920).sees("Máy này dùng để làm gì?");
    }

    @Test
    @Order(4)
    void signingInSaysWhatIsWrongAndWhatToDo() throws Exception {
        admin.open(hall.url("/signin"), 1366, 768).sees("Vào làm việc");
        admin.type("#name", "nguyen.thi.lan");
        admin.type("#pin", "118822");
        admin.keys(Keys.ENTER);
        admin.sees("Tên hoặc mã PIN không đúng");
        admin.picture("signin-wrong");
        assertThat(admin.seriousFindings()).isEmpty();
        admin.click("#first");
        admin.sees("Mã một lần");
        admin.picture("signin-code");
        assertThat(admin.seriousFindings()).isEmpty();
        admin.open(hall.url("/signin?to=%2Fcounter%3Fn%3D1"), 390, 844).sees("Vào làm việc");
        assertThat(admin.script("return document.documentElement.scrollWidth <= 390"))
                .isEqualTo(true);
        admin.picture("signin-phone");
        admin.type("#name", "nguyen.thi.lan");
        admin.type("#pin", PIN);
        admin.keys(Keys.ENTER);
        admin.sees("Quầy 1");
    }

    @Test
    @Order(5)
    void theCounterShowsWhoWorksAndChangesPersonByAKey() throws Exception {
        admin.visit(hall.url("/counter?n=1"), 1366, 768).seesIn("#person", "nguyen.thi.lan");
        assertThat(admin.script("return document.querySelector('.head').getBoundingClientRect().height < 90"))
                .as("the header is one line")
                .isEqualTo(true);
        admin.picture("counter-person");
        admin.keys(Keys.F12);
        admin.sees("Việc đang làm ở quầy vẫn còn nguyên.");
        admin.picture("counter-switch");
        assertThat(admin.seriousFindings()).isEmpty();
        admin.type("#ask-name", "nguyen.thi.lan");
        admin.type("#ask-pin", PIN);
        admin.keys(Keys.ENTER);
        admin.sees("nguyen.thi.lan đang làm việc");
    }

    @Test
    @Order(6)
    void aLockedScreenKeepsItsPageAndOpensByThePin() throws Exception {
        admin.click("#person-button");
        admin.click("#dialog .stack .btn:nth-of-type(2)");
        admin.sees("Màn hình đang khóa: nguyen.thi.lan");
        admin.picture("counter-locked");
        assertThat(admin.seriousFindings()).isEmpty();
        admin.type("#ask-pin", "118822");
        admin.keys(Keys.ENTER);
        admin.sees("Tên hoặc mã PIN không đúng");
        admin.type("#ask-pin", PIN);
        admin.keys(Keys.ENTER);
        admin.seesIn("#person", "nguyen.thi.lan");
        admin.seesMore("return document.getElementById('dialog').open ? 0 : 1", 0);
    }

    @Test
    @Order(7)
    void thePageOfStaffFitsItsScreen() throws Exception {
        admin.visit(hall.url("/staff"), 1366, 768).seesIn("#list", "nguyen.thi.lan");
        admin.picture("staff");
        assertThat(admin.seriousFindings()).isEmpty();
        // What was refused on purpose, and the stream of a session that another took over.
        assertThat(admin.complaints())
                .allMatch(line -> line.matches("(?s).*(status of 40[13]|ERR_INCOMPLETE_CHUNKED_ENCODING).*"));
    }
}
