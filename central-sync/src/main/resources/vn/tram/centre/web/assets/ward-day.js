// What a ward's day looks like: figures, hours, series, counters, last tickets, line.

import { minutes } from "./centre-words.js";
import { byId, fillWhenChanged, h } from "./ui/dom.js";
import { measureWords } from "./ui/measure.js";
import { count, has, inLang, number, t } from "./ui/text.js";
import { clock, moment, now, running, span } from "./ui/time.js";
import { showHours } from "./ward-hours.js";

/** Below so many waiting the longest bar is not yet full, so that one person does not look like a crowd. */
const LEAST_FULL_BAR = 10;

/** A clock at the ward that is off by so much is worth a word, milliseconds. */
const NOTED_CLOCK_MS = 5000;

/** Shows a day; `live` tells today's from a past one, which has nobody waiting and no line of its own. */
export function showDay(day, live) {
  const fill = (id, data, make) => fillWhenChanged(byId(id), `${live}${JSON.stringify(data)}`, () => make(data));
  fill("figures", { ward: day.ward, hours: day.hours, series: day.series }, (data) => figures(data, live));
  showHours(byId("hours"), day.hours);
  fill("series", day.series, (series) => seriesBars(series, live));
  fill("counters", day.counters, (counters) => countersTable(counters, live));
  fill("tickets", day.tickets, ticketsTable);
  const { lastContact, state } = day.ward;
  fill("line", { line: day.line, lastContact, state, age: waitingAge(day.line) }, lineFacts);
}

function sum(list, key) {
  return list.reduce((all, each) => all + (each[key] ?? 0), 0);
}

/** Mean wait of a past day from its hours, weighted by who was called in each. */
function meanOf(hours) {
  const known = hours.filter((hour) => hour.meanWaitMs !== null && hour.called > 0);
  const called = sum(known, "called");
  return called === 0 ? null : known.reduce((all, hour) => all + hour.meanWaitMs * hour.called, 0) / called;
}

function figures({ ward, hours }, live) {
  const list = live
    ? [
        ["waiting", number(ward.waiting)],
        ["serving", number(ward.serving)],
        ["issued", number(ward.issuedToday)],
        ["served", number(ward.servedToday)],
        ["mean", minutes(ward.meanWaitMs)],
        ["behind", number(ward.behind)],
      ]
    : [
        ["issued", number(sum(hours, "issued"))],
        ["called", number(sum(hours, "called"))],
        ["served", number(sum(hours, "served"))],
        ["mean", minutes(meanOf(hours))],
      ];
  return list.map(([key, value]) => h("div", { class: "figure" }, h("b", {}, value), h("span", {}, t(`ward.figure.${key}`))));
}

function empty(key) {
  return h("p", { class: "empty" }, t(key));
}

function seriesBars(series, live) {
  if (series.length === 0) {
    return empty("ward.series.none");
  }
  const key = live ? "waiting" : "served";
  const full = Math.max(LEAST_FULL_BAR, ...series.map((each) => each[key]));
  return h(
    "ul",
    { class: "bars" },
    ...series.map((each) => {
      const bar = h("i");
      bar.style.width = `${(100 * each[key]) / full}%`;
      return h(
        "li",
        {},
        h("span", { class: "plate" }, each.code),
        h("span", { class: "what" }, inLang(each.name)),
        h("b", { class: "num" }, t(live ? "ward.series.waiting" : "ward.series.served", { n: number(each[key]) })),
        h("span", { class: "bar", "aria-hidden": "true" }, bar),
        h(
          "span",
          { class: "soft small" },
          t("ward.series.day", { issued: number(each.issued), served: number(each.served), mean: minutes(each.meanWaitMs) }),
        ),
      );
    }),
  );
}

function table(columns, rows, label) {
  return h(
    "table",
    { class: "table", "aria-label": label },
    h("thead", {}, h("tr", {}, ...columns.map(([key, num]) => h("th", { scope: "col", class: num ? "num" : null }, t(key))))),
    h(
      "tbody",
      {},
      ...rows.map((cells) => h("tr", {}, ...cells.map((cell, at) => h("td", { class: columns[at][1] ? "num" : null }, cell)))),
    ),
  );
}

