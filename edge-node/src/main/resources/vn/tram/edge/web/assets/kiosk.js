// The kiosk: what screen is shown and why. All of a person's choices live in `visit` and are dropped at the first screen.

import { get, newRequestId, post } from "./ui/api.js";
import { byId, setText } from "./ui/dom.js";
import { openStream } from "./ui/stream.js";
import { count, t, useWords } from "./ui/text.js";
import { clock, everyTick, now } from "./ui/time.js";
import { watchIdle } from "./kiosk-idle.js";
import * as view from "./kiosk-views.js";

const NUMBER_SHOWN_MS = 8000;
const NUMBER_HELD_MS = 60000;
/** A second tap on the same place within this time was meant for the screen before. */
const SETTLE_MS = 400;
const BUSY_SHOWN_AFTER_MS = 300;
const CATALOGUE_EVERY_MS = 300000;

const root = document.documentElement;
const screen = byId("screen");
const panel = byId("panel");
const wordsOf = { [root.lang]: read("texts"), [root.lang === "vi" ? "en" : "vi"]: read("texts-other") };

let hall = null;
let lost = false;
let series = [];
let catalogueAt = -CATALOGUE_EVERY_MS;
let visit = { at: "home" };
let shown = "";
let shownSeries = null;
let shownAt = 0;
let panelKind = "";

function read(id) {
  return JSON.parse(byId(id).textContent);
}

// Which screen: what the box says goes before where the person was, except that a number given stays to be read.

function wanted() {
  if (visit.at === "number") {
    return "number";
  }
  if (lost) {
    return "lost";
  }
  if (!hall) {
    return "starting";
  }
  if (!hall.open) {
    return visit.at === "failed" ? "failed" : "closed";
  }
  return series.length === 0 ? "starting" : visit.at;
}

function make(which) {
  switch (which) {
    case "number":
      return view.numberScreen(visit.ticket, visit.procedure, goHome, holdNumber);
    case "lost":
      return view.lost();
    case "closed":
      return view.closed(hall);
    case "failed":
      return view.failed(visit.problem, issue);
    case "procedures":
      return view.procedures(visit.series, take, about);
    case "home":
      return view.choices(series, choose);
    default:
      return view.starting();
  }
}

function show() {
  const which = wanted();
  const key = [which, root.lang, which === "closed" ? `${hall.closedReason} ${hall.opensAt}` : ""].join(" ");
  byId("back").classList.toggle("absent", !["procedures", "failed"].includes(which));
  byId("home").classList.toggle("absent", which === "home" ? firstState() : !["procedures", "failed", "number"].includes(which));
  byId("language").hidden = !["home", "closed"].includes(which);
  if (key !== shown || (which === "home" && shownSeries !== series)) {
    shown = key;
    shownSeries = series;
    screen.className = which;
    screen.replaceChildren(...[make(which)].flat());
    shownAt = performance.now();
    closePanel();
    screen.querySelector("h1")?.focus({ preventScroll: true });
  }
  if (which === "home") {
    view.refreshChoices(screen, hall.series);
  }
}

// What a person does.

function choose(one) {
  visit = { at: "procedures", series: one };
  if (one.procedures.length === 0) {
    take(null);
    return;
  }
  show();
}

function take(procedure) {
  visit = { ...visit, procedure, requestId: newRequestId() };
  issue();
}

async function issue() {
  if (visit.asking) {
    return;
  }
  const mine = visit;
  mine.asking = true;
  closePanel();
  root.classList.add("locked");
  const slow = setTimeout(() => byId("busy").hidden = false, BUSY_SHOWN_AFTER_MS);
  const body = { requestId: mine.requestId, series: mine.series.code, channel: "KIOSK" };
  if (mine.procedure) {
    body.procedure = mine.procedure.code;
  }
  const answer = await post("/api/tickets", body);
  clearTimeout(slow);
  byId("busy").hidden = true;
  root.classList.remove("locked");
  mine.asking = false;
  if (answer.ok) {
    visit = { at: "number", ticket: answer.data, procedure: mine.procedure, until: performance.now() + NUMBER_SHOWN_MS };
  } else {
    visit = { ...mine, at: "failed", problem: answer.problem };
  }
  idleWatch.touch();
  show();
}

