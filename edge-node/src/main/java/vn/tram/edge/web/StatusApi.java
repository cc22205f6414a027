package vn.tram.edge.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.tram.edge.disk.DiskLevel;
import vn.tram.edge.feeds.FeedCommand.ShowFeeds;
import vn.tram.edge.sync.FeedTrouble;
import vn.tram.edge.sync.LineState;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.ui.Lang;

/** What the box says of itself: the status page, health, metrics and its own API document. */
final class StatusApi {
    /** In the names of the database's files: the folder holds others, such as the reserve. */
    private static final String DATABASE = ".db";

    /** Names of the alarms about the disk, by how full it is. */
    private static final Map<DiskLevel, String> DISK_ALARMS = Map.of(
            DiskLevel.FILLING, "DISK", DiskLevel.NO_SCANS, "DISK_NO_SCANS", DiskLevel.NO_NUMBERS, "DISK_NO_NUMBERS");

    /** Names of the alarms about a line on which nothing may be sent. */
    private static final Map<LineState.Connection, String> HELD_ALARMS = Map.of(
            LineState.Connection.FORKED, "FORK",
            LineState.Connection.CLONED, "CLONE",
            LineState.Connection.FENCED, "FENCE");

    private final Box box;
    private final ClockWatch clock;
    private final Counters counters;

    /** Whether the clock is trusted, and by how much it is behind. */
    interface ClockWatch {
        long behindMillis();
    }

    StatusApi(Box box, ClockWatch clock, Counters counters) {
        this.box = box;
        this.clock = clock;
        this.counters = counters;
    }

    List<Routes.Route> routes() {
        return List.of(
                Routes.get("/api/status", "showStatus", Access.machine(), this::status),
                Routes.get("/healthz", "checkHealth", Access.anyone(), this::health),
                Routes.get("/metrics", "readMetrics", Access.machine(), this::metrics),
                Routes.get("/openapi.json", "readApi", Access.machine(), StatusApi::api));
    }

    private void status(RoutingContext ctx) {
        Reply.when(ctx, box.asks().ask(new ShowFeeds()), 200, feeds -> status(feeds));
    }

    private ObjectNode status(Map<String, FeedPosition> feeds) {
        var about = box.about();
        var line = box.line().get();
        var root = Body.JSON.createObjectNode();
        root.putObject("ward").put("code", about.wardCode()).put("name", about.wardName());
        root.put("box", about.box().value());
        root.put("version", about.version());
        root.put("startedAt", about.startedAt());
        root.put("now", box.now().getAsLong());
        long behind = clock.behindMillis();
        root.putObject("clock").put("state", behind > 0 ? "SUSPECT" : "GOOD").put("behindMs", behind);
        line(root.putObject("line"), line);
        blobs(root.putObject("blobs"), box.blobs().get());
        var rows = root.putArray("feeds");
        feeds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(feed -> rows.addObject()
                        .put("feed", feed.getKey())
                        .put("offset", feed.getValue().offset()));
        root.putObject("journal")
                .put("epoch", about.epoch())
                .put(
                        "lsn",
                        line.lanes().stream()
                                .mapToLong(LineState.LaneState::head)
                                .sum());
        box.journal()
                .get()
                .salvaged()
                .ifPresent(done -> root.putObject("salvaged")
                        .put("at", done.at())
                        .put("folder", done.folder())
                        .put("firstLost", done.lostAny() ? done.lastKept() + 1 : 0)
                        .put("lastLost", done.lostAny() ? done.lastKnown() : 0)
                        .put("aside", done.aside()));
        var disk = about.data().toFile();
        root.putObject("disk")
                .put("freeBytes", disk.getUsableSpace())
                .put("totalBytes", disk.getTotalSpace())
                .put("databaseBytes", databaseBytes(about.data()));
        root.putObject("memory").put("rssBytes", rssBytes()).put("heapBytes", heapBytes());
        alarms(root.putArray("alarms"), line, disk);
        return root;
    }

