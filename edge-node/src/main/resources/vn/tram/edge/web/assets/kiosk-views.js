// The screens of the kiosk. Each function makes the elements of one screen; what a press does is handed in.

import { h, icon, setText } from "./ui/dom.js";
import { count, either, inLang, t } from "./ui/text.js";
import { clock, now } from "./ui/time.js";
import { feeWords, limitWords, shortName } from "./procedure.js";

/** First screen: what people can come for. */
export function choices(series, choose) {
  return [
    title(t("kiosk.ask"), t("kiosk.ask.hint")),
    h(
      "div",
      { class: "list" },
      series.map((one) =>
        h(
          "button",
          { type: "button", class: "item btn", "data-series": one.code, onclick: () => choose(one) },
          h("span", { class: "letter", "aria-hidden": "true" }, one.code),
          h(
            "span",
            { class: "grow" },
            h("b", { class: "clamp" }, inLang(one.name)),
            inLang(one.hint) ? h("span", { class: "hint" }, inLang(one.hint)) : null,
          ),
          h("span", { class: "count" }),
          icon("more"),
        ),
      ),
    ),
  ];
}

/** Puts what changes by the minute into the first screen, leaving its buttons where they are: one may be under a finger. */
export function refreshChoices(screen, live) {
  for (const one of live) {
    const button = screen.querySelector(`[data-series="${one.code}"]`);
    if (button) {
      button.disabled = !one.open;
      setText(button.querySelector(".count"), one.open ? count("kiosk.waiting", one.waiting) : t("kiosk.seriesClosed"));
    }
  }
}

/** Second screen: the most used procedures of the group, and "something else". */
export function procedures(series, take, about) {
  return [
    title(t("kiosk.which"), t("kiosk.which.hint"), inLang(series.name)),
    h(
      "div",
      { class: "list" },
      series.procedures.map((procedure) =>
        h(
          "div",
          { class: "pair" },
          h(
            "button",
            { type: "button", class: "item btn", "data-procedure": procedure.code, onclick: () => take(procedure) },
            h("span", { class: "grow" }, h("b", { class: "clamp" }, shortName(procedure.name))),
            icon("ticket"),
          ),
          h(
            "button",
            {
              type: "button",
              class: "btn about",
              "aria-label": t("kiosk.about.label", { name: procedure.name }),
              onclick: () => about(procedure),
            },
            icon("list"),
            t("kiosk.about"),
          ),
        ),
      ),
      h(
        "button",
        { type: "button", class: "item btn other", "data-procedure": "", onclick: () => take(null) },
        h("span", { class: "grow" }, h("b", {}, t("kiosk.other")), h("span", { class: "hint" }, t("kiosk.other.hint"))),
        icon("ticket"),
      ),
    ),
  ];
}

function title(text, hint, above) {
  return h(
    "div",
    { class: "title" },
    above ? h("p", { class: "above" }, above) : null,
    h("h1", { tabindex: "-1" }, text),
    hint ? h("p", { class: "hint" }, hint) : null,
  );
}

/** Everything about one procedure, with its full name. */
export function about(procedure, take, close) {
  const limit = limitWords(procedure.timeLimit);
  const fee = feeWords(procedure.feeVnd);
  const documents = procedure.documents ?? [];
  return [
    h("h2", { id: "panel-title", tabindex: "-1" }, procedure.name),
    h("h3", {}, t("procedure.documents")),
    documents.length > 0
      ? h("ul", {}, documents.map((one) => h("li", {}, one)))
      : h("p", {}, t("procedure.documents.none")),
    limit || fee
      ? h(
          "dl",
          { class: "facts" },
          limit ? [h("dt", {}, t("procedure.limit")), h("dd", {}, limit)] : null,
          fee ? [h("dt", {}, t("procedure.fee")), h("dd", {}, fee)] : null,
        )
      : null,
    h(
      "div",
      { class: "duo" },
      h("button", { type: "button", class: "btn", onclick: close }, t("kiosk.close")),
      h("button", { type: "button", class: "btn primary", onclick: take }, icon("ticket"), t("kiosk.take")),
    ),
  ];
}