function about(procedure) {
  openPanel("about", view.about(procedure, () => take(procedure), closePanel));
}

function holdNumber() {
  visit.until = performance.now() + NUMBER_HELD_MS;
  tickNumber();
}

function back() {
  visit = visit.at === "failed" && visit.series?.procedures.length > 0 ? { at: "procedures", series: visit.series } : { at: "home" };
  show();
}

/** First screen, first language, normal text, nothing remembered. */
function goHome() {
  visit = { at: "home" };
  root.classList.remove("large");
  setLanguage("vi");
  closePanel();
  show();
}

function firstState() {
  return visit.at === "home" && root.lang === "vi" && !root.classList.contains("large");
}

function setLanguage(lang) {
  if (root.lang !== lang) {
    root.lang = lang;
    useWords(wordsOf[lang]);
  }
  for (const element of document.querySelectorAll("[data-t]")) {
    setText(element, t(element.dataset.t));
  }
  const other = lang === "vi" ? "en" : "vi";
  byId("language").lang = other;
  setText(byId("language"), t(`lang.${other}`));
  setLarge(root.classList.contains("large"));
}

function setLarge(large) {
  root.classList.toggle("large", large);
  byId("large").setAttribute("aria-pressed", String(large));
  setText(byId("large-label"), t(large ? "kiosk.normal" : "kiosk.large"));
}

// The panel over the screen: about a procedure, help, or the idle question.

function openPanel(kind, content) {
  panelKind = kind;
  panel.className = kind;
  panel.replaceChildren(...[content].flat().filter(Boolean));
  if (!panel.open) {
    panel.showModal();
  }
  shownAt = performance.now();
  panel.querySelector("h2")?.focus({ preventScroll: true });
}

function closePanel() {
  panelKind = "";
  if (panel.open) {
    panel.close();
    shownAt = performance.now();
  }
}

const idleWatch = watchIdle({
  busy: () => visit.at !== "number" && !visit.asking && (!firstState() || panel.open),
  ask: (seconds) => {
    if (panelKind !== "idle") {
      openPanel("idle", view.idle(() => idleWatch.touch(), goHome));
    }
    setText(byId("idle-left"), count("kiosk.idle.text", seconds));
  },
  unask: () => panelKind === "idle" && closePanel(),
  home: goHome,
});

function tickNumber() {
  if (visit.at !== "number") {
    return;
  }
  const left = Math.ceil((visit.until - performance.now()) / 1000);
  if (left <= 0 && !panel.open) {
    goHome();
  } else {
    setText(byId("going"), count("kiosk.homeIn", Math.max(0, left)));
  }
}

async function loadCatalogue() {
  if (performance.now() - catalogueAt < CATALOGUE_EVERY_MS) {
    return;
  }
  catalogueAt = performance.now();
  const answer = await get("/api/services");
  if (answer.ok) {
    series = answer.data.series;
    show();
  } else {
    catalogueAt = performance.now() - CATALOGUE_EVERY_MS + 2000;
  }
}

function start() {
  document.addEventListener(
    "click",
    (event) => {
      if (root.classList.contains("locked") || performance.now() - shownAt < SETTLE_MS) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    idleWatch.touch();
    closePanel();
  });
  byId("back").addEventListener("click", back);
  byId("home").addEventListener("click", goHome);
  byId("large").addEventListener("click", () => setLarge(!root.classList.contains("large")));
  byId("large").addEventListener("click", show);
  byId("help").addEventListener("click", () => openPanel("help", view.help(hall?.counters ?? [], closePanel)));
  byId("language").addEventListener("click", () => {
    setLanguage(root.lang === "vi" ? "en" : "vi");
    show();
  });
  setLanguage(root.lang);
  openStream(
    "/api/hall/stream",
    {
      hall: (data) => {
        if (hall && (hall.day !== data.day || (!hall.open && data.open))) {
          catalogueAt = -CATALOGUE_EVERY_MS;
        }
        hall = data;
        setText(byId("ward"), data.ward.name);
        show();
        loadCatalogue();
      },
    },
    (stale) => {
      lost = stale;
      show();
    },
  );
  everyTick(() => {
    setText(byId("clock"), hall ? clock(now()) : "");
    tickNumber();
    if (hall && !lost) {
      loadCatalogue();
    }
  });
  show();
}

start();
