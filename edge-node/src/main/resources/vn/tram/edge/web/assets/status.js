// How the box is, in words and a few figures; read again every five seconds.

import { get } from "./ui/api.js";
import { blobList, blobSentence, bytes } from "./ui/blobs.js";
import { banner, byId, h, setText } from "./ui/dom.js";
import { lineClass, lineSentence } from "./ui/line.js";
import { measureWords } from "./ui/measure.js";
import { count, has, inLang, number, t } from "./ui/text.js";
import { clockSeconds, moment, now, setNow, span } from "./ui/time.js";

const EVERY_MS = 5000;

function ago(ms) {
  return ms ? t("status.ago", { moment: moment(ms), span: span(now() - ms) }) : t("status.never");
}

function named(prefix, code) {
  return has(`${prefix}.${code}`) ? t(`${prefix}.${code}`) : code;
}

function card(title, ...content) {
  return h("section", { class: "card" }, h("h2", {}, title), ...content);
}

function facts(pairs) {
  return h("dl", { class: "facts" }, pairs.map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)]));
}

function summary(status) {
  const alarms = status.alarms.map((alarm) => banner("bad", inLang(alarm.text), ago(alarm.at)));
  if (status.clock.state !== "GOOD") {
    alarms.push(banner("warn", t("status.clockSuspect"), clockDetail(status.clock)));
  }
  return alarms.length === 0
    ? [banner("ok", t("status.fine"), t("status.fine.detail"))]
    : [h("h2", {}, count("status.alarms", alarms.length)), ...alarms];
}

function clockDetail(watch) {
  return watch.behindMs ? t("status.clockBehind", { span: span(watch.behindMs) }) : watch.detail;
}

function line(status) {
  const { line: state } = status;
  const entries = count("status.line.entries", state.unsent);
  const unsent =
    state.unsent === 0
      ? t("status.line.none")
      : state.oldestUnsent
        ? t("status.line.entriesOld", { entries, age: span(now() - state.oldestUnsent) })
        : entries;
  return card(
    t("status.line"),
    h("p", { class: `${lineClass(state)} sentence` }, lineSentence(state)),
    facts([
      ["status.line.unsent", unsent],
      ["status.line.lastAck", ago(state.lastAckAt)],
      ["status.line.measured", measureWords(state.bytesPerSecond, state.roundTripMs) || t("status.line.notMeasured")],
      ["status.line.broker", state.broker ?? "–"],
    ]),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("status.line.lane") }, lanes(state.lanes)),
  );
}

function lanes(all) {
  const head = ["lane", "head", "durable", "behind"];
  return h(
    "table",
    { class: "table" },
    h("thead", {}, h("tr", {}, head.map((key, n) => h("th", { scope: "col", class: n > 0 ? "num" : "" }, t(`status.line.${key}`))))),
    h(
      "tbody",
      {},
      all.map((lane) =>
        h(
          "tr",
          {},
          h("td", {}, named("status.lane", lane.lane)),
          [lane.head, lane.durable, lane.head - lane.durable].map((n) => h("td", { class: "num" }, number(n))),
        ),
      ),
    ),
  );
}

function blobs(status) {
  return card(t("blobs.title"), h("p", {}, blobSentence(status.blobs)), blobList(status.blobs));
}

function feeds(status) {
  return card(
    t("status.feeds"),
    status.feeds.length === 0
      ? h("p", { class: "soft" }, t("status.feeds.none"))
      : h(
          "dl",
          { class: "facts" },
          status.feeds.map((feed) => [
            h("dt", {}, named("status.feed", feed.feed.replace(/-\d+$/, ""))),
            h("dd", {}, [t("status.feed.offset", { n: number(feed.offset) }), feed.at ? ago(feed.at) : ""].filter(Boolean).join(" · ")),
          ]),
        ),
  );
}

function free(disk) {
  const left = bytes(disk.freeBytes);
  return disk.totalBytes ? t("status.machine.freeOf", { free: left, total: bytes(disk.totalBytes) }) : left;
}

function machine(status) {
  const clock = named("status.machine.clock", status.clock.state);
  return card(
    t("status.machine"),
    facts([
      ["status.machine.free", free(status.disk)],
      ["status.machine.database", bytes(status.disk.databaseBytes)],
      ["status.machine.rss", bytes(status.memory.rssBytes)],
      ["status.machine.heap", bytes(status.memory.heapBytes)],
      ["status.machine.clock", clock],
      ["status.machine.started", t("status.machine.uptime", { moment: moment(status.startedAt), span: span(now() - status.startedAt) })],
      ["status.machine.version", status.version],
    ]),
  );
}

function journal(status) {
  return card(
    t("status.journal"),
    facts([
      ["status.journal.lsn", number(status.journal.lsn)],
      ["status.journal.epoch", status.journal.epoch],
    ]),
  );
}

async function refresh() {
  const answer = await get("/api/status");
  const place = byId("status");
  if (!answer.ok) {
    place.querySelector(".failed")?.remove();
    const failure = banner("bad", t("status.failed"), answer.problem.title);
    failure.classList.add("failed");
    place.prepend(failure);
    return;
  }
  const status = answer.data;
  setNow(status.now);
  setText(byId("ward"), status.ward.name);
  setText(byId("box"), `${t("status.title")} · ${status.box}`);
  const scrolled = document.scrollingElement.scrollTop;
  place.replaceChildren(
    ...summary(status),
    h(
      "div",
      { class: "halves" },
      h("div", { class: "stack" }, line(status), blobs(status), feeds(status)),
      h("div", { class: "stack" }, machine(status), journal(status)),
    ),
    h("p", { class: "soft small" }, t("status.updated", { time: clockSeconds(status.now) })),
  );
  document.scrollingElement.scrollTop = scrolled;
}

byId("status").append(h("p", { class: "soft" }, t("status.loading")));
(async () => {
  for (;;) {
    await refresh();
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
})();
