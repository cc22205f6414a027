// Time as the node sees it. The clock of the device that shows the page is never trusted.

import { count, t } from "./text.js";

const ZONE = "Asia/Ho_Chi_Minh";
const DAY_MS = 24 * 3600 * 1000;
let nodeTime = Date.now();
let heardAt = performance.now();

/** Takes over the node's time (epoch milliseconds) as told in a view or a beat. */
export function setNow(ms) {
  nodeTime = ms;
  heardAt = performance.now();
}

/** The node's time now, epoch milliseconds. */
export function now() {
  return nodeTime + (performance.now() - heardAt);
}

function locale() {
  return document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
}

/** 07:42 */
export function clock(ms) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(ms);
}

/** 07:42:05 */
export function clockSeconds(ms) {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: ZONE }).format(ms);
}

/** Chủ nhật, 22 tháng 11 năm 2026 / Sunday, 22 November 2026 */
export function date(ms) {
  const text = new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeZone: ZONE }).format(ms);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 22/11/2026 */
export function day(ms) {
  const form = { day: "2-digit", month: "2-digit", year: "numeric", timeZone: ZONE };
  return new Intl.DateTimeFormat("en-GB", form).format(ms);
}

/** "07:42" today, "hôm qua 17:42" yesterday, "17:42 ngày 22/11/2026" on any other day. */
export function moment(ms) {
  const time = clock(ms);
  if (day(ms) === day(now())) {
    return time;
  }
  return day(ms) === day(now() - DAY_MS) ? t("moment.yesterday", { time }) : t("moment.day", { time, day: day(ms) });
}

/** How long in plain words: "dưới 1 phút", "42 phút", "3 giờ 5 phút", "2 ngày". */
export function span(ms) {
  const minutes = Math.floor(Math.max(0, ms) / 60000);
  if (minutes < 1) {
    return t("span.short");
  }
  if (minutes < 60) {
    return count("span.minutes", minutes);
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    const rest = minutes % 60;
    return rest === 0 ? count("span.hours", hours) : `${count("span.hours", hours)} ${count("span.minutes", rest)}`;
  }
  return count("span.days", Math.floor(hours / 24));
}

/** A short running time: 4:07, 1:02:09. */
export function running(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Calls back about twice a second, for clocks and countdowns; stops when the returned function is called. */
export function everyTick(callback) {
  callback();
  const timer = setInterval(callback, 500);
  return () => clearInterval(timer);
}
