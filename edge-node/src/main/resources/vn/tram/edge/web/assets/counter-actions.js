// The eight actions of a counter: their keys, and when each may be done. Pure: looks at a view, touches nothing.
//
// Function keys, because an input method for Vietnamese or a card reader that types must never call anybody.
// F1, F5, F11 and F12 stay with the browser.

import { t } from "./ui/text.js";

/** In the order of work; `big` ones lead, the others stand beside them. */
export const ACTIONS = [
  { id: "callNext", key: "F2", path: "call-next", icon: "next", big: true },
  { id: "recall", key: "F3", path: "recall", icon: "bell" },
  { id: "start", key: "F4", path: "start", icon: "play", big: true },
  { id: "hold", key: "F6", path: "hold", icon: "pause" },
  { id: "transfer", key: "F7", path: "transfer", icon: "swap", dialog: true },
  { id: "absent", key: "F8", path: "absent", icon: "absent" },
  { id: "finish", key: "F9", path: "finish", icon: "check", big: true },
  { id: "undo", key: "F10", path: "undo", icon: "undo" },
];

/** The one action that normally comes next. */
export function primaryAction(view) {
  if (!view.current) {
    return "callNext";
  }
  return view.current.state === "CALLED" ? "start" : "finish";
}

/**
 * Why an action cannot be done now, in words; null when it can.
 * @param {object} view CounterView
 * @param {number} now the node's time, epoch milliseconds
 */
export function whyNot(id, view, now) {
  const ticket = view.current;
  if (id === "undo") {
    return view.undo && view.undo.until > now ? null : t("counter.why.nothingToUndo");
  }
  if (id === "callNext") {
    if (ticket) {
      return t("counter.why.busy", { ticket: ticket.number });
    }
    return view.waitingTotal > 0 ? null : t("counter.why.nobody");
  }
  if (!ticket) {
    return t("counter.why.noCurrent");
  }
  const called = ticket.state === "CALLED";
  switch (id) {
    case "recall":
      return called ? recallTooSoon(ticket, view.rules, now) : t("counter.why.notCalled");
    case "start":
      return called ? null : t("counter.why.notCalled");
    case "absent":
      return called ? absentTooSoon(ticket, view.rules, now) : t("counter.why.notCalled");
    case "hold":
    case "finish":
      return ticket.state === "SERVING" ? null : t("counter.why.notServing");
    default:
      return null;
  }
}

function recallTooSoon(ticket, rules, now) {
  const left = seconds((ticket.calledAt ?? 0) + rules.recallGapMs - now);
  return left > 0 ? t("counter.why.recallIn", { n: left }) : null;
}

function absentTooSoon(ticket, rules, now) {
  const left = seconds((ticket.firstCalledHereAt ?? ticket.calledAt ?? 0) + rules.absentAfterMs - now);
  const counts = { need: rules.callsBeforeAbsent, done: ticket.callNo, n: left };
  if (ticket.callNo < rules.callsBeforeAbsent) {
    return t(left > 0 ? "counter.why.absentBoth" : "counter.why.absentCalls", counts);
  }
  return left > 0 ? t("counter.why.absentIn", counts) : null;
}

/** Whole seconds left, rounded up. */
export function seconds(ms) {
  return Math.max(0, Math.ceil(ms / 1000));
}
