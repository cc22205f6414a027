package vn.tram.bench.footprint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.HttpLine;

/** Boards, kiosks and consoles that listen, each on a thread of its own. */
final class SsePages implements AutoCloseable {
    private final List<HttpLine> lines = new ArrayList<>();
    private final LongAdder events = new LongAdder();

    /** Two boards, two kiosks and a console at each counter. */
    static SsePages open(RunningBox box, int counters) throws IOException {
        var pages = new SsePages();
        for (int i = 0; i < 4; i++) {
            pages.listen(box.connect(), "/api/hall/stream");
        }
        for (int i = 1; i <= counters; i++) {
            pages.listen(box.connect(), "/api/counters/" + i + "/stream");
        }
        return pages;
    }

    private void listen(HttpLine line, String path) {
        lines.add(line);
        var thread = new Thread(
                () -> {
                    try {
                        line.stream(path, text -> {
                            if (text.startsWith("event: ") && !text.endsWith("beat")) {
                                events.increment();
                            }
                        });
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "page-" + lines.size());
        thread.setDaemon(true);
        thread.start();
    }

    int count() {
        return lines.size();
    }

    /** Views that all pages got together. */
    long events() {
        return events.sum();
    }

    @Override
    public void close() throws IOException {
        for (var line : lines) {
            line.close();
        }
    }
}
