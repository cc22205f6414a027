// One honest sentence about the line to the city: since when, what waits, how old the oldest of it is.

import { count, has, t } from "./text.js";
import { moment, now, span } from "./time.js";

/** What waits for longer although the line is up is behind; what is younger is merely on its way. */
const BEHIND_MS = 60000;
const ON_ITS_WAY_MS = 5000;

/**
 * The sentence for a LineView: {state: ONLINE|OFFLINE|NEVER, or one in which sending is on hold; since, unsent,
 * oldestUnsent; refused: whether a part of it is refused}.
 */
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
  const said = (key) => (line.since ? t(`${key}Since`, { since: moment(line.since) }) : t(key));
  switch (line.state) {
    case "ONLINE":
      return line.refused ? t("line.refused") : said(isBehind(line) ? "line.catchingUp" : "line.online");
    case "OFFLINE":
      return said("line.offline");
    case "NEVER":
      return t("line.never");
    default:
      // The city is heard, but nothing may be sent until a person there has decided.
      return said(has(`line.${line.state}`) ? `line.${line.state}` : "line.held");
  }
}

function isBehind(line) {
  return line.unsent > 0 && Boolean(line.oldestUnsent) && now() - line.oldestUnsent >= BEHIND_MS;
}

function key(line) {
  return `${line.state} ${line.since} ${line.refused}`;
}

/** Class of the state dot: good, weak (works, but cut off from the city), or none. */
export function lineClass(line) {
  return line.state === "ONLINE" && !line.refused ? "state good" : "state weak";
}

/**
 * Puts the sentence into an element of class "state". What was pressed a moment ago and is on its way does not change
 * the words: they would flicker with every press, and be read aloud each time.
 */
export function showLine(element, line) {
  const onItsWay = line.state === "ONLINE" && line.unsent > 0 && now() - line.oldestUnsent < ON_ITS_WAY_MS;
  if (onItsWay && element.dataset.state === key(line)) {
    return;
  }
  element.dataset.state = key(line);
  element.className = lineClass(line);
  const text = lineSentence(line);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
