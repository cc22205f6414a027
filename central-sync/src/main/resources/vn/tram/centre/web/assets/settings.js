// The settings of a ward: load, change, look over, save; then whether they have reached the box.

import { get, put } from "./ui/api.js";
import { banner, fillWhenChanged, h, icon, setText } from "./ui/dom.js";
import { count, t } from "./ui/text.js";
import { moment, now } from "./ui/time.js";
import { changes } from "./settings-changes.js";
import { fillForm } from "./settings-form.js";

/**
 * @param {string} code of the ward
 * @param {HTMLElement} box the panel to fill
 * @param {HTMLDialogElement} dialog for looking changes over
 */
export function makeSettings(code, box, dialog) {
  const delivery = h("div", { role: "status" });
  const trouble = h("div");
  const form = h("form", { class: "settings-form", novalidate: true });
  const summary = h("span", { role: "status" });
  const save = h("button", { type: "submit", class: "btn primary" }, icon("check"), t("ward.settings.review"));
  const discard = h("button", { type: "button", class: "btn", onclick: reset }, t("ward.settings.discard"));
  const fields = h("div", { class: "stack" });
  form.append(fields, h("div", { class: "save-bar" }, summary, h("div", { class: "row" }, discard, save)));
  const unsaved = document.getElementById("unsaved");

  let saved = null;
  let savedOffset = null;
  let savedAt = null;
  let read = null;
  let series = [];
  let day = null;
  let loading = false;

  async function open() {
    if (saved || loading) {
      return;
    }
    loading = true;
    box.replaceChildren(h("p", { class: "empty" }, t("ward.settings.loading")));
    const answer = await get(`/api/wards/${code}/settings`);
    loading = false;
    if (!answer.ok) {
      const again = h("button", { type: "button", class: "btn", onclick: open }, t("ward.settings.again"));
      box.replaceChildren(banner("bad", answer.problem.title, answer.problem.detail), h("p", { class: "actions" }, again));
      return;
    }
    savedOffset = day?.settings?.offset ?? null;
    build(answer.data);
    box.replaceChildren(delivery, trouble, form);
    showDelivery();
  }

  /** The settings as the form itself would read them: what changes are measured against. */
  function build(settings) {
    series = (day?.series ?? []).map((each) => ({ code: each.code, name: each.name }));
    read = fillForm(fields, settings, series);
    saved = read();
    trouble.replaceChildren();
    showChanges();
  }

  function reset() {
    read = fillForm(fields, saved, series);
    clearProblems();
    showChanges();
    form.querySelector("input").focus();
  }

  function pending() {
    return saved ? changes(saved, read(), series) : [];
  }

  function showChanges() {
    const n = pending().length;
    setText(summary, n === 0 ? t("ward.settings.same") : count("ward.settings.changed", n));
    save.disabled = n === 0;
    discard.disabled = n === 0;
    unsaved.hidden = n === 0;
  }

  /** Takes a live day: it names the series and tells where the settings have come to. */
  function hear(live) {
    const first = day === null;
    day = live;
    if (first && saved && series.length === 0 && pending().length === 0) {
      build(saved);
    }
    if (savedOffset === null) {
      savedOffset = live.settings?.offset ?? null;
    }
    if (saved) {
      showDelivery();
    }
  }

  function showDelivery() {
    const where = day?.settings;
    if (!where) {
      return;
    }
    const [kind, key] = deliveryOf(where);
    const values = { time: savedAt ? moment(savedAt) : "" };
    const title = t(`ward.delivery.${key}`, values);
    fillWhenChanged(delivery, key + title, () => {
      const shown = banner(kind, title, t(`ward.delivery.${key}.detail`));
      shown.removeAttribute("role");
      if (key === "foreign") {
        shown.append(h("button", { type: "button", class: "btn small", onclick: reload }, t("ward.delivery.reload")));
      }
      return shown;
    });
  }

  function deliveryOf(where) {
    if (savedOffset !== null && where.offset > savedOffset) {
      return ["warn", "foreign"];
    }
    const nothingToSend = where.offset === 0 && day.ward.state !== "NEVER";
    if (nothingToSend || (where.boxOffset !== null && where.boxOffset >= where.offset)) {
      return ["ok", savedAt ? "reachedNow" : "reached"];
    }
    const waiting = { ALIVE: "onWay", SILENT: "waitsSilent", NEVER: "waitsNever" }[day.ward.state];
    return ["warn", savedAt ? `${waiting}Now` : waiting];
  }

  function reload() {
    saved = null;
    savedAt = null;
    unsaved.hidden = true;
    open();
  }

  function review() {
    const lines = pending();
    const titleId = "dialog-title";
    const confirm = h("button", { type: "button", class: "btn primary" }, icon("check"), t("ward.settings.save"));
    confirm.addEventListener("click", () => send(confirm));
    dialog.replaceChildren(
      h("h2", { id: titleId }, t("ward.settings.review.title", { name: day?.ward.fullName ?? code })),
      h(
        "dl",
        { class: "changes" },
        ...lines.map((line) =>
          h(
            "div",
            { class: line.grave ? "grave" : null },
            h("dt", {}, line.about),
            h("dd", {}, h("del", {}, line.from), icon("next"), h("ins", {}, line.to)),
          ),
        ),
      ),
      h("p", { class: "soft" }, t("ward.settings.review.when")),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, t("ward.settings.review.back")),
        confirm,
      ),
    );
    dialog.showModal();
    confirm.focus();
  }

  async function send(button) {
    button.disabled = true;
    const answer = await put(`/api/wards/${code}/settings`, read());
    dialog.close();
    if (!answer.ok) {
      showProblems(answer.problem);
      return;
    }
    savedOffset = answer.data.offset;
    savedAt = now();
    clearProblems();
    build(answer.data.settings);
    showDelivery();
    delivery.scrollIntoView({ block: "nearest" });
  }

  function clearProblems() {
    trouble.replaceChildren();
    for (const words of fields.querySelectorAll(".wrong")) {
      words.remove();
    }
    for (const input of fields.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
    }
  }

  /** Puts each problem beside its field; what has no field stands in the banner. */
  function showProblems(problem) {
    clearProblems();
    const homeless = [];
    for (const each of problem.problems ?? []) {
      const place = placeOf(each.field);
      if (place) {
        mark(place, each.text);
      } else {
        homeless.push(each.text);
      }
    }
    trouble.replaceChildren(banner("bad", problem.title, [problem.detail, ...homeless].filter(Boolean).join(" ")));
    const first = fields.querySelector('[aria-invalid="true"]');
    (first ?? trouble).scrollIntoView({ block: "center" });
    first?.focus({ preventScroll: true });
  }

  /** The part of the form for a field name, or for the nearest part of the name that has one. */
  function placeOf(field) {
    for (let name = field; name; name = name.replace(/(\.[^.[]*|\[\d+\])$/, "")) {
      const place = fields.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (place) {
        return place;
      }
      if (!/[.[]/.test(name)) {
        return null;
      }
    }
    return null;
  }

  function mark(place, text) {
    const input = place.matches("input") ? place : place.querySelector("input, textarea");
    const words = h("p", { class: "wrong" }, icon("alert"), text);
    const home = place.matches("tr") ? place.lastElementChild : place.matches("input") ? place.parentElement : place;
    home.append(words);
    input?.setAttribute("aria-invalid", "true");
    words.id = `wrong-${fields.querySelectorAll(".wrong").length}`;
    input?.setAttribute("aria-describedby", words.id);
  }

  form.addEventListener("input", showChanges);
  form.addEventListener("change", showChanges);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (pending().length > 0) {
      review();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (pending().length > 0) {
      event.preventDefault();
    }
  });
  return { open, hear };
}
