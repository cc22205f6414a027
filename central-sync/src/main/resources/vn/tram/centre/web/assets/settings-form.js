// The settings of a ward as a form: made from a settings object, read back into one. Every part that the centre may
// object to carries its field's name in data-field.

import { h, icon } from "./ui/dom.js";
import { inLang, number, t } from "./ui/text.js";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const MOST_NOTICE = 160;
const SECOND_MS = 1000;
const RULES_IN_SECONDS = ["absentAfterMs", "recallGapMs", "undoMs"];

/**
 * Fills `form` with the fields of `settings`.
 * @param {Array<{code: string, name: {vi, en}}>} series all series of the ward, in order
 * @returns {function(): object} reads the form as it stands
 */
export function fillForm(form, settings, series) {
  const columns = allSeries(settings, series);
  const counters = countersPart(settings, columns);
  const hours = hoursPart(settings.hours);
  const weekdays = weekdaysPart(settings.workingWeekdays);
  const notice = noticePart(settings.notice);
  const voice = toggle("voice", settings.voice);
  const paused = toggle("paused", settings.paused);
  const max = numberField("maxPerSeries", settings.maxPerSeries, 1, 9999, "ward.settings.unit.numbers");
  const calls = numberField("rules.callsBeforeAbsent", settings.rules.callsBeforeAbsent, 1, 10, "ward.settings.unit.calls");
  const seconds = RULES_IN_SECONDS.map((rule) =>
    numberField(`rules.${rule}`, settings.rules[rule] / SECOND_MS, 0, 3600, "ward.settings.unit.seconds"),
  );
  form.replaceChildren(
    part("counters", counters.element),
    h(
      "div",
      { class: "pair" },
      h("div", { class: "stack" }, part("hours", hours.element, weekdays.element), part("numbers", paused.element, max.element)),
      h(
        "div",
        { class: "stack" },
        part("board", voice.element, notice.element),
        part("rules", h("div", { class: "rules" }, calls.element, ...seconds.map((each) => each.element))),
      ),
    ),
  );
  return () => ({
    ...settings,
    counters: counters.read(),
    hours: hours.read(),
    workingWeekdays: weekdays.read(),
    notice: notice.read(),
    voice: voice.read(),
    closedSeries: counters.readClosed(),
    paused: paused.read(),
    rules: {
      ...settings.rules,
      callsBeforeAbsent: calls.read(),
      ...Object.fromEntries(RULES_IN_SECONDS.map((rule, n) => [rule, Math.round(seconds[n].read() * SECOND_MS)])),
    },
    maxPerSeries: max.read(),
  });
}

/** The known series, and after them letters that only the settings name. */
function allSeries(settings, series) {
  const known = new Set(series.map((each) => each.code));
  const named = [...settings.counters.flatMap((counter) => counter.series), ...settings.closedSeries];
  const others = [...new Set(named)].filter((letter) => !known.has(letter)).sort();
  return [...series, ...others.map((letter) => ({ code: letter, name: null }))];
}

function part(key, ...content) {
  const id = `part-${key}`;
  return h(
    "section",
    { class: `card part-${key}`, "aria-labelledby": id },
    h("h2", { id }, t(`ward.settings.${key}`)),
    h("div", { class: "stack" }, ...content),
  );
}