/** The number, and what to do with it. */
export function numberScreen(ticket, procedure, done, hold) {
  const documents = procedure?.documents ?? [];
  return [
    h(
      "div",
      { class: "slip" },
      h("h1", { tabindex: "-1" }, t("kiosk.yourNumber")),
      h("p", { class: ticket.number.length > 4 ? "number long" : "number", id: "number" }, ticket.number),
      h("p", { class: "for" }, inLang(ticket.service)),
      procedure ? h("p", { class: "clamp" }, shortName(procedure.name)) : null,
    ),
    h(
      "div",
      { class: "tells" },
      tell("people", t("kiosk.ahead.label"), count("kiosk.ahead", ticket.ahead)),
      tell("desk", t("kiosk.where.label"), whereWords(ticket.counters)),
      tell("bell", t("kiosk.do.label"), t("kiosk.do")),
      documents.length > 0 ? tell("list", t("procedure.documents"), documents.join("; "), "papers") : null,
    ),
    h("p", { class: "keep" }, icon("alert"), t("kiosk.keep")),
    h(
      "div",
      { class: "duo" },
      h("button", { type: "button", class: "btn", id: "hold", onclick: hold }, icon("clock"), t("kiosk.hold")),
      h("button", { type: "button", class: "btn primary", id: "done", onclick: done }, icon("check"), t("kiosk.done")),
    ),
    h("p", { class: "going hint", id: "going" }),
  ];
}

function tell(picture, label, text, kind = "") {
  return h(
    "div",
    { class: `tell ${kind}` },
    icon(picture),
    h("div", { class: "grow" }, h("p", { class: "hint" }, label), h("p", { class: "what" }, text)),
  );
}

function whereWords(counters) {
  if (!counters || counters.length === 0) {
    return t("kiosk.where.none");
  }
  return t(counters.length === 1 ? "kiosk.where.one" : "kiosk.where.many", { counters: either(counters) });
}

/** No number could be given; the same press can be tried again. */
export function failed(problem, retry) {
  return plain(
    "alert",
    "warn",
    t("kiosk.failed.title"),
    [problem.title, problem.detail].filter(Boolean),
    t("kiosk.failed.same"),
    h("button", { type: "button", class: "btn primary", id: "retry", onclick: retry }, t("kiosk.failed.retry")),
    0,
  );
}

/** The hall gives no numbers now: why, and when it does again. */
export function closed(hall) {
  const why = hall.closedReason ? [t(`kiosk.closed.${hall.closedReason}`)] : [];
  if (hall.opensAt && ["NOT_YET_OPEN", "AFTER_HOURS", "DAY_OFF"].includes(hall.closedReason)) {
    const today = hall.closedReason !== "DAY_OFF" && hall.opensAt > clock(now());
    why.push(t(today ? "kiosk.closed.opens" : "kiosk.closed.opensNext", { time: hall.opensAt }));
  }
  const holders = hall.closedReason === "DAY_OFF" ? null : t("kiosk.closed.holders");
  return plain("clock", "", t("kiosk.closed.title"), why, holders);
}

/** The box does not answer. */
export function lost() {
  return plain("line-off", "warn", t("kiosk.lost.title"), [t("kiosk.lost.text")], t("kiosk.lost.holders"));
}

/** Before the first answer of the box. */
export function starting() {
  return h("p", { class: "starting" }, t("kiosk.starting"));
}

/** @param {number} strong which of the lines stands out */
function plain(picture, kind, heading, lines, note, action, strong = 1) {
  return h(
    "div",
    { class: `plain ${kind}` },
    icon(picture),
    h("h1", { tabindex: "-1" }, heading),
    lines.map((line, n) => h("p", { class: n === strong ? "strong" : "" }, line)),
    note ? h("p", { class: "note" }, note) : null,
    action ?? null,
  );
}

/** Where people are who can help. The kiosk sends nobody a message, and says so. */
export function help(counters, close) {
  const staffed = counters.filter((counter) => counter.state !== "FREE").map((counter) => counter.number);
  return [
    h("h2", { id: "panel-title", tabindex: "-1" }, t("kiosk.help.title")),
    h("p", {}, staffed.length > 0 ? t("kiosk.help.text") : t("kiosk.help.none")),
    staffed.length > 0 ? h("h3", {}, t("kiosk.help.counters")) : null,
    staffed.length > 0 ? h("p", { class: "plates" }, staffed.map((n) => h("span", { class: "plate" }, String(n)))) : null,
    h("div", { class: "duo" }, h("button", { type: "button", class: "btn primary", onclick: close }, t("kiosk.close"))),
  ];
}

/** Is anybody still there? */
export function idle(more, home) {
  return [
    h("h2", { id: "panel-title", tabindex: "-1" }, t("kiosk.idle.title")),
    h("p", { id: "idle-left" }),
    h(
      "div",
      { class: "duo" },
      h("button", { type: "button", class: "btn", onclick: home }, t("kiosk.startOver")),
      h("button", { type: "button", class: "btn primary", onclick: more }, t("kiosk.idle.more")),
    ),
  ];
}
