package vn.tram.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import vn.tram.system.process.Doors;

/** One headless Chromium with a fresh profile. Waits for conditions, never for time. */
final class Chrome implements AutoCloseable {
    /** A page on its first load, compressed, with all it brings. */
    static final long MOST_BYTES = 100 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Path SCREENS = Path.of("target/screens");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChromeDriver driver;

    Chrome() {
        var options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--autoplay-policy=no-user-gesture-required");
        var logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(program("chromedriver")))
                .build();
        driver = new ChromeDriver(service, options);
    }

    private static String program(String name) {
        for (var folder : Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1)) {
            var file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new AssertionError(
                name + " is not installed; src/bin/check installs it (Debian: chromium, chromium-driver)");
    }

    /** A page at the size of the screen it is made for. */
    Chrome open(String url, int width, int height) {
        enter(url);
        return visit(url, width, height);
    }

    /** A page as somebody opens it whom the box does not know. */
    Chrome visit(String url, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.get(url);
        return this;
    }

    /** Brings the cookies of a workstation and of whoever is signed in at it, where a box serves. */
    private void enter(String url) {
        var address = URI.create(url);
        try {
            var entry = Doors.of(address.getPort());
            if (entry.isPresent()) {
                for (var cookie : entry.get().signedIn().split("; ", -1)) {
                    var parts = cookie.split("=", 2);
                    driver.executeCdpCommand(
                            "Network.setCookie",
                            Map.of(
                                    "name",
                                    parts[0],
                                    "value",
                                    parts[1],
                                    "url",
                                    "http://" + address.getAuthority() + "/",
                                    "httpOnly",
                                    true,
                                    "sameSite",
                                    "Strict"));
                }
            }
        } catch (IOException failed) {
            throw new AssertionError("nobody came in at " + url, failed);
        }
    }

    WebElement find(String css) {
        return until(css + " is there", () -> {
            var found = driver.findElements(By.cssSelector(css));
            return found.isEmpty() || !found.get(0).isDisplayed() ? null : found.get(0);
        });
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void click(String css) {
        until("a press on " + css, () -> {
            find(css).click();
            return true;
        });
    }

    /** Presses until the page shows the text: a kiosk lets a tap pass that comes too soon after the last screen. */
    void clickUntil(String css, String text) {
        until("pressing " + css + " shows " + text, () -> {
            if (driver.findElement(By.tagName("body")).getText().contains(text)) {
                return true;
            }
            driver.findElements(By.cssSelector(css)).stream().findFirst().ifPresent(WebElement::click);
            return null;
        });
    }

    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void tab() {
        keys(Keys.TAB);
    }

    /** Waits until the page shows the text somewhere a person can see it. */
    void sees(String text) {
        until(
                "the text " + text,
                () -> driver.findElement(By.tagName("body")).getText().contains(text) ? true : null);
    }

    /** Waits until that part of the page holds the text. */
    void seesIn(String css, String text) {
        until(css + " shows " + text, () -> find(css).getText().contains(text) ? true : null);
    }

    /** Waits longer than for what a person did, for what comes once a minute. */
    void seesInTime(String css, Pattern pattern, Duration patience) {
        until(
                css + " shows " + pattern,
                patience,
                () -> pattern.matcher(find(css).getText()).find() ? true : null);
    }

    /** What has the focus, as its selector's words would be: id, class or name. */
    String focused() {
        return String.valueOf(script("const at = document.activeElement;"
                + "return at.id || at.getAttribute('href') || at.className || at.tagName"));
    }

    /** Writes into a field, in place of what stands there. */
    void type(String css, String text) {
        var field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    String text(String css) {
        return find(css).getText();
    }

    /** Runs a script in the page, for measures a person would take with a ruler. */
    Object script(String script) {
        return Objects.requireNonNull(driver.executeScript(script));
    }

    /** Waits until the number that a script finds, none counting as 0, is greater than {@code than}; returns it. */
    double seesMore(String script, double than) {
        return until("more than " + than, () -> {
            double found = script(script) instanceof Number number ? number.doubleValue() : 0;
            return found > than ? found : null;
        });
    }

    /**
     * What the page at hand cost on the wire, with its styles, scripts, pictures and fonts; a stream is not counted.
     */
    long bytesLoaded() {
        return ((Number) script("const all = ['navigation', 'resource'].flatMap(t => performance.getEntriesByType(t));"
                        + "return all.reduce((sum, entry) => sum + entry.encodedBodySize, 0)"))
                .longValue();
    }

    interface Look<T> {
        @org.jspecify.annotations.Nullable
        T look();
    }

    private <T> T until(String what, Look<T> look) {
        return until(what, PATIENCE, look);
    }

    private <T> T until(String what, Duration patience, Look<T> look) {
        try {
            return Objects.requireNonNull(new WebDriverWait(driver, patience)
                    .ignoring(WebDriverException.class)
                    .withMessage(what)
                    .until(ignored -> look.look()));
        } catch (TimeoutException neverCame) {
            leaveFailure(what);
            throw neverCame;
        }
    }

    /** What was on the screen instead says more than any message. */
    private void leaveFailure(String what) {
        try {
            picture("failed-" + what.replaceAll("[^\\p{L}0-9]+", "-"));
        } catch (IOException | WebDriverException noPicture) {
            System.err.println("no picture of the failure: " + noPicture.getMessage());
        }
    }

    /** Leaves a picture for people to look at. */
    void picture(String name) throws IOException {
        Files.createDirectories(SCREENS);
        Files.write(SCREENS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** axe-core's findings of impact serious or critical, in words. */
    List<String> seriousFindings() throws IOException {
        driver.executeScript(axe());
        var json = (String) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(r => done(JSON.stringify(r.violations)));");
        var findings = new ArrayList<String>();
        for (var violation : JSON.readTree(json)) {
            var impact = violation.path("impact").asText();
            if (impact.equals("serious") || impact.equals("critical")) {
                findings.add(violation.path("id").asText() + ": "
                        + violation.path("nodes").path(0).path("html").asText());
            }
        }
        return findings;
    }

    private static String axe() throws IOException {
        try (var in = Objects.requireNonNull(Chrome.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every address the pages asked for since the last call. */
    List<String> asked() throws IOException {
        var urls = new ArrayList<String>();
        for (var line : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(line.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.at("/params/request/url").asText());
            }
        }
        assertThat(urls).as("a page that asks for nothing was not watched").isNotEmpty();
        return urls;
    }

    /** Errors the pages wrote to the console since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(line -> line.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(line -> line.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
