// The parts of the counter page. Each function makes elements from a view; what a press does is handed in.

import { h, icon } from "./ui/dom.js";
import { count, inLang, t } from "./ui/text.js";
import { clock, now, running, span } from "./ui/time.js";
import { ACTIONS, primaryAction } from "./counter-actions.js";
import { shortName } from "./procedure.js";

/** Choosing the counter, once. */
export function chooser(hall) {
  return h(
    "div",
    { class: "chooser stack" },
    h("h2", {}, t("counter.choose")),
    h("p", { class: "soft" }, t("counter.choose.hint")),
    h(
      "div",
      { class: "counters" },
      hall.counters.map((one) =>
        h(
          "a",
          { class: "card pick", href: `?n=${one.number}&lang=${document.documentElement.lang}` },
          h("b", {}, t("counter.number", { n: one.number })),
          one.series.map((code) => h("span", {}, seriesName(hall.series, code))),
        ),
      ),
    ),
  );
}

function seriesName(all, code) {
  const found = all.find((one) => one.code === code);
  return found ? `${code} · ${inLang(found.name)}` : code;
}

/** The frame of the work page; its parts are filled by the functions below. */
export function frame(act) {
  return [
    h("div", { class: "banner warn", id: "stale", role: "status", hidden: true }, icon("alert"), h("p", {}, t("counter.stale"))),
    h(
      "section",
      { class: "desk", "aria-label": t("counter.current") },
      h("div", { class: "card current", id: "current", "aria-live": "polite" }),
      h("div", { class: "actions-grid" }, ACTIONS.filter((one) => one.id !== "undo").map((one) => actionButton(one, act))),
      h(
        "div",
        { class: "undo-bar", id: "undo-bar" },
        h("div", { class: "grow" }, h("p", { id: "undo-what" }), h("progress", { id: "undo-left", max: 1, value: 0, "aria-hidden": "true" })),
        actionButton(ACTIONS.find((one) => one.id === "undo"), act),
      ),
      h("dl", { class: "today", id: "today", "aria-label": t("counter.today") }),
    ),
    h(
      "aside",
      { class: "lists" },
      h("section", { class: "card list", "aria-labelledby": "waiting-title" },
        h("div", { class: "list-head", id: "waiting-head" }),
        h("div", { class: "scroll", id: "waiting", tabindex: "0", role: "group", "aria-labelledby": "waiting-title" })),
      h("section", { class: "card list small-list", id: "held", "aria-label": t("counter.held") }),
      h("section", { class: "card list small-list", id: "absent", "aria-label": t("counter.absentList") }),
    ),
  ];
}

function actionButton(action, act) {
  return h(
    "button",
    { type: "button", class: "btn action", id: `do-${action.id}`, "data-action": action.id, "aria-keyshortcuts": action.key, onclick: () => act(action) },
    h("span", { class: "what" }, icon(action.icon), h("span", {}, t(`counter.${action.id}`)), h("kbd", {}, action.key)),
    h("span", { class: "why" }),
  );
}

/** Enables and explains the actions; called at least twice a second, so it touches only what changed. */
export function refreshActions(root, view, why, busy) {
  const primary = primaryAction(view);
  for (const action of ACTIONS) {
    const button = root.querySelector(`#do-${action.id}`);
    const reason = why(action.id);
    const off = String(Boolean(reason) || busy);
    if (button.getAttribute("aria-disabled") !== off) {
      button.setAttribute("aria-disabled", off);
    }
    button.classList.toggle("primary", action.id === primary);
    const words = reason ?? "";
    if (button.lastChild.textContent !== words) {
      button.lastChild.textContent = words;
    }
  }
}

