// What the charts of the centre share: elements, round axes, their lines and words.

const NS = "http://www.w3.org/2000/svg";

/** An element of a drawing; numbers are rounded to a tenth of a pixel. */
export function svg(name, attributes, words = "") {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  }
  element.textContent = words;
  return element;
}

/** Round marks up to a round top: about `parts` steps of 1, 2 or 5 times a power of ten. */
export function axis(most, parts = 4) {
  const rough = most / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((each) => each >= rough));
  const steps = Math.ceil(most / step);
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, n) => n * step) };
}

/** A line for each mark of an axis from `left` to `right`, with its words before it. */
export function grid(scale, y, left, right, words) {
  return scale.ticks.flatMap((value) => [
    svg("line", { class: "axis", x1: left, x2: right, y1: y(value), y2: y(value) }),
    svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, words(value)),
  ]);
}