function countersPart(settings, columns) {
  const body = h("tbody");
  const closed = new Map(
    columns.map((each) => [
      each.code,
      check(t("ward.settings.closed.label", { series: each.code }), settings.closedSeries.includes(each.code)),
    ]),
  );
  const unserved = h("p", { class: "small unserved", role: "status" });
  const element = h(
    "div",
    { class: "stack" },
    h("p", { class: "soft" }, t("ward.settings.counters.hint")),
    h(
      "div",
      { class: "scroll", "data-field": "counters" },
      h(
        "table",
        { class: "table checks", "aria-labelledby": "part-counters" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t("ward.settings.counter")),
            ...columns.map((each) =>
              h("th", { scope: "col" }, h("span", { class: "plate" }, each.code), h("span", {}, inLang(each.name))),
            ),
            h("th", {}, h("span", { class: "unseen" }, t("ward.settings.counter.remove"))),
          ),
        ),
        body,
        h(
          "tfoot",
          {},
          h(
            "tr",
            { "data-field": "closedSeries" },
            h("th", { scope: "row" }, t("ward.settings.closed")),
            ...columns.map((each) => h("td", {}, closed.get(each.code))),
            h("td"),
          ),
        ),
      ),
    ),
    unserved,
    h("div", {}, h("button", { type: "button", class: "btn small", onclick: add }, t("ward.settings.counter.add"))),
  );

  function addRow(counter) {
    const no = h("input", {
      class: "input no",
      type: "number",
      min: 1,
      max: 99,
      value: counter.number,
      "aria-label": t("ward.settings.counter.number"),
    });
    const boxes = columns.map((each) => {
      const box = check("", counter.series.includes(each.code));
      box.dataset.series = each.code;
      return box;
    });
    const remove = h("button", { type: "button", class: "btn quiet small" }, icon("cross"));
    const row = h(
      "tr",
      {},
      h("th", { scope: "row" }, no),
      ...boxes.map((box) => h("td", {}, box)),
      h("td", {}, remove),
    );
    remove.addEventListener("click", () => {
      const neighbour = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      changed();
      (neighbour?.querySelector("input") ?? element.querySelector(".btn")).focus();
    });
    no.addEventListener("input", label);
    body.append(row);
  }

  function label() {
    [...body.rows].forEach((row, at) => {
      const no = row.querySelector(".no");
      no.dataset.field = `counters[${at}].number`;
      row.dataset.field = `counters[${at}].series`;
      row.querySelector(".btn").setAttribute("aria-label", t("ward.settings.counter.remove.label", { n: no.value }));
      for (const box of row.querySelectorAll("input[type=checkbox]")) {
        box.setAttribute("aria-label", t("ward.settings.serves.label", { n: no.value, series: box.dataset.series }));
      }
    });
    const read = readRows();
    const missing = columns.filter((each) => !read.some((counter) => counter.series.includes(each.code)));
    const words = missing.length === 0 ? "" : t("ward.settings.unserved", { series: missing.map((each) => each.code).join(", ") });
    if (unserved.textContent !== words) {
      unserved.textContent = words;
    }
  }

  function changed() {
    label();
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function add() {
    const used = readRows().map((counter) => counter.number);
    addRow({ number: firstFree(used), series: [] });
    changed();
    body.lastElementChild.querySelector("input[type=checkbox]")?.focus();
  }

  function readRows() {
    return [...body.rows].map((row) => ({
      number: Number(row.querySelector(".no").value),
      series: [...row.querySelectorAll("input:checked")].map((box) => box.dataset.series),
    }));
  }

  settings.counters.forEach(addRow);
  body.addEventListener("change", label);
  label();
  return {
    element,
    read: readRows,
    readClosed: () => columns.map((each) => each.code).filter((letter) => closed.get(letter).checked),
  };
}

function firstFree(used) {
  let free = 1;
  while (used.includes(free)) {
    free++;
  }
  return free;
}

function check(label, checked) {
  const box = h("input", { type: "checkbox", "aria-label": label || null });
  box.checked = checked;
  return box;
}

