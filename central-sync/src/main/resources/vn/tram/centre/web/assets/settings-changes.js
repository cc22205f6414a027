// What a change of settings means, as lines of words: what it is about, how it was, how it will be.

import { inLang, number, t } from "./ui/text.js";

const SECOND_MS = 1000;

/**
 * Compares two settings.
 * @returns {Array<{about: string, from: string, to: string, grave: boolean}>} empty when they say the same
 */
export function changes(before, after, series) {
  const lines = [];
  const add = (about, from, to, grave = false) => from !== to && lines.push({ about, from, to, grave });
  const yes = (value) => t(value ? "ward.change.yes" : "ward.change.no");

  counters(before.counters, after.counters, add);
  add(t("ward.settings.closed"), seriesWords(before.closedSeries, series), seriesWords(after.closedSeries, series), true);
  add(t("ward.settings.paused"), yes(before.paused), yes(after.paused), after.paused);
  add(t("ward.settings.hours"), hoursWords(before.hours), hoursWords(after.hours));
  add(t("ward.settings.weekdays"), weekdayWords(before.workingWeekdays), weekdayWords(after.workingWeekdays));
  add(t("ward.settings.voice"), yes(before.voice), yes(after.voice));
  for (const language of ["vi", "en"]) {
    add(t(`ward.settings.notice.${language}`), quoted(before.notice?.[language]), quoted(after.notice?.[language]));
  }
  add(t("ward.settings.maxPerSeries"), number(before.maxPerSeries), number(after.maxPerSeries));
  add(t("ward.settings.rules.callsBeforeAbsent"), number(before.rules.callsBeforeAbsent), number(after.rules.callsBeforeAbsent));
  for (const rule of ["absentAfterMs", "recallGapMs", "undoMs"]) {
    add(t(`ward.settings.rules.${rule}`), seconds(before.rules[rule]), seconds(after.rules[rule]));
  }
  return lines;
}

function counters(before, after, add) {
  const words = (counter) => (counter ? counter.series.join(", ") || t("ward.change.nothing") : t("ward.change.noCounter"));
  const counts = new Map();
  for (const counter of after) {
    counts.set(counter.number, (counts.get(counter.number) ?? 0) + 1);
  }
  const numbers = [...new Set([...before, ...after].map((counter) => counter.number))].sort((a, b) => a - b);
  for (const no of numbers) {
    const was = before.find((counter) => counter.number === no);
    const willBe = after.filter((counter) => counter.number === no);
    const to = willBe.length === 0 ? words(null) : willBe.map(words).join("; ");
    add(t("ward.change.counter", { n: no }), words(was), to, willBe.length === 0);
  }
}

function seriesWords(letters, series) {
  if (letters.length === 0) {
    return t("ward.change.noSeries");
  }
  return letters
    .map((letter) => {
      const known = series.find((each) => each.code === letter);
      return known ? `${letter} (${inLang(known.name)})` : letter;
    })
    .join(", ");
}

function hoursWords(hours) {
  return hours.map((each) => `${each.from || "?"}–${each.to || "?"}`).join(", ") || t("ward.change.none");
}

function weekdayWords(weekdays) {
  return weekdays.map((weekday) => t(`ward.settings.weekday.${weekday}`)).join(", ") || t("ward.change.none");
}

function quoted(text) {
  return text ? `“${text}”` : t("ward.change.empty");
}

function seconds(ms) {
  return t("ward.change.seconds", { n: number(ms / SECOND_MS, ms % SECOND_MS === 0 ? 0 : 1) });
}
