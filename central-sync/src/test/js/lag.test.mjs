// What the chart of a ward's lag makes of its points. Run by: node --test

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

const assets = new URL("../../main/resources/vn/tram/centre/web/assets/", import.meta.url);
const source = fs.readFileSync(new URL("lag-runs.js", assets), "utf8");
const { remembered, runs, silences, worst } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const STEP = 300_000;
const NOW = 6_000_000 * STEP + 60_000;
const here = NOW - 60_000;

/** @param points [steps before the running one, lag in minutes] */
function view(points, since = 0) {
  return {
    now: NOW,
    since,
    stepMs: STEP,
    points: points.map(([back, minutes]) => ({ at: here - back * STEP, lagMs: minutes * 60_000 })),
  };
}

const wholeDay = Array.from({ length: 288 }, (_, n) => [287 - n, 0]);

test("a day without a gap is one run and no silence", () => {
  assert.equal(runs(view(wholeDay)).length, 1);
  assert.deepEqual(silences(view(wholeDay)), []);
  assert.equal(worst(view(wholeDay)), null);
});

test("a gap parts the runs and is a silence, not a zero", () => {
  const lag = view(wholeDay.filter(([back]) => back < 20 || back > 30));
  assert.deepEqual(runs(lag).map((run) => run.length), [257, 20]);
  assert.deepEqual(silences(lag), [{ from: here - 30 * STEP, to: here - 19 * STEP }]);
});

test("the step that is running is no silence yet, the one before it is", () => {
  assert.deepEqual(silences(view(wholeDay.filter(([back]) => back > 0))), []);
  assert.deepEqual(silences(view(wholeDay.filter(([back]) => back > 1))), [{ from: here - STEP, to: NOW }]);
});

test("before the centre's start nothing is known, so nothing is silent", () => {
  const since = here - 10 * STEP + 1000;
  const lag = view(wholeDay.slice(-11), since);
  assert.equal(remembered(lag), since);
  assert.deepEqual(silences(lag), []);
  assert.deepEqual(silences(view([], since)), [{ from: since, to: NOW }]);
});

test("the worst is the latest point, and none when nothing waited", () => {
  assert.deepEqual(worst(view([[9, 0], [8, 58], [7, 3]])), { at: here - 8 * STEP, lagMs: 58 * 60_000 });
  assert.equal(worst(view([])), null);
});
