// The questions a counter asks before it does something out of the ordinary. Only one is open at a time.

import { byId, h } from "./ui/dom.js";
import { count, inLang, t } from "./ui/text.js";

const OWN = "own";

/**
 * Asks and resolves to what was chosen, or to null when the officer left it.
 * @param {{title, text, make: function(HTMLFormElement): Array, read: function(FormData, HTMLFormElement): object|null, action}} question
 */
function ask(question) {
  const dialog = byId("dialog");
  return new Promise((resolve) => {
    const form = h("form", { method: "dialog", novalidate: true });
    form.append(
      h("h2", { id: "dialog-title" }, question.title),
      h("p", { class: "soft" }, question.text),
      ...question.parts,
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "btn", onclick: () => finish(null) }, t("counter.dialog.cancel")),
        h("button", { type: "submit", class: "btn primary" }, question.action),
      ),
    );
    function finish(result) {
      dialog.close();
      dialog.replaceChildren();
      resolve(result);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const result = question.read(form);
      if (result) {
        finish(result);
      }
    });
    dialog.oncancel = (event) => {
      event.preventDefault();
      finish(null);
    };
    dialog.replaceChildren(form);
    dialog.showModal();
    (form.querySelector("input:checked, input") ?? form.querySelector("[type=submit]")).focus();
  });
}

function reasons(prefix) {
  const own = h("input", {
    class: "input",
    id: "own-reason",
    maxlength: 200,
    "aria-describedby": "own-hint own-wrong",
    "aria-label": t("counter.dialog.other"),
  });
  const radios = [1, 2, 3].map((n) => {
    const text = t(`${prefix}.reason${n}`);
    return h("label", { class: "choice" }, h("input", { type: "radio", name: "reason", value: text, checked: n === 1 }), h("span", {}, text));
  });
  const ownRadio = h("input", { type: "radio", name: "reason", value: OWN });
  own.addEventListener("input", () => {
    ownRadio.checked = true;
  });
  ownRadio.addEventListener("change", () => own.focus());
  return h(
    "fieldset",
    { class: "field plain" },
    h("legend", {}, t("counter.dialog.reason")),
    ...radios,
    h("label", { class: "choice" }, ownRadio, h("span", {}, t("counter.dialog.other"))),
    own,
    h("p", { class: "soft small", id: "own-hint" }, t("counter.dialog.otherHint")),
    h("p", { class: "wrong", id: "own-wrong", role: "alert" }),
  );
}

function readReason(form) {
  const chosen = new FormData(form).get("reason");
  const own = form.querySelector("#own-reason");
  const reason = (chosen === OWN ? own.value : chosen).trim().slice(0, 200);
  if (!reason) {
    own.setAttribute("aria-invalid", "true");
    form.querySelector("#own-wrong").textContent = t("counter.dialog.reasonMissing");
    own.focus();
    return null;
  }
  return reason;
}

/** @returns {Promise<{reason: string}|null>} */
export function askCallThis(ticket) {
  return ask({
    title: t("counter.callThis.title", { ticket: ticket.number }),
    text: t("counter.callThis.text"),
    parts: [reasons("counter.callThis")],
    action: t("counter.callThis.do", { ticket: ticket.number }),
    read: (form) => {
      const reason = readReason(form);
      return reason ? { reason } : null;
    },
  });
}

/** @returns {Promise<{series: string, reason: string}|null>} */
export function askTransfer(ticket, seriesAll) {
  const others = seriesAll.filter((one) => one.code !== ticket.series);
  const firstOpen = others.find((one) => one.open);
  return ask({
    title: t("counter.transfer.title", { ticket: ticket.number }),
    text: t("counter.transfer.text"),
    parts: [
      h(
        "fieldset",
        { class: "field plain groups" },
        h("legend", {}, t("counter.transfer.to")),
        others.map((one) =>
          h(
            "label",
            { class: "choice" },
            h("input", { type: "radio", name: "series", value: one.code, checked: one === firstOpen, disabled: !one.open }),
            h("span", { class: "grow" }, `${one.code} · ${inLang(one.name)}`),
            h("span", { class: "soft small" }, count("counter.transfer.waiting", one.waiting)),
          ),
        ),
      ),
      reasons("counter.transfer"),
    ],
    action: t("counter.transfer.do"),
    read: (form) => {
      const series = new FormData(form).get("series");
      const reason = readReason(form);
      return series && reason ? { series, reason } : null;
    },
  });
}

/** @returns {Promise<object|null>} */
export function askCancel(ticket) {
  return ask({
    title: t("counter.cancelThis.title", { ticket: ticket.number }),
    text: t("counter.cancelThis.text"),
    parts: [],
    action: t("counter.cancelThis.do", { ticket: ticket.number }),
    read: () => ({}),
  });
}
