// The live page of all wards: takes the stream, keeps the wards, and hands changes to totals, map and table at most
// five times a second.

import { runClock, openLive } from "./centre-live.js";
import { BEHIND_ENTRIES, LONG_WAIT_MS, fold, minutes, typeWord } from "./centre-words.js";
import { byId, h, setText } from "./ui/dom.js";
import { lang, number, t } from "./ui/text.js";
import { fillKey, makeMap } from "./wards-map.js";
import { isColumn, makeTable, sorted, sortWord } from "./wards-table.js";

const PAINT_EVERY_MS = 200;
/** Rows out of sight are brought up to date a few at a time: an old PC lays out only what somebody can see. */
const UNSEEN_ROWS_A_PAINT = 10;
const CALM_AFTER_MS = 12000;
const REMEMBERED = "tram.wards";
const FILTERS = {
  silent: (ward) => ward.state === "SILENT",
  never: (ward) => ward.state === "NEVER",
  behind: (ward) => ward.behind >= BEHIND_ENTRIES,
  long: (ward) => ward.meanWaitMs >= LONG_WAIT_MS,
};

const wards = new Map();
const folded = new Map();
const changed = new Set();
const oldRows = new Set();
const view = readView();
let totals = null;
let shown = [];
let paintTimer = null;
let paintedAt = 0;
let touchedAt = performance.now();
let pointerInList = false;

const map = makeMap(byId("map"), byId("map-hint"));
const table = makeTable(byId("table"), sortBy, freshenRow);

function readView() {
  const asked = new URLSearchParams(location.search);
  const key = isColumn(asked.get("sort")) ? asked.get("sort") : "state";
  return {
    sort: { key, down: asked.get("dir") === "desc" },
    search: asked.get("q") ?? "",
    filter: Object.hasOwn(FILTERS, asked.get("show") ?? "") ? asked.get("show") : "",
    type: asked.get("type") ?? "",
  };
}

/** Keeps the view in the address, so that a link and the way back from a ward's page show the same. */
function writeView() {
  const kept = new URLSearchParams({ lang });
  const put = (name, value, usual) => value !== usual && kept.set(name, value);
  put("sort", view.sort.key, "state");
  put("dir", view.sort.down ? "desc" : "asc", "asc");
  put("q", view.search, "");
  put("show", view.filter, "");
  put("type", view.type, "");
  history.replaceState(null, "", `?${kept}`);
  sessionStorage.setItem(REMEMBERED, kept.toString());
  const other = byId("language");
  const there = new URLSearchParams(kept);
  there.set("lang", other.lang);
  other.href = `?${there}`;
}

function sortBy(sort) {
  view.sort = sort;
  arrange(true);
}

function freshenRow(code) {
  if (oldRows.delete(code)) {
    table.update(wards.get(code));
  }
}

function take(list) {
  totals = list.totals ?? totals;
  const isNew = list.wards.some((ward) => !wards.has(ward.code));
  for (const ward of list.wards) {
    wards.set(ward.code, ward);
    changed.add(ward.code);
    if (!folded.has(ward.code)) {
      folded.set(ward.code, ` ${fold(`${ward.fullName} ${ward.code}`)}`);
    }
  }
  if (isNew) {
    map.build(wards.values());
    wards.forEach((ward) => changed.add(ward.code));
    makeFilters();
    paint();
    arrange(false);
  } else {
    planPaint();
  }
}

function planPaint() {
  if (paintTimer === null) {
    const rest = Math.max(0, PAINT_EVERY_MS - (performance.now() - paintedAt));
    paintTimer = setTimeout(() => requestAnimationFrame(paint), rest);
  }
}

function paint() {
  clearTimeout(paintTimer);
  paintTimer = null;
  paintedAt = performance.now();
  for (const code of changed) {
    map.update(wards.get(code));
    oldRows.add(code);
  }
  changed.clear();
  let unseen = 0;
  for (const code of oldRows) {
    if (!table.has(code) || table.inSight(code) || unseen++ < UNSEEN_ROWS_A_PAINT) {
      freshenRow(code);
    }
  }
  showTotals();
  showCounts();
  if (oldRows.size > 0) {
    planPaint();
  }
}

