// The board in the hall: shows who is called where, and speaks it. Numbers only, never names.

import { byId, fillWhenChanged, h, icon, setText } from "./ui/dom.js";
import { openStream } from "./ui/stream.js";
import { inLang, t } from "./ui/text.js";
import { clock, date, everyTick, now } from "./ui/time.js";
import { makeVoice } from "./voice.js";

const EMPHASIS_MS = 8000;
const SPOKEN_IF_NEWER_MS = 60000;
const SPOKEN_KEY = "tram.board.spoken";
const MUTED_KEY = "tram.board.muted";

let hall = null;
let speaking = null;
let voiceBlocked = false;
let heardAt = null;

const asked = new URLSearchParams(location.search).get("voice");
const voice = makeVoice({
  languages: asked ? asked.split(",") : [document.documentElement.lang],
  speech: () => !muted() && hall?.voice !== false,
  onSpeaking: (call) => {
    speaking = call?.seq ?? null;
    showCalls();
  },
  onBlocked: (blocked) => {
    voiceBlocked = blocked;
    showSound();
  },
});

// What was spoken is remembered by sequence, so that a reload or a reconnect never repeats an old call.

function spoken() {
  const kept = Number(localStorage.getItem(SPOKEN_KEY));
  return Number.isFinite(kept) ? kept : 0;
}

function speakNew() {
  const newest = hall.calls[0]?.seq ?? 0;
  // A box that was replaced counts from the start again: what was remembered means nothing to it.
  const last = spoken() > hall.seq ? 0 : spoken();
  const fresh = hall.calls.filter((call) => call.seq > last && now() - call.at < SPOKEN_IF_NEWER_MS);
  for (const call of fresh.reverse()) {
    voice.say(call, SPOKEN_IF_NEWER_MS - (now() - call.at));
  }
  if (newest !== spoken()) {
    localStorage.setItem(SPOKEN_KEY, String(newest));
  }
}

// What is seen.

function showNow() {
  const call = hall.calls[0];
  const key = call ? `${call.seq}` : `none ${hall.closedReason}`;
  fillWhenChanged(byId("now"), key, () => (call ? newest(call) : nobody()));
  byId("now").classList.toggle("fresh", Boolean(call) && now() - call.at < EMPHASIS_MS);
}

function newest(call) {
  return [
    label("number"),
    h("p", { class: "figure-large" }, call.number),
    label("counter"),
    h("p", { class: "figure-large desk" }, String(call.counter)),
  ];
}

/** In the language of the board, and small in the other one, for a guest of the hall reads only one of them. */
function label(key) {
  return h("p", { class: "label" }, t(`board.now.${key}`), h("span", {}, t(`board.now.${key}2`)));
}

function nobody() {
  const why = hall.closedReason && t(`board.closed.${hall.closedReason}`);
  const when =
    why && hall.opensAt ? t(opensToday() ? "board.closed.opens" : "board.closed.opensNext", { time: hall.opensAt }) : null;
  return h(
    "div",
    { class: "nobody" },
    h("p", { class: "strong" }, why ?? t("board.now.none")),
    h("p", {}, when ?? t("board.now.none2")),
  );
}

function opensToday() {
  return hall.closedReason !== "DAY_OFF" && hall.opensAt > clock(now());
}

function showCalls() {
  if (!hall) {
    return;
  }
  const rows = hall.calls.slice(0, 8);
  const fresh = rows.map((call) => now() - call.at < EMPHASIS_MS);
  fillWhenChanged(byId("calls"), JSON.stringify([rows, fresh, speaking]), () =>
    rows.map((call, i) =>
      h(
        "li",
        { class: [fresh[i] ? "fresh" : "", call.seq === speaking ? "spoken" : ""].join(" ").trim() },
        h("b", {}, call.number),
        call.seq === speaking ? icon("sound") : h("span", { class: "dots", "aria-hidden": "true" }),
        h("span", { class: "desk" }, h("span", { class: "unseen" }, t("board.counter")), String(call.counter)),
      ),
    ),
  );
}

function showWaiting() {
  fillWhenChanged(byId("waiting"), JSON.stringify(hall.series), () =>
    hall.series.map((one) =>
      h(
        "div",
        { class: one.open ? "series" : "series off" },
        h("span", { class: "letter" }, one.code),
        h("span", { class: "name clamp" }, inLang(one.name)),
        h("span", { class: "much" }, one.open ? [h("b", {}, String(one.waiting)), " ", t("board.waiting.short")] : t("board.series.closed")),
      ),
    ),
  );
}

function showNotice() {
  const text = inLang(hall.notice);
  byId("notice").hidden = !text || !byId("stale").hidden;
  setText(byId("notice-text"), text);
}

function showStale(stale) {
  byId("stale").hidden = !stale;
  setText(byId("stale-text"), heardAt === null ? t("board.stale.never") : t("board.stale", { time: clock(heardAt) }));
  if (hall) {
    showNotice();
  }
}

// Sound: speech can be turned off here, the chime stays.

function muted() {
  return localStorage.getItem(MUTED_KEY) === "yes";
}

function showSound() {
  const on = !muted() && hall?.voice !== false;
  const words = voiceBlocked ? "board.sound.allow" : on ? "board.sound.on" : "board.sound.off";
  byId("sound").classList.toggle("urgent", voiceBlocked);
  byId("sound").disabled = !voiceBlocked && hall?.voice === false;
  fillWhenChanged(byId("sound"), words, () => [icon(voiceBlocked || !on ? "sound-off" : "sound"), t(words)]);
}

byId("sound").addEventListener("click", () => {
  if (voiceBlocked) {
    voice.allow();
  } else {
    localStorage.setItem(MUTED_KEY, muted() ? "no" : "yes");
  }
  showSound();
});

openStream(
  "/api/hall/stream",
  {
    hall: (data) => {
      hall = data;
      heardAt = now();
      setText(byId("ward"), data.ward.name);
      showNow();
      showCalls();
      showWaiting();
      showNotice();
      showSound();
      speakNew();
    },
    beat: () => {
      heardAt = now();
    },
  },
  showStale,
);

everyTick(() => {
  setText(byId("clock"), clock(now()));
  setText(byId("date"), date(now()));
  if (hall) {
    showNow();
    showCalls();
  }
});
