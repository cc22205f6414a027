// The table of wards. Values change at once; places change only when the reader asks (sort, search, filter) or after a
// time without any touch of mouse or keyboard, and then rows glide, so that the eye can follow.

import { minutes, stateClass, stateWord, typeWord, wardUrl } from "./centre-words.js";
import { h, icon, setText } from "./ui/dom.js";
import { measureWords } from "./ui/measure.js";
import { count, lang, number, t } from "./ui/text.js";

const STATE_ORDER = { SILENT: 0, ALIVE: 1, NEVER: 2 };
const GLIDE_MS = 350;
const byName = new Intl.Collator("vi");
const figure = (value) => (value === null || value === undefined ? -1 : value);
const dash = (ward, value) => (ward.state === "NEVER" ? "–" : number(value));

/** Columns: what they show, what they sort by, and whether the first click shows the largest first. */
const COLUMNS = [
  { key: "name", sort: (a, b) => byName.compare(a.name, b.name) },
  { key: "code", sort: (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0), show: (ward) => ward.code },
  { key: "type", sort: (a, b) => byName.compare(a.type, b.type), show: (ward) => typeWord(ward.type) },
  { key: "state", sort: byState },
  numeric("waiting", (ward) => ward.waiting),
  numeric("serving", (ward) => ward.serving),
  numeric("issuedToday", (ward) => ward.issuedToday),
  numeric("servedToday", (ward) => ward.servedToday),
  { ...numeric("meanWaitMs", (ward) => ward.meanWaitMs), show: (ward) => minutes(ward.meanWaitMs) },
  numeric("behind", (ward) => ward.behind),
  {
    ...numeric("line", (ward) => ward.bytesPerSecond),
    down: false,
    show: (ward) => measureWords(ward.bytesPerSecond, ward.roundTripMs) || "–",
  },
  {
    key: "version",
    down: true,
    sort: (a, b) => versions.compare(a.version ?? "", b.version ?? ""),
    show: (ward) => ward.version ?? "–",
  },
];
const versions = new Intl.Collator("en", { numeric: true });

function numeric(key, value) {
  return {
    key,
    num: true,
    down: true,
    sort: (a, b) => figure(value(a)) - figure(value(b)),
    show: (ward) => dash(ward, value(ward)),
  };
}

/** Who needs a look first: silent for longest, then alive by how many wait, then never seen. */
function byState(a, b) {
  if (a.state !== b.state) {
    return STATE_ORDER[a.state] - STATE_ORDER[b.state];
  }
  return a.state === "SILENT" ? figure(a.since) - figure(b.since) : b.waiting - a.waiting;
}

/** Whether `key` names a column. */
export function isColumn(key) {
  return COLUMNS.some((column) => column.key === key);
}

