// The counter console: what is at the counter, who waits, and the keys of the eight actions.

import { get, post } from "./ui/api.js";
import { byId, fillWhenChanged, h, setText, toast } from "./ui/dom.js";
import { showLine } from "./ui/line.js";
import { openStream } from "./ui/stream.js";
import { count, has, inLang, t } from "./ui/text.js";
import { clock, everyTick, now, setNow, span } from "./ui/time.js";
import { ACTIONS, seconds, whyNot } from "./counter-actions.js";
import { askCallThis, askCancel, askTransfer } from "./counter-dialogs.js";
import * as parts from "./counter-views.js";
import { watchPerson } from "./people.js";

const work = byId("work");
const dialog = byId("dialog");
const counter = Number(new URLSearchParams(location.search).get("n")) || null;
const names = new Map();

let view = null;
let busy = false;

// Doing something. While one press is on its way the others are ignored; the answer comes back as a new view.

async function send(path, body, done) {
  if (busy) {
    return;
  }
  busy = true;
  refresh();
  const answer = await post(`/api/counters/${counter}/${path}`, body);
  if (answer.ok) {
    await reload();
    if (done) {
      toast("ok", done, null, 4);
    }
  } else {
    toast(answer.problem.status === 409 ? "warn" : "bad", answer.problem.title, answer.problem.detail);
  }
  busy = false;
  refresh();
}

/** The stream brings the new view as well; asking for it makes the page right even while the stream is being remade. */
async function reload() {
  const answer = await get(`/api/counters/${counter}`);
  if (answer.ok) {
    show(answer.data);
  }
}

async function act(action) {
  if (!view || busy || dialog.open) {
    return;
  }
  const reason = whyNot(action.id, view, now());
  if (reason) {
    toast("info", t(`counter.${action.id}`), reason, 4);
    return;
  }
  if (action.id === "transfer") {
    const chosen = await askTransfer(view.current, view.seriesAll);
    if (chosen) {
      await send(action.path, chosen);
    }
    return;
  }
  await send(action.path, {});
}

/** A counter takes one person at a time; said before the officer writes a reason for nothing. */
function taken(key) {
  if (view.current) {
    toast("info", t(key), t("counter.why.busy", { ticket: view.current.number }), 4);
  }
  return Boolean(view.current);
}

async function callThis(ticket) {
  if (taken("counter.call")) {
    return;
  }
  const chosen = await askCallThis(ticket);
  if (chosen) {
    await send("call", { ticket: ticket.number, reason: chosen.reason });
  }
}

async function cancelThis(ticket) {
  if (await askCancel(ticket)) {
    await send("cancel", { ticket: ticket.number }, t("counter.done.cancel", { ticket: ticket.number }));
  }
}

