// What was measured of a line, in words.

import { number } from "./text.js";

/** Rate and way of a line: "64 kbit/s, 300 ms"; empty when nothing was. */
export function measureWords(bytesPerSecond, roundTripMs) {
  return [bytesPerSecond ? rateWords(bytesPerSecond * 8) : "", roundTripMs ? `${number(roundTripMs)} ms` : ""]
    .filter(Boolean)
    .join(", ");
}

/** Two figures that count are all that a measurement of a line is worth. */
function rateWords(bits) {
  const [value, unit] = bits >= 1e9 ? [bits / 1e9, "Gbit/s"] : bits >= 1e6 ? [bits / 1e6, "Mbit/s"] : [bits / 1e3, "kbit/s"];
  return `${number(Number(value.toPrecision(2)), value < 10 ? 1 : 0)} ${unit}`;
}
