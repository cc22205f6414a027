// How late a ward's facts came in the last 24 hours: a small chart, and the same in a sentence. Where the box was silent
// there is a gap; before the centre's start nothing is drawn.

import { remembered, runs, silences, worst } from "./lag-runs.js";
import { axis, grid, svg } from "./svg.js";
import { get } from "./ui/api.js";
import { byId, h } from "./ui/dom.js";
import { count, number, t } from "./ui/text.js";
import { clock, moment, span } from "./ui/time.js";

const EVERY_MS = 60000;
const MINUTE_MS = 60000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURS_APART = 6;
const LEFT = 64;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 88;
const HEIGHT = 110;
/** The axis goes at least so far, so that half a minute does not look like a mountain; minutes. */
const LEAST_MINUTES = 4;
/** From here on the axis counts hours, minutes. */
const MANY_MINUTES = 180;

let shown = null;

/** Shows it from now on; a page in the background asks nothing. */
export async function watchLag(code) {
  new ResizeObserver(() => shown && showLag(byId("lag"), shown)).observe(byId("lag"));
  for (;;) {
    if (!document.hidden) {
      const answer = await get(`/api/wards/${code}/lag`);
      if (answer.ok) {
        showLag(byId("lag"), answer.data);
      }
    }
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
}

/** Fills `box`; draws anew only when the view or the width changed. */
export function showLag(box, lag) {
  shown = lag;
  const key = `${JSON.stringify(lag)}${box.clientWidth}`;
  if (box.dataset.key === key || box.clientWidth === 0) {
    return;
  }
  box.dataset.key = key;
  if (lag.box === null) {
    box.replaceChildren();
    return;
  }
  const said = sentence(lag);
  box.replaceChildren(
    h("h3", { class: "small" }, t("ward.lag")),
    chart(lag, box.clientWidth, `${t("ward.lag")}. ${said}`),
    h("p", { class: "small soft", "aria-hidden": "true" }, said),
  );
}

function sentence(lag) {
  const most = worst(lag);
  const quiet = silences(lag);
  const silent = quiet.reduce((all, each) => all + each.to - each.from, 0);
  const told = [
    lag.points.length === 0
      ? t("ward.lag.nothing")
      : most
        ? t("ward.lag.worst", { span: span(most.lagMs), at: moment(most.at) })
        : t("ward.lag.prompt"),
  ];
  if (quiet.length > 0 && lag.points.length > 0) {
    told.push(count("ward.lag.silent", quiet.length, { span: span(silent) }));
  }
  if (lag.since > lag.now - DAY_MS) {
    told.push(t("ward.lag.since", { at: moment(lag.since) }));
  }
  return told.join(" ");
}

function chart(lag, width, label) {
  const from = lag.now - DAY_MS;
  const right = width - RIGHT;
  const x = (at) => LEFT + ((right - LEFT) * (Math.min(at, lag.now) - from)) / DAY_MS;
  const most = Math.max(LEAST_MINUTES, (worst(lag)?.lagMs ?? 0) / MINUTE_MS);
  const unit = most > MANY_MINUTES ? HOUR_MS : MINUTE_MS;
  const scale = axis((most * MINUTE_MS) / unit, 2);
  const y = (value) => BOTTOM - ((BOTTOM - TOP) * value) / scale.top;
  const words = (value) => t(unit === HOUR_MS ? "ward.lag.hours" : "ward.lag.minutes", { n: number(value) });
  const picture = svg("svg", { class: "chart lag-chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": label });
  for (const gap of silences(lag)) {
    const left = x(gap.from);
    picture.append(svg("rect", { class: "silent", x: left, y: TOP, width: Math.max(1, x(gap.to) - left), height: BOTTOM - TOP }));
  }
  picture.append(...grid(scale, y, LEFT, right, words), ...hours(from, lag.now, x));
  const begin = remembered(lag);
  if (begin === lag.since) {
    picture.append(svg("line", { class: "since", x1: x(begin), x2: x(begin), y1: TOP, y2: BOTTOM }));
  }
  for (const run of runs(lag)) {
    const steps = run.map((point) => {
      const high = y(point.lagMs / unit);
      return `${round(x(Math.max(point.at, begin)))},${high} ${round(x(point.at + lag.stepMs))},${high}`;
    });
    const first = round(x(Math.max(run[0].at, begin)));
    const last = round(x(run.at(-1).at + lag.stepMs));
    picture.append(
      svg("polygon", { class: "late", points: `${first},${BOTTOM} ${steps.join(" ")} ${last},${BOTTOM}` }),
      svg("polyline", { class: "edge", points: steps.join(" ") }),
    );
  }
  return picture;
}

function round(n) {
  return Math.round(n * 10) / 10;
}

/** Full hours that six divides, by the clock of the city. */
function hours(from, to, x) {
  const zone = 7 * HOUR_MS;
  const apart = HOURS_APART * HOUR_MS;
  const marks = [];
  for (let at = Math.ceil((from + zone) / apart) * apart - zone; at <= to; at += apart) {
    marks.push(
      svg("line", { class: "axis", x1: x(at), x2: x(at), y1: BOTTOM, y2: BOTTOM + 4 }),
      svg("text", { x: x(at), y: HEIGHT - 4, "text-anchor": x(at) > x(to) - 20 ? "end" : "middle" }, clock(at)),
    );
  }
  return marks;
}
