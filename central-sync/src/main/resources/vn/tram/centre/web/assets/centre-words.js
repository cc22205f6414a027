// Words both pages of the centre use: the state of a ward, short waits, text without its marks.

import { has, lang, number, t } from "./ui/text.js";
import { clock, day, moment, now, span } from "./ui/time.js";

/** A mean wait from here on counts as long, milliseconds. */
export const LONG_WAIT_MS = 30 * 60000;
/** So many entries not yet here count as behind; fewer are merely on their way. */
export const BEHIND_ENTRIES = 20;

/** Class of the state dot (see centre.css): alive, silent or never; each has its own colour and its own shape. */
export function stateClass(ward) {
  return ward.state === "ALIVE" ? "alive" : ward.state === "SILENT" ? "silent" : "never";
}

/** "Hoạt động", "Mất liên lạc từ 09:12", "Chưa kết nối". */
export function stateWord(ward) {
  if (ward.state === "SILENT" && ward.since) {
    return t("common.state.silentSince", { since: day(ward.since) === day(now()) ? clock(ward.since) : shortDay(ward.since) });
  }
  return t(`common.state.${stateClass(ward)}`);
}

/** The state as a whole sentence with how long it has lasted. */
export function stateSentence(ward) {
  if (ward.state === "NEVER" || !ward.since) {
    return t(`common.state.${stateClass(ward)}.sentence`);
  }
  return t(`common.state.${stateClass(ward)}.sentenceSince`, {
    since: moment(ward.since),
    span: span(now() - ward.since),
  });
}

function shortDay(ms) {
  return day(ms).slice(0, 5);
}

/** A wait in whole minutes, or a dash where nobody was called yet. */
export function minutes(ms) {
  if (ms === null || ms === undefined) {
    return "–";
  }
  const whole = Math.round(ms / 60000);
  return whole < 1 ? t("common.minutes.short") : t("common.minutes", { n: number(whole) });
}

/** "phường", "xã" or "đặc khu" in the language of the page, as the list writes it. */
export function typeWord(type) {
  const key = `common.type.${fold(type).replace(/\s+/g, "")}`;
  return has(key) ? t(key) : type;
}

/** Lower case without any marks, đ as d: what a search compares. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d");
}

/** Address of a ward's page in the language of this page. */
export function wardUrl(code) {
  return `/wards/${code}?lang=${lang}`;
}
