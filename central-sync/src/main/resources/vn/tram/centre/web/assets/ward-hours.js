// The hours of a day as two small charts over one axis: people (issued, called, served) above, mean wait below. Drawn
// as SVG at the width it has, so that words keep their size. The same figures stand in a table below.

import { minutes } from "./centre-words.js";
import { axis, grid, svg } from "./svg.js";
import { h, setText } from "./ui/dom.js";
import { number, t } from "./ui/text.js";

const BARS = ["issued", "called", "served"];
const LEFT = 40;
const RIGHT = 8;
const PEOPLE = { top: 14, height: 170 };
const WAIT = { top: 232, height: 64 };
const HEIGHT = 324;
const MINUTE_MS = 60000;

const drawn = new WeakMap();

/** Fills `box`; draws anew only when the figures or the width changed. Hours in which nothing happened may be missing. */
export function showHours(box, known) {
  const hours = withoutGaps(known);
  const kept = drawn.get(box) ?? prepare(box);
  const key = `${JSON.stringify(hours)}${box.clientWidth}`;
  kept.hours = hours;
  if (kept.key !== key && box.clientWidth > 0) {
    kept.key = key;
    draw(box, kept, hours);
  }
}

function withoutGaps(known) {
  const hours = [];
  for (const hour of known) {
    while (hours.length > 0 && hours.at(-1).hour + 1 < hour.hour) {
      hours.push({ hour: hours.at(-1).hour + 1, issued: 0, called: 0, served: 0, meanWaitMs: null });
    }
    hours.push(hour);
  }
  return hours;
}

function prepare(box) {
  const kept = {
    key: "",
    hours: [],
    chart: h("div", { class: "plot" }),
    readout: h("p", { class: "readout small" }),
    rows: h("tbody"),
    none: h("p", { class: "empty" }, t("ward.hours.none")),
  };
  kept.all = h(
    "div",
    {},
    h(
      "div",
      { class: "over" },
      h("p", { class: "legend" }, ...BARS.map((bar) => h("span", { class: `k-${bar}` }, t(`ward.hours.${bar}`)))),
      kept.readout,
    ),
    kept.chart,
    h(
      "details",
      { class: "figures-table" },
      h("summary", { class: "small" }, t("ward.hours.table")),
      h(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ward.hours.table") },
        h(
          "table",
          { class: "table", "aria-label": t("ward.hours.table") },
          h(
            "thead",
            {},
            h("tr", {}, ...["hour", ...BARS, "mean"].map((key) => h("th", { scope: "col", class: "num" }, t(`ward.hours.${key}`)))),
          ),
          kept.rows,
        ),
      ),
    ),
  );
  drawn.set(box, kept);
  box.replaceChildren(kept.all, kept.none);
  new ResizeObserver(() => showHours(box, kept.hours)).observe(box);
  return kept;
}

function draw(box, kept, hours) {
  kept.all.hidden = hours.length === 0;
  kept.none.hidden = hours.length > 0;
  if (hours.length === 0) {
    return;
  }
  const width = box.clientWidth;
  const slot = (width - LEFT - RIGHT) / hours.length;
  const x = (at) => LEFT + at * slot;
  const picture = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": t("ward.hours.label") });
  const bands = hours.map((hour, at) => svg("rect", { class: "band", x: x(at), y: 0, width: slot, height: HEIGHT - 18 }));
  picture.append(...bands, ...people(hours, x, slot, width), ...waits(hours, x, slot, width), ...hourWords(hours, x, slot));
  picture.addEventListener("pointermove", (event) => {
    const at = Math.floor((event.offsetX - LEFT) / slot);
    tell(kept, hours[at] ?? null);
    bands.forEach((band, n) => band.classList.toggle("on", n === at));
  });
  picture.addEventListener("pointerleave", () => {
    tell(kept, null);
    bands.forEach((band) => band.classList.remove("on"));
  });
  kept.chart.replaceChildren(picture);
  tell(kept, null);
  kept.rows.replaceChildren(
    ...hours.map((hour) =>
      h(
        "tr",
        {},
        h("th", { scope: "row", class: "num" }, between(hour)),
        ...BARS.map((bar) => h("td", { class: "num" }, number(hour[bar]))),
        h("td", { class: "num" }, minutes(hour.meanWaitMs)),
      ),
    ),
  );
}

function tell(kept, hour) {
  setText(
    kept.readout,
    hour
      ? t("ward.hours.readout", {
          hour: between(hour),
          issued: number(hour.issued),
          called: number(hour.called),
          served: number(hour.served),
          mean: minutes(hour.meanWaitMs),
        })
      : t("ward.hours.hint"),
  );
}

function between(hour) {
  return `${hour.hour}–${hour.hour + 1} ${t("ward.hours.oclock")}`;
}

function people(hours, x, slot, width) {
  const scale = axis(Math.max(4, ...hours.flatMap((hour) => BARS.map((bar) => hour[bar]))));
  const y = (value) => PEOPLE.top + PEOPLE.height * (1 - value / scale.top);
  const barWidth = Math.min(24, (slot * 0.72) / BARS.length);
  const bars = hours.flatMap((hour, at) =>
    BARS.map((bar, n) => {
      const left = x(at) + slot / 2 + (n - BARS.length / 2) * barWidth;
      return svg("rect", {
        class: `b-${bar}`,
        x: left + 0.5,
        y: y(hour[bar]),
        width: Math.max(1, barWidth - 1),
        height: PEOPLE.top + PEOPLE.height - y(hour[bar]),
      });
    }),
  );
  return [...grid(scale, y, LEFT, width - RIGHT, (value) => number(value)), ...bars];
}

function waits(hours, x, slot, width) {
  const known = hours.map((hour, at) => ({ at, ms: hour.meanWaitMs })).filter((each) => each.ms !== null);
  const scale = axis(Math.max(4, ...known.map((each) => each.ms / MINUTE_MS)), 2);
  const y = (value) => WAIT.top + WAIT.height * (1 - value / scale.top);
  const centre = (at) => x(at) + slot / 2;
  const title = svg("text", { x: LEFT, y: WAIT.top - 14, class: "value" });
  title.textContent = t("ward.hours.mean.axis");
  const parts = [title, ...grid(scale, y, LEFT, width - RIGHT, (value) => number(value))];
  if (known.length > 1) {
    parts.push(svg("polyline", { class: "wait", points: known.map((each) => `${centre(each.at)},${y(each.ms / MINUTE_MS)}`).join(" ") }));
  }
  for (const each of known) {
    const high = y(each.ms / MINUTE_MS);
    const words = svg("text", { class: "value", x: centre(each.at), y: high - 7, "text-anchor": "middle" });
    words.textContent = number(Math.round(each.ms / MINUTE_MS));
    parts.push(svg("circle", { class: "wait-dot", cx: centre(each.at), cy: high, r: 3.5 }), words);
  }
  return parts;
}

function hourWords(hours, x, slot) {
  return hours.map((hour, at) => {
    const words = svg("text", { x: x(at) + slot / 2, y: HEIGHT - 4, "text-anchor": "middle" });
    words.textContent = slot < 34 ? String(hour.hour) : t("ward.hours.from", { hour: hour.hour });
    return words;
  });
}