/** The ticket at the counter. */
export function currentCard(view, procedureName) {
  const ticket = view.current;
  if (!ticket) {
    return h(
      "div",
      { class: "free" },
      h("p", { class: "free-title" }, t("counter.none")),
      h("p", { class: "soft" }, count("counter.none.waiting", view.waitingTotal)),
    );
  }
  return [
    h("p", { class: "big-number", id: "current-number" }, ticket.number),
    h(
      "div",
      { class: "about grow" },
      h("p", { class: `state ${ticket.state === "SERVING" ? "good" : "weak"}` }, t(`counter.state.${ticket.state}`)),
      h("p", { class: "service" }, inLang(ticket.service)),
      ticket.procedure ? h("p", { class: "clamp" }, shortName(procedureName(ticket.procedure))) : null,
      h(
        "p",
        { class: "soft small" },
        [
          t("counter.waited", { span: span((ticket.firstCalledAt ?? now()) - ticket.issuedAt) }),
          count("counter.calls", ticket.callNo),
          ticket.startedAt ? t("counter.startedAt", { time: clock(ticket.startedAt) }) : t("counter.calledAt", { time: clock(ticket.calledAt) }),
        ].join(" · "),
      ),
    ),
    h("div", { class: "timer" }, h("b", { id: "timer" }), h("span", { class: "soft small" }, t(`counter.since.${ticket.state}`))),
  ];
}

/** How long the present ticket is in its state. */
export function timerText(ticket) {
  return running(now() - (ticket.state === "SERVING" ? ticket.startedAt : ticket.calledAt));
}

/** What the counter did today. */
export function today(view) {
  const facts = [
    ["counter.today.served", String(view.today.served)],
    ["counter.today.mean", view.today.meanServiceMs ? running(view.today.meanServiceMs) : "–"],
    ["counter.today.absent", String(view.today.absent)],
  ];
  return facts.map(([key, value]) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, value)));
}

/** Waiting people in calling order. */
export function waitingList(view, procedureName, on) {
  if (view.waiting.length === 0) {
    return h("p", { class: "empty" }, t("counter.waiting.none"));
  }
  const hidden = view.waitingTotal - view.waiting.length;
  return [
    h(
      "table",
      { class: "table" },
      h(
        "thead",
        {},
        h("tr", {},
          h("th", { scope: "col" }, t("counter.col.number")),
          h("th", { scope: "col" }, t("counter.col.service")),
          h("th", { scope: "col", class: "num" }, t("counter.col.wait")),
          h("th", {}, h("span", { class: "unseen" }, t("counter.call")))),
      ),
      h(
        "tbody",
        {},
        view.waiting.map((ticket) =>
          h(
            "tr",
            {},
            h("td", {}, h("span", { class: "plate" }, ticket.number)),
            h("td", { class: "fit" }, ticket.procedure ? shortName(procedureName(ticket.procedure)) : inLang(ticket.service)),
            h("td", { class: "num", "data-since": ticket.issuedAt }, span(now() - ticket.issuedAt)),
            h(
              "td",
              { class: "num" },
              small("counter.call", ticket, on.call),
              small("counter.cancel", ticket, on.cancel, "quiet"),
            ),
          ),
        ),
      ),
    ),
    hidden > 0 ? h("p", { class: "empty" }, t("counter.waiting.more", { n: hidden })) : null,
  ].filter(Boolean);
}

function small(key, ticket, press, kind = "") {
  return h(
    "button",
    {
      type: "button",
      class: `btn small ${kind}`,
      "data-for": `${key} ${ticket.number}`,
      "aria-label": t(`${key}.label`, { ticket: ticket.number }),
      onclick: () => press(ticket),
    },
    t(key),
  );
}

/** Head of the waiting list. */
export function waitingHead(view) {
  const n = view.waitingTotal;
  const total = n > 0 ? h("span", { class: "badge" }, count("counter.waiting.total", n)) : null;
  return [
    h("h2", { id: "waiting-title" }, t("counter.waiting"), " ", total),
    h("span", { class: "soft small" }, t("counter.waiting.order")),
  ];
}

/** Held or absent people with the one thing that can be done for each. */
export function sideList(key, none, action, tickets, press) {
  return [
    h("h2", {}, t(key), tickets.length > 0 ? [" ", h("span", { class: "badge" }, String(tickets.length))] : null),
    tickets.length === 0
      ? h("p", { class: "soft small" }, t(none))
      : h(
          "ul",
          { class: "chips" },
          tickets.map((ticket) => h("li", {}, h("span", { class: "plate" }, ticket.number), small(action, ticket, press))),
        ),
  ];
}
