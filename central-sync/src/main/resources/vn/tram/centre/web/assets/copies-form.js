// The step before a decision about a box's copies: who decides, and why. Both are kept with the decision for ever.

import { put } from "./ui/api.js";
import { h, icon } from "./ui/dom.js";
import { number, t } from "./ui/text.js";

const MAX_WHO = 80;
const MAX_WHY = 200;

function field(id, label, hint, input) {
  const words = h("p", { class: "wrong", id: `${id}-wrong`, hidden: true }, icon("alert"), t("copies.missing"));
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-hint ${id}-wrong`);
  return h("div", { class: "field" }, h("label", { for: id }, label), h("p", { class: "soft", id: `${id}-hint` }, hint), input, words);
}

/** Whether something is written; if not, says so beside the field. */
function filled(input) {
  const missing = input.value.trim() === "";
  input.toggleAttribute("aria-invalid", false);
  if (missing) {
    input.setAttribute("aria-invalid", "true");
  }
  input.parentElement.querySelector(".wrong").hidden = !missing;
  return !missing;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {{act: string, instance: number, box: string, seen: number}} ruling as far as it is known
 * @param {(answer: object) => void} done hears the answer once it was given
 */
export function ask(dialog, ruling, done) {
  const who = h("input", { class: "input", type: "text", maxlength: MAX_WHO, autocomplete: "name", required: true });
  const why = h("textarea", { class: "input", rows: 3, maxlength: MAX_WHY, required: true });
  const confirm = h("button", { type: "submit", class: "btn primary" }, icon("check"), t("copies.confirm"));
  const form = h(
    "form",
    { class: "copies-form", novalidate: true },
    h("h2", { id: "dialog-title" }, t(`copies.ask.${ruling.act}`, { n: number(ruling.instance) })),
    h("p", {}, t(`copies.ask.${ruling.act}.meaning`)),
    field("who", t("copies.who"), t("copies.who.hint"), who),
    field("why", t("copies.why"), t("copies.why.hint"), why),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "btn", onclick: () => dialog.close() }, t("copies.cancel")),
      confirm,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ready = [filled(who), filled(why)];
    if (ready.includes(false)) {
      (ready[0] ? why : who).focus();
      return;
    }
    confirm.disabled = true;
    const { box, ...known } = ruling;
    const answer = await put(`/api/boxes/${box}/ruling`, { ...known, who: who.value, why: why.value });
    dialog.close();
    done(answer);
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  who.focus();
}