document.addEventListener("keydown", (event) => {
  const action = ACTIONS.find((one) => one.key === event.key);
  if (!action || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  if (!event.repeat && !dialog.open) {
    act(action);
  }
});

// Showing.

function procedureName(code) {
  return names.get(code) ?? code;
}

function show(next) {
  const first = view === null;
  if (!first && next.seq < view.seq && next.day === view.day) {
    return;
  }
  view = next;
  setNow(next.now);
  if (first) {
    work.replaceChildren(...parts.frame(act));
    work.classList.add("console");
  }
  setText(byId("where"), `${t("counter.number", { n: counter })} · ${view.ward.name}`);
  const mine = view.series.map((code) => inLang(view.seriesAll.find((one) => one.code === code)?.name) || code);
  setText(byId("ward"), t("counter.serves", { series: mine.join(", ") }));
  document.title = `${view.current ? `${view.current.number} · ` : ""}${t("counter.number", { n: counter })}`;
  fillWhenChanged(byId("current"), JSON.stringify([view.current, view.current ? 0 : view.waitingTotal, names.size]),
    () => parts.currentCard(view, procedureName));
  fillWhenChanged(byId("today"), JSON.stringify(view.today), () => parts.today(view));
  fillWhenChanged(byId("waiting-head"), String(view.waitingTotal), () => parts.waitingHead(view));
  fillList("waiting", [view.waiting.map((one) => one.id), view.waitingTotal],
    () => parts.waitingList(view, procedureName, { call: callThis, cancel: cancelThis }));
  fillList("held", view.held.map((one) => one.id), () => parts.sideList("counter.held", "counter.held.none", "counter.resume", view.held, resume));
  fillList("absent", view.absent.map((one) => one.id),
    () => parts.sideList("counter.absentList", "counter.absentList.none", "counter.return", view.absent, bringBack));
  refresh();
}

/** Lists keep the focus on the same button when they change under it. */
function fillList(id, key, make) {
  const list = byId(id);
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.for : null;
  fillWhenChanged(list, JSON.stringify([key, names.size]), make);
  if (focused && !list.contains(document.activeElement)) {
    (list.querySelector(`[data-for="${CSS.escape(focused)}"]`) ?? work).focus();
  }
}

function resume(ticket) {
  if (taken("counter.resume")) {
    return;
  }
  send("resume", { ticket: ticket.number });
}

function bringBack(ticket) {
  send("return", { ticket: ticket.number }, t("counter.done.return", { ticket: ticket.number }));
}

/** What changes with time alone. */
function refresh() {
  setText(byId("clock"), clock(now()));
  if (!view) {
    return;
  }
  showLine(byId("line"), view.line);
  parts.refreshActions(work, view, (id) => whyNot(id, view, now()), busy);
  for (const button of work.querySelectorAll('[data-for^="counter.call "], [data-for^="counter.resume "]')) {
    button.setAttribute("aria-disabled", String(Boolean(view.current)));
  }
  if (view.current) {
    setText(byId("timer"), parts.timerText(view.current));
  }
  for (const cell of work.querySelectorAll("[data-since]")) {
    setText(cell, span(now() - Number(cell.dataset.since)));
  }
  const left = view.undo ? view.undo.until - now() : 0;
  byId("undo-bar").classList.toggle("on", left > 0);
  if (left > 0) {
    const key = `counter.undo.${view.undo.action}`;
    const what = t(has(key) ? key : "counter.undo.other", { ticket: view.undo.ticket });
    setText(byId("undo-what"), `${what}: ${count("counter.undo.left", seconds(left))}`);
    byId("undo-left").value = left / view.rules.undoMs;
  }
}

async function loadNames() {
  const answer = await get("/api/services");
  if (answer.ok) {
    for (const series of answer.data.series) {
      for (const procedure of series.procedures) {
        names.set(procedure.code, procedure.name);
      }
    }
    if (view) {
      show(view);
    }
  }
}

async function choose() {
  const answer = await get("/api/hall");
  if (!answer.ok) {
    failed(answer.problem, choose);
    return;
  }
  setText(byId("ward"), answer.data.ward.name);
  setNow(answer.data.now);
  showLine(byId("line"), answer.data.line);
  work.replaceChildren(parts.chooser(answer.data));
}

async function open() {
  const answer = await get(`/api/counters/${counter}`);
  if (!answer.ok) {
    failed(answer.problem, open);
    return;
  }
  show(answer.data);
  loadNames();
  openStream(`/api/counters/${counter}/stream`, { counter: show }, (stale) => {
    byId("stale").hidden = !stale;
  });
}

function failed(problem, again) {
  work.replaceChildren(
    h(
      "div",
      { class: "chooser stack" },
      h("h2", {}, counter ? t("counter.loadFailed", { n: counter }) : problem.title),
      h("p", {}, [counter ? problem.title : "", problem.detail].filter(Boolean).join(". ")),
      h("div", { class: "row" },
        h("button", { type: "button", class: "btn primary", onclick: again }, t("counter.retry")),
        counter ? h("a", { class: "btn", href: "/counter" }, t("counter.change")) : null),
    ),
  );
}

if (counter) {
  open();
} else {
  choose();
}
everyTick(refresh);
watchPerson();