function hoursPart(hours) {
  const list = h("div", { class: "stack hours-list", "data-field": "hours" });
  const element = h(
    "div",
    { class: "stack" },
    list,
    h("div", {}, h("button", { type: "button", class: "btn small", onclick: add }, t("ward.settings.hours.add"))),
  );

  function addRow(each) {
    const from = timeInput("ward.settings.hours.from", each.from);
    const to = timeInput("ward.settings.hours.to", each.to);
    const remove = h("button", { type: "button", class: "btn quiet small" }, icon("cross"));
    const row = h("div", { class: "row hours-row" }, from, h("span", { "aria-hidden": "true" }, "–"), to, remove);
    remove.addEventListener("click", () => {
      row.remove();
      changed();
      element.querySelector(":scope > div:last-child .btn").focus();
    });
    list.append(row);
  }

  function label() {
    [...list.children].forEach((row, at) => {
      row.dataset.field = `hours[${at}]`;
      row.querySelector(".btn").setAttribute("aria-label", t("ward.settings.hours.remove.label", { n: at + 1 }));
    });
  }

  function changed() {
    label();
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function add() {
    addRow({ from: "", to: "" });
    changed();
    list.lastElementChild.querySelector("input").focus();
  }

  hours.forEach(addRow);
  label();
  return {
    element,
    read: () =>
      [...list.children].map((row) => {
        const [from, to] = [...row.querySelectorAll("input")].map((input) => hourAndMinute(input.value));
        return { from, to };
      }),
  };
}

function timeInput(key, value) {
  const input = h("input", { class: "input time", value, maxlength: 5, placeholder: "00:00", "aria-label": t(key), autocomplete: "off" });
  input.addEventListener("change", () => (input.value = hourAndMinute(input.value)));
  return input;
}

/** Takes 8, 8h30, 8.30 or 8:30 for what people mean by them; anything else stays as it is, for the centre to refuse. */
function hourAndMinute(text) {
  const parts = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?$/i.exec(text.trim());
  return parts ? `${parts[1].padStart(2, "0")}:${parts[2] ?? "00"}` : text.trim();
}

function weekdaysPart(chosen) {
  const boxes = WEEKDAYS.map((weekday) => {
    const box = check("", chosen.includes(weekday));
    return { weekday, box, element: h("label", { class: "choice" }, box, h("span", {}, t(`ward.settings.weekday.${weekday}`))) };
  });
  return {
    element: h(
      "fieldset",
      { class: "field weekdays", "data-field": "workingWeekdays" },
      h("legend", {}, t("ward.settings.weekdays")),
      h("div", { class: "row wrap" }, ...boxes.map((each) => each.element)),
    ),
    read: () => boxes.filter((each) => each.box.checked).map((each) => each.weekday),
  };
}

function noticePart(notice) {
  const areas = ["vi", "en"].map((language) => {
    const id = `notice-${language}`;
    const left = h("span", { class: "soft small", id: `${id}-left` });
    const area = h("textarea", { class: "input", id, rows: 2, lang: language, "aria-describedby": `${id}-left` });
    area.value = notice?.[language] ?? "";
    const tell = () => (left.textContent = t("ward.settings.notice.left", { n: number(area.value.length), most: MOST_NOTICE }));
    area.addEventListener("input", tell);
    tell();
    return { area, element: h("div", { class: "field" }, h("label", { for: id }, t(`ward.settings.notice.${language}`)), area, left) };
  });
  return {
    element: h("div", { class: "stack", "data-field": "notice" }, ...areas.map((each) => each.element)),
    read: () => ({ vi: areas[0].area.value.trim(), en: areas[1].area.value.trim() }),
  };
}

function toggle(field, on) {
  const box = check("", on);
  return {
    element: h(
      "div",
      { class: "field", "data-field": field },
      h(
        "label",
        { class: "choice" },
        box,
        h("span", {}, t(`ward.settings.${field}`), h("span", { class: "soft small hint" }, t(`ward.settings.${field}.hint`))),
      ),
    ),
    read: () => box.checked,
  };
}

function numberField(field, value, least, most, unit) {
  const id = `f-${field.replace(".", "-")}`;
  const input = h("input", { class: "input", id, type: "number", min: least, max: most, step: "any", value, "aria-describedby": `${id}-unit` });
  return {
    element: h(
      "div",
      { class: "field", "data-field": field },
      h("label", { for: id }, t(`ward.settings.${field}`)),
      h("span", { class: "row" }, input, h("span", { class: "soft small", id: `${id}-unit` }, t(unit, { least: number(least), most: number(most) }))),
    ),
    read: () => Number(input.value),
  };
}