/** The wards in the order of a column; equal ones stand by name, so that nothing moves without reason. */
export function sorted(wards, sort) {
  const column = COLUMNS.find((each) => each.key === sort.key);
  const sign = sort.down ? -1 : 1;
  return [...wards].sort((a, b) => sign * column.sort(a, b) || byName.compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
}

/**
 * @param {HTMLTableElement} table filled with head and body
 * @param {function({key: string, down: boolean})} onSort called when the reader presses a header
 * @param {function(string)} onSeen called with the code of a ward whose row has come into sight
 */
export function makeTable(table, onSort, onSeen) {
  const rows = new Map();
  const inSight = new Set();
  const sight = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const code = entry.target.dataset.code;
      if (entry.isIntersecting) {
        inSight.add(code);
        onSeen(code);
      } else {
        inSight.delete(code);
      }
    }
  });
  const body = h("tbody");
  const heads = new Map();

  function head(column) {
    const button = h(
      "button",
      { type: "button", title: t(`wards.col.${column.key}.long`), onclick: () => onSort(press(column)) },
      t(`wards.col.${column.key}`),
    );
    const cell = h("th", { scope: "col", class: column.num ? `num c-${column.key}` : `c-${column.key}` }, button);
    heads.set(column.key, cell);
    return cell;
  }

  function press(column) {
    const now = heads.get(column.key).getAttribute("aria-sort");
    return { key: column.key, down: now ? now === "ascending" : Boolean(column.down) };
  }

  table.append(h("thead", {}, h("tr", {}, ...COLUMNS.map(head))), body);

  function showSort(sort) {
    for (const [key, cell] of heads) {
      if (key === sort.key) {
        cell.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      } else {
        cell.removeAttribute("aria-sort");
      }
    }
  }

  function makeRow(ward) {
    const link = h("a", { href: wardUrl(ward.code) }, ward.name);
    const state = h("span", { class: "state" });
    const alarms = h("span", { class: "alarms", hidden: true }, icon("alert"), h("span", { "aria-hidden": "true" }), h("span", { class: "unseen" }));
    const under = h("span", { class: "under" }, `${typeWord(ward.type)} · ${ward.code}`);
    const cells = { name: [link, alarms, under], state: [state] };
    const row = { state, alarms, shown: {} };
    row.element = h(
      "tr",
      { "data-code": ward.code },
      ...COLUMNS.map((column) => {
        const inside = cells[column.key];
        const cell = h(column.key === "name" ? "th" : "td", {
          scope: column.key === "name" ? "row" : null,
          class: column.num ? `num c-${column.key}` : `c-${column.key}`,
        });
        if (inside) {
          cell.append(...inside);
        } else {
          row.shown[column.key] = document.createTextNode("");
          cell.append(h("span", { class: "value" }, row.shown[column.key]));
        }
        return cell;
      }),
    );
    rows.set(ward.code, row);
    sight.observe(row.element);
    return row;
  }

  function update(ward) {
    const row = rows.get(ward.code) ?? makeRow(ward);
    for (const column of COLUMNS) {
      const node = row.shown[column.key];
      const text = node && column.show(ward);
      if (node && node.data !== text) {
        node.data = text;
      }
    }
    const look = `state ${stateClass(ward)}`;
    if (row.state.className !== look) {
      row.state.className = look;
    }
    setText(row.state, stateWord(ward));
    const alarms = ward.alarms > 0;
    row.alarms.hidden = !alarms;
    if (alarms) {
      setText(row.alarms.children[1], number(ward.alarms));
      setText(row.alarms.lastChild, count("wards.alarms", ward.alarms));
    }
  }

  /** Puts exactly these wards into the table in this order; `glide` moves what stays visibly. */
  function place(codes, glide) {
    const before = glide ? tops() : null;
    const wanted = codes.map((code) => rows.get(code).element);
    wanted.forEach((element, at) => {
      if (body.children[at] !== element) {
        body.insertBefore(element, body.children[at] ?? null);
      }
    });
    while (body.children.length > wanted.length) {
      body.lastChild.remove();
    }
    if (before) {
      glideFrom(before);
    }
  }

  function tops() {
    return new Map([...body.children].map((element) => [element, element.offsetTop]));
  }

  function glideFrom(before) {
    const window = table.parentElement;
    const seen = (top) => top > window.scrollTop - 100 && top < window.scrollTop + window.clientHeight + 100;
    for (const [element, top] of tops()) {
      const from = before.get(element);
      if (from !== undefined && from !== top && (seen(from) || seen(top))) {
        element.animate([{ transform: `translateY(${from - top}px)` }, { transform: "none" }], {
          duration: GLIDE_MS,
          easing: "ease-in-out",
        });
      }
    }
  }

  return { update, place, showSort, inSight: (code) => inSight.has(code), has: (code) => rows.has(code) };
}

/** A word for a sort, for the line below the table. */
export function sortWord(sort) {
  const name = t(`wards.col.${sort.key}.long`);
  return lang === "vi" ? name.charAt(0).toLowerCase() + name.slice(1) : name.toLowerCase();
}
