// What a person at the city should look at: since when, where, what it means and what to do. Read again whenever the
// wards move, and twice a minute.

import { openLive, runClock } from "./centre-live.js";
import { boxUrl, wardUrl } from "./centre-words.js";
import { get } from "./ui/api.js";
import { banner, byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { count, has, number, t } from "./ui/text.js";
import { moment, now, setNow, span } from "./ui/time.js";

const EVERY_MS = 30000;
const CALM_MS = 1000;
/** Those that lose data, stop them or may be an attack: to be seen to the same day. The others only ask for a look. */
const GRAVE = new Set([
  "CLONE",
  "FENCED",
  "FORK",
  "FEED_REFUSED",
  "LANE_REFUSED",
  "FRAME_REFUSED",
  "TAIL_CUT",
  "CHECKPOINT_WRONG",
  "GAP",
  "CENTRE_SET_BACK",
]);

/** Those about which a person decides on a page of their own. */
const DECIDED = new Set(["CLONE", "FENCED"]);

let reading = false;
let again = false;

function word(code, what) {
  const key = `incidents.${code}.${what}`;
  return has(key) ? t(key) : t(`incidents.other.${what}`);
}

function place(incident) {
  if (!incident.ward) {
    return t(incident.code === "CENTRE_SET_BACK" ? "incidents.centre" : "incidents.noWard");
  }
  return h("a", { href: wardUrl(incident.ward) }, incident.name ?? incident.ward);
}

function decision(incident) {
  return DECIDED.has(incident.code) ? h("p", {}, h("a", { href: boxUrl(incident.box) }, t("incidents.decide"))) : null;
}

function card(incident) {
  const grave = GRAVE.has(incident.code);
  const id = `${incident.box}-${incident.code}`;
  return h(
    "article",
    { class: `card incident ${grave ? "grave" : ""}`, "aria-labelledby": id },
    h(
      "div",
      { class: "incident-head" },
      h("span", { class: `badge ${grave ? "bad" : "warn"}` }, t(grave ? "incidents.grave" : "incidents.look")),
      h("h2", { id }, word(incident.code, "title")),
    ),
    h(
      "dl",
      { class: "facts" },
      h("dt", {}, t("incidents.where")),
      h("dd", {}, place(incident), incident.box ? ` · ${incident.box}` : ""),
      h("dt", {}, t("incidents.since")),
      h("dd", {}, t("incidents.since.value", { moment: moment(incident.since), span: span(now() - incident.since) })),
      h("dt", {}, t("incidents.last")),
      h("dd", {}, t("incidents.last.value", { moment: moment(incident.last), n: number(incident.count) })),
      h("dt", {}, t("incidents.meaning")),
      h("dd", {}, word(incident.code, "meaning")),
      h("dt", {}, t("incidents.safe")),
      h("dd", {}, word(incident.code, "safe")),
      h("dt", {}, t("incidents.todo")),
      h("dd", { class: "todo" }, word(incident.code, "todo"), decision(incident)),
    ),
    h("details", {}, h("summary", {}, t("incidents.detail")), h("code", { lang: "en" }, incident.detail)),
  );
}

function show(list) {
  setNow(list.now);
  setText(byId("shown"), list.incidents.length === 0 ? "" : count("incidents.count", list.incidents.length));
  const key = JSON.stringify(list.incidents);
  fillWhenChanged(byId("incidents"), key, () =>
    list.incidents.length === 0
      ? [banner("ok", t("incidents.none"), t("incidents.none.detail"))]
      : list.incidents.map(card),
  );
}

async function read() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  const answer = await get("/api/incidents");
  if (answer.ok) {
    show(answer.data);
  }
  await new Promise((done) => setTimeout(done, CALM_MS));
  reading = false;
  if (again) {
    again = false;
    read();
  }
}

runClock();
openLive("/api/wards/stream", { wards: read, ward: read });
setInterval(read, EVERY_MS);
read();