function countersTable(counters, live) {
  if (counters.length === 0) {
    return empty("ward.counters.none");
  }
  const columns = [["ward.counter.number"], ["ward.counter.state"], ["ward.counter.ticket"], ["ward.counter.served", 1], ["ward.counter.mean", 1]];
  const rows = counters.map((counter) => [
    h("b", {}, number(counter.number)),
    live ? h("span", { class: `state counter-${counter.state}` }, word("ward.counter.state", counter.state)) : "–",
    live && counter.ticket ? h("span", { class: "plate" }, counter.ticket) : "–",
    number(counter.served),
    counter.meanServiceMs === null ? "–" : running(counter.meanServiceMs),
  ]);
  return table(columns, rows, t("ward.counters"));
}

function word(prefix, code) {
  return has(`${prefix}.${code}`) ? t(`${prefix}.${code}`) : code;
}

function time(ms) {
  return ms ? clock(ms) : "–";
}

function ticketsTable(tickets) {
  if (tickets.length === 0) {
    return empty("ward.tickets.none");
  }
  const columns = [
    ["ward.ticket.number"],
    ["ward.ticket.state"],
    ["ward.ticket.counter", 1],
    ["ward.ticket.issued", 1],
    ["ward.ticket.called", 1],
    ["ward.ticket.started", 1],
    ["ward.ticket.ended", 1],
    ["ward.ticket.waited", 1],
  ];
  const rows = tickets.map((ticket) => [
    h("b", {}, ticket.number),
    h("span", { class: `badge ticket-${ticket.state}` }, word("ward.ticket.state", ticket.state)),
    ticket.counter ? number(ticket.counter) : "–",
    time(ticket.issuedAt),
    time(ticket.firstCalledAt),
    time(ticket.startedAt),
    time(ticket.endedAt),
    ticket.firstCalledAt ? minutes(ticket.firstCalledAt - ticket.issuedAt) : "–",
  ]);
  return table(columns, rows, t("ward.tickets"));
}

function behindWords(behind, age) {
  if (behind === 0) {
    return t("ward.line.none");
  }
  return age ? count("ward.line.waiting", behind, { age }) : number(behind);
}

function clockWord(offsetMs) {
  return t(offsetMs > 0 ? "ward.line.clock.fast" : "ward.line.clock.slow", { n: number(Math.round(Math.abs(offsetMs) / 1000)) });
}

/** How old the oldest entry is that has not come, in words; empty when none is known to wait. */
function waitingAge(line) {
  return line.oldestWaiting ? span(now() - line.oldestWaiting) : "";
}

function lineFacts({ line, lastContact, state, age }) {
  const fact = (key, value) => [h("dt", {}, t(`ward.line.${key}`)), h("dd", {}, value)];
  const facts = h(
    "dl",
    { class: "facts" },
    ...fact("head", number(line.head)),
    ...fact("durable", number(line.durable)),
    ...fact("applied", number(line.applied)),
    ...fact("behind", behindWords(line.behind, age)),
    ...(lastContact ? fact("contact", moment(lastContact)) : []),
    ...(state === "ALIVE" ? fact("measured", measureWords(line.bytesPerSecond, line.roundTripMs) || t("ward.line.notMeasured")) : []),
    ...(line.box ? fact("box", line.box) : []),
    ...fact("epoch", line.epoch ?? "–"),
    ...(Math.abs(line.clockOffsetMs ?? 0) >= NOTED_CLOCK_MS ? fact("clock", clockWord(line.clockOffsetMs)) : []),
  );
  if (!line.lanes || line.lanes.length === 0) {
    return facts;
  }
  const columns = [["ward.lane"], ["ward.lane.head", 1], ["ward.lane.durable", 1], ["ward.lane.behind", 1]];
  const rows = line.lanes.map((lane) => [
    word("ward.lane", lane.lane),
    number(lane.head),
    number(lane.durable),
    h("b", {}, number(lane.head - lane.durable)),
  ]);
  return [facts, table(columns, rows, t("ward.lane"))];
}