    private static void line(ObjectNode node, LineState line) {
        node.put("state", line.state().name())
                .put("since", line.since())
                .put("broker", line.broker())
                .put("why", line.why())
                .put("unsent", line.unsent())
                .put("oldestUnsent", line.oldestUnsent())
                .put("lastAckAt", line.lastAckAt())
                .put("refused", line.refused())
                .put("bytesPerSecond", line.measure().bytesPerSecond())
                .put("roundTripMs", line.measure().wayMillis());
        node.set("lanes", Body.JSON.valueToTree(line.lanes()));
    }

    private static void blobs(ObjectNode node, BlobsView view) {
        node.put("giving", view.giving()).put("bytesLeft", view.bytesLeft()).put("taking", view.taking());
        var all = node.putArray("blobs");
        for (var blob : view.blobs()) {
            var trouble = blob.trouble();
            all.addObject()
                    .put("name", blob.name().hex())
                    .put("upwards", blob.upwards())
                    .put("size", blob.size())
                    .put("done", blob.done())
                    .put("step", blob.step().name())
                    .put("trouble", trouble == null ? null : trouble.name());
        }
    }

    private void alarms(ArrayNode alarms, LineState line, File disk) {
        var held = HELD_ALARMS.get(line.state());
        if (held != null) {
            alarm(alarms, held, box.now().getAsLong());
        }
        if (line.refused()) {
            alarm(alarms, "LANE_REFUSED", box.now().getAsLong());
        }
        line.feedTroubles().stream()
                .collect(Collectors.groupingBy(trouble -> trouble.fault().name(), TreeMap::new, Collectors.toList()))
                .forEach((code, all) -> alarm(
                        alarms,
                        code,
                        all.stream().mapToLong(FeedTrouble::lastAt).max().orElse(0)));
        if (box.about().setBack()) {
            alarm(alarms, "SET_BACK", box.now().getAsLong());
        }
        var journal = box.journal().get();
        journal.salvaged()
                .ifPresent(done -> alarm(alarms, done.lostAny() ? "SALVAGED_WITH_LOSS" : "SALVAGED", done.at()));
        if (!journal.damaged().isEmpty()) {
            alarm(alarms, "ENTRY_DAMAGED", box.now().getAsLong());
        }
        var diskAlarm = DISK_ALARMS.get(DiskLevel.of(disk.getUsableSpace(), disk.getTotalSpace()));
        if (diskAlarm != null) {
            alarm(alarms, diskAlarm, box.now().getAsLong());
        }
    }

    private static void alarm(ArrayNode alarms, String code, long at) {
        var alarm = alarms.addObject().put("at", at).put("code", code);
        var text = alarm.putObject("text");
        for (var lang : Lang.values()) {
            text.put(lang.tag(), Problems.alarm(code, lang));
        }
    }

    private void health(RoutingContext ctx) {
        Reply.when(ctx, box.asks().ask(new ShowFeeds()), 200, feeds -> Map.of("status", "UP"));
    }

    private void metrics(RoutingContext ctx) {
        var line = box.line().get();
        var text = new StringBuilder();
        counters.print(text);
        metric(text, "tram_line_up", "gauge", line.state() == LineState.Connection.ONLINE ? 1 : 0);
        metric(text, "tram_line_unsent_entries", "gauge", line.unsent());
        metric(text, "tram_clock_behind_milliseconds", "gauge", clock.behindMillis());
        metric(text, "tram_database_bytes", "gauge", databaseBytes(box.about().data()));
        metric(text, "process_resident_memory_bytes", "gauge", rssBytes());
        metric(text, "jvm_heap_used_bytes", "gauge", heapBytes());
        ctx.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(text.toString());
    }

    static void metric(StringBuilder text, String name, String type, long value) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void api(RoutingContext ctx) {
        ctx.response().putHeader("Content-Type", "application/json").end(document());
    }

    /** The API document as served. */
    static String document() {
        try (var in = StatusApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new AssertionError("missing from the jar: openapi.json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("reading openapi.json", broken);
        }
    }

    private static long databaseBytes(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(DATABASE))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** Resident memory from /proc, or 0 where there is none. */
    private static long rssBytes() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException noProc) {
            return 0;
        }
        return 0;
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
