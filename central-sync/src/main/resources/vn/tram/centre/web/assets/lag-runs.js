// What the points of a day's lag tell: which of them follow each other, where there was silence, what was worst.
// Knows no page. Times are epoch milliseconds.

const DAY_MS = 24 * 3600 * 1000;

function step(lag, at) {
  return at - (at % lag.stepMs);
}

/** Start of what the centre remembers of the last 24 hours: a step that has left them in part is forgotten whole. */
export function remembered(lag) {
  return Math.max(step(lag, lag.now) - DAY_MS + lag.stepMs, lag.since);
}

/** Points that follow each other without a gap, as lists. */
export function runs(lag) {
  const found = [];
  for (const point of lag.points) {
    const last = found.at(-1)?.at(-1);
    if (last && point.at - last.at <= lag.stepMs) {
      found.at(-1).push(point);
    } else {
      found.push([point]);
    }
  }
  return found;
}

/** Silences {from, to} of what is remembered. The step that is running may still bring its word. */
export function silences(lag) {
  const found = [];
  let from = step(lag, remembered(lag));
  for (const run of runs(lag)) {
    if (run[0].at > from) {
      found.push({ from: Math.max(from, remembered(lag)), to: run[0].at });
    }
    from = run.at(-1).at + lag.stepMs;
  }
  if (from < step(lag, lag.now)) {
    found.push({ from: Math.max(from, remembered(lag)), to: lag.now });
  }
  return found;
}

/** The point at which facts came latest; null when none waited. */
export function worst(lag) {
  const most = lag.points.reduce((one, other) => (other.lagMs > one.lagMs ? other : one), { lagMs: 0 });
  return most.lagMs > 0 ? most : null;
}