function showTotals() {
  if (!totals) {
    return;
  }
  for (const key of ["alive", "silent", "never", "waiting", "issuedToday", "servedToday"]) {
    setText(byId(`total-${key}`), number(totals[key]));
  }
  setText(byId("total-meanWaitMs"), minutes(totals.meanWaitMs));
  byId("total-alarms").hidden = totals.alarms === 0;
  setText(byId("total-alarms"), number(totals.alarms));
  for (const part of byId("share").children) {
    part.style.flexGrow = totals[part.className];
  }
}

function chip(group, value, words) {
  const button = h("button", { type: "button", class: "chip" }, h("span", {}, words), h("b"));
  button.dataset.value = value;
  button.addEventListener("click", () => {
    view[group] = view[group] === value ? "" : value;
    arrange(true);
  });
  return button;
}

function makeFilters() {
  byId("filters").replaceChildren(...Object.keys(FILTERS).map((key) => chip("filter", key, t(`wards.filter.${key}`))));
  const types = [...new Set([...wards.values()].map((ward) => ward.type))];
  byId("types").replaceChildren(...types.map((type) => chip("type", type, typeWord(type))));
}

function showCounts() {
  const all = [...wards.values()];
  for (const button of byId("filters").children) {
    setText(button.lastChild, number(all.filter(FILTERS[button.dataset.value]).length));
  }
  for (const button of byId("types").children) {
    setText(button.lastChild, number(all.filter((ward) => ward.type === button.dataset.value).length));
  }
}

function matching() {
  const words = fold(view.search).split(/\s+/).filter(Boolean);
  return [...wards.values()].filter(
    (ward) =>
      (!view.filter || FILTERS[view.filter](ward)) &&
      (!view.type || ward.type === view.type) &&
      words.every((word) => folded.get(ward.code).includes(` ${word}`)),
  );
}

/** The codes as the table would stand if it were made anew now. */
function wanted() {
  return sorted(matching(), view.sort).map((ward) => ward.code);
}

function arrange(glide) {
  shown = wanted();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  table.place(shown, glide && !still);
  table.showSort(view.sort);
  const narrowed = Boolean(view.search || view.filter || view.type);
  map.only(narrowed ? new Set(shown) : null);
  byId("clear").hidden = !narrowed;
  for (const button of document.querySelectorAll(".chip")) {
    const value = button.dataset.value;
    button.setAttribute("aria-pressed", String(value === view.filter || value === view.type));
  }
  byId("empty").hidden = shown.length > 0;
  setText(
    byId("shown"),
    t("wards.shown", { n: number(shown.length), all: number(wards.size), sort: sortWord(view.sort) }),
  );
  writeView();
  showDrift();
}

/** Offers to sort anew when rows would stand elsewhere now. */
function showDrift() {
  const next = wanted();
  byId("rearrange").hidden = next.length === shown.length && next.every((code, at) => shown[at] === code);
}

/** Whether nobody seems to be reading: no touch for a while, the list at its top, nothing held in it. */
function calm() {
  return (
    performance.now() - touchedAt >= CALM_AFTER_MS &&
    !pointerInList &&
    byId("scroll").scrollTop === 0 &&
    !byId("table").contains(document.activeElement) &&
    getSelection().isCollapsed
  );
}

function watchReader() {
  for (const name of ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "touchstart"]) {
    addEventListener(name, () => (touchedAt = performance.now()), { passive: true, capture: true });
  }
  const list = byId("list");
  list.addEventListener("pointerenter", (event) => (pointerInList = event.pointerType === "mouse"));
  list.addEventListener("pointerleave", () => (pointerInList = false));
  setInterval(() => {
    showDrift();
    if (!byId("rearrange").hidden && calm()) {
      arrange(true);
    }
  }, 1000);
}

function watchSearch() {
  const search = byId("search");
  search.value = view.search;
  search.addEventListener("input", () => {
    view.search = search.value.trim();
    arrange(false);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      byId("table").querySelector("tbody a")?.focus();
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
  byId("clear").addEventListener("click", () => {
    Object.assign(view, { search: "", filter: "", type: "" });
    search.value = "";
    arrange(false);
    search.focus();
  });
}

runClock();
fillKey(byId("key"));
watchSearch();
watchReader();
byId("rearrange").addEventListener("click", () => arrange(true));
openLive("/api/wards/stream", { wards: take, ward: take });
