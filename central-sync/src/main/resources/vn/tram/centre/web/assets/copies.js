// Which copy of a box is the box: what each copy says of itself, and what a person decides. Read again whenever the ward
// moves, and twice a minute.

import { openLive, runClock } from "./centre-live.js";
import { ask } from "./copies-form.js";
import { get } from "./ui/api.js";
import { banner, byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { number, t } from "./ui/text.js";
import { moment, now, setNow, span } from "./ui/time.js";

const EVERY_MS = 30000;
const box = document.body.dataset.ward;

function when(at) {
  return t("copies.at", { moment: moment(at), span: span(now() - at) });
}

function badge(copy) {
  if (copy.standing === "HOLDER") {
    return h("span", { class: "badge good" }, t("copies.HOLDER"));
  }
  return copy.standing === "FENCED"
    ? h("span", { class: "badge bad" }, t("copies.FENCED"))
    : h("span", { class: "badge" }, t("copies.OPEN"));
}

function fact(name, value) {
  return [h("dt", {}, name), h("dd", {}, value)];
}

/** One copy that nobody has held back is the box: there is nothing to choose. */
function choice(list) {
  return list.copies.length > 1 || list.cloned || list.copies.some((copy) => copy.standing === "FENCED");
}

function card(copy, list) {
  const id = `copy-${copy.id}`;
  const kind = { HOLDER: "holder", FENCED: "fenced" }[copy.standing] ?? "";
  return h(
    "article",
    { class: `card copy ${kind}`, "aria-labelledby": id },
    h(
      "div",
      { class: "incident-head" },
      badge(copy),
      h("h2", { id }, t("copies.copy", { n: number(copy.id) })),
      copy.speaks ? h("span", { class: "badge" }, t("copies.speaks")) : null,
    ),
    h(
      "dl",
      { class: "facts" },
      ...fact(t("copies.machine"), copy.machine || t("copies.machine.none")),
      ...fact(t("copies.first"), when(copy.firstAt)),
      ...fact(t("copies.last"), when(copy.lastAt)),
      ...fact(t("copies.journal"), t("copies.journal.value", { n: number(copy.entries), epoch: copy.epoch })),
      ...fact(t("copies.software"), copy.software),
    ),
    copy.standing === "HOLDER" || !choice(list)
      ? null
      : h(
          "div",
          { class: "actions" },
          h(
            "button",
            { type: "button", class: "btn primary", onclick: () => decide("CHOOSE", copy.id, list) },
            t("copies.choose", { n: number(copy.id) }),
          ),
        ),
  );
}

function all(list) {
  const act = list.fenced ? "LIFT" : "FENCE";
  return h(
    "section",
    { class: "card copies-all stack", "aria-labelledby": "all-title" },
    h("h2", { id: "all-title" }, t("copies.all.title")),
    h("p", {}, t(`copies.all.${act}.meaning`)),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "btn", onclick: () => decide(act, 0, list) }, t(`copies.all.${act}`)),
    ),
  );
}

function last(ruling) {
  const what = t(`copies.ruling.${ruling.act}`, { n: number(ruling.instance) });
  return banner("info", t("copies.ruling.title", { what }), t("copies.ruling.detail", { ...ruling, at: moment(ruling.at) }));
}

function state(list) {
  if (list.fenced) {
    return banner("warn", t("copies.fenced.title"), t("copies.fenced.detail"));
  }
  if (list.cloned) {
    return banner("warn", t("copies.cloned.title"), t("copies.cloned.detail"));
  }
  return banner("ok", t("copies.calm.title"), t("copies.calm.detail"));
}

function show(list) {
  setNow(list.now);
  setText(byId("place"), t("copies.place.value", { name: list.name, box: list.box }));
  fillWhenChanged(byId("state"), JSON.stringify([list.cloned, list.fenced, list.ruling]), () => [
    state(list),
    list.ruling ? last(list.ruling) : null,
  ]);
  const key = JSON.stringify([list.copies, list.fenced, list.ruling]);
  fillWhenChanged(byId("copies"), key, () =>
    list.copies.length === 0
      ? [banner("info", t("copies.none.title"), t("copies.none.detail"))]
      : [...list.copies.map((copy) => card(copy, list)), all(list)],
  );
}

function decide(act, instance, list) {
  ask(byId("dialog"), { act, instance, box, seen: list.ruling?.number ?? 0 }, async (answer) => {
    const words = answer.ok
      ? answer.data.changed
        ? banner("ok", t("copies.done"), "")
        : banner("info", t("copies.stands"), "")
      : banner("bad", answer.problem.title, answer.problem.detail);
    byId("trouble").replaceChildren(words);
    if (answer.ok) {
      show(answer.data.copies);
    } else {
      await read();
    }
    byId("main").focus();
  });
}

async function read() {
  const answer = await get(`/api/boxes/${box}/copies`);
  if (answer.ok) {
    show(answer.data);
  }
}

runClock();
openLive("/api/wards/stream", { wards: read, ward: read });
setInterval(read, EVERY_MS);
read();
