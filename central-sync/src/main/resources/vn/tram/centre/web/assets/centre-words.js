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

/** "Hoạt động", "Mất từ 09:12", "Chưa kết nối": for a column that is headed as contact. */
export function stateWord(ward) {
  if (ward.state === "SILENT" && ward.since) {
    const today = day(ward.since) === day(now());
    return t("common.state.silentSince", { since: today ? clock(ward.since) : day(ward.since).slice(0, 5) });
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
    .replace(/\u0111/g, "d");
}

/** Address of a ward's page in the language of this page. */
export function wardUrl(code) {
  return `/wards/${code}?lang=${lang}`;
}

/** Address of the page on which a person decides about a box's copies. */
export function boxUrl(box) {
  return `/boxes/${box}?lang=${lang}`;
}
