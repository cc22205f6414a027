// One honest sentence about the line to the city: since when, what waits, how old the oldest of it is.

import { count, t } from "./text.js";
import { moment, now, span } from "./time.js";

/** The sentence for a LineView: {state: ONLINE|OFFLINE|NEVER, or one in which sending is on hold; since, unsent, oldestUnsent}. */
export function lineSentence(line) {
  const parts = [state(line)];
  if (line.unsent > 0) {
    parts.push(
      line.oldestUnsent
        ? count("line.unsentOld", line.unsent, { age: span(now() - line.oldestUnsent) })
        : count("line.unsent", line.unsent),
    );
  } else if (line.state === "ONLINE") {
    parts.push(t("line.allSent"));
  }
  return parts.join("; ");
}

function state(line) {
  if (line.state === "ONLINE") {
    return line.since ? t("line.onlineSince", { since: moment(line.since) }) : t("line.online");
  }
  if (line.state === "OFFLINE") {
    return line.since ? t("line.offlineSince", { since: moment(line.since) }) : t("line.offline");
  }
  if (line.state === "NEVER") {
    return t("line.never");
  }
  if (line.state === "CLONED" || line.state === "FENCED") {
    return t(line.state === "CLONED" ? "line.cloned" : "line.fenced");
  }
  // The city is heard, but nothing may be sent until a person there has decided.
  return line.since ? t("line.heldSince", { since: moment(line.since) }) : t("line.held");
}

/** Class of the state dot: good, weak (works, but cut off from the city), or none. */
export function lineClass(line) {
  return line.state === "ONLINE" ? "state good" : "state weak";
}

/** Puts the sentence into an element of class "state". */
export function showLine(element, line) {
  element.className = lineClass(line);
  const text = lineSentence(line);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
