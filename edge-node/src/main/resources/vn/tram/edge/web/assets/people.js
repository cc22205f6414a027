// Who is signed in at this workstation: shown in the header, changed in a moment (F12), locked when nobody is there.

import { get, post } from "./ui/api.js";
import { byId, h, toast } from "./ui/dom.js";
import { has, t } from "./ui/text.js";

const LOOK_MS = 30_000;

let me = null;
let pressed = Date.now();
let open = false;

/** What went wrong, with how long to wait. */
export function sentence(problem) {
  const wait = problem.waitMs > 0 ? t("people.wait", { n: Math.ceil(problem.waitMs / 1000) }) : "";
  const fault = problem.fault && has(`pinfault.${problem.fault}`) ? t(`pinfault.${problem.fault}`) : "";
  return [problem.title, [fault || problem.detail, wait].filter(Boolean).join(" ")];
}

/**
 * One question in a dialog, asked again until it is answered or left.
 * @param {{title, text, fields: Array<{id, label, type, value}>, action, leave: boolean}} question
 * @param {function(object): Promise<{ok, problem}>} send
 * @returns {Promise<boolean>} whether it went well
 */
export function askUntil(question, send) {
  const dialog = byId("dialog");
  open = true;
  return new Promise((resolve) => {
    const told = h("p", { class: "bad", role: "alert" });
    const inputs = question.fields.map((field) =>
      h("input", {
        class: field.type === "password" ? "input pin" : "input",
        id: `ask-${field.id}`,
        type: field.type,
        value: field.value ?? "",
        autocomplete: "off",
        maxlength: 40,
        ...(field.type === "password" ? { inputmode: "numeric" } : { autocapitalize: "none", spellcheck: "false" }),
      }),
    );
    const fields = question.fields.map((field, n) =>
      h("div", { class: "field" }, h("label", { for: `ask-${field.id}` }, field.label), inputs[n]),
    );
    const leave = h("button", { type: "button", class: "btn", onclick: () => finish(false) }, t("people.leave"));
    const form = h(
      "form",
      { method: "dialog", novalidate: true },
      h("h2", { id: "dialog-title" }, question.title),
      h("p", { class: "soft" }, question.text),
      ...fields,
      told,
      h("div", { class: "actions" }, ...(question.leave ? [leave] : []), ...(question.more ?? []),
        h("button", { type: "submit", class: "btn primary" }, question.action)),
    );
    function finish(result) {
      open = false;
      dialog.close();
      dialog.replaceChildren();
      resolve(result);
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const values = Object.fromEntries(question.fields.map((field, n) => [field.id, inputs[n].value]));
      const answer = await send(values);
      if (answer.ok) {
        finish(true);
        return;
      }
      told.textContent = sentence(answer.problem).join(". ");
      const last = inputs[inputs.length - 1];
      last.value = "";
      last.focus();
    });
    dialog.oncancel = (event) => {
      event.preventDefault();
      if (question.leave) {
        finish(false);
      }
    };
    dialog.replaceChildren(form);
    dialog.showModal();
    (inputs.find((input) => !input.value) ?? inputs[0]).focus();
  });
}

const pinField = () => ({ id: "pin", label: t("people.pin"), type: "password" });

/** Does something that may want the PIN once more; asks for it then, and does it again. */
export async function postSurely(path, body) {
  const answer = await post(path, body);
  if (answer.ok || answer.problem.code !== "STEP_UP_NEEDED") {
    return answer;
  }
  const act = answer.problem.act;
  const proved = await askUntil(
    { title: t("people.again"), text: t("people.again.text"), fields: [pinField()], action: t("people.go"), leave: true },
    (values) => post("/api/step-up", { pin: values.pin, act }),
  );
  return proved ? post(path, body) : answer;
}

async function switchUser() {
  if (open || !me?.user) {
    return;
  }
  const name = { id: "name", label: t("people.name"), type: "text" };
  const done = await askUntil(
    { title: t("people.switch"), text: t("people.switch.text"), fields: [name, pinField()], action: t("people.in"),
      leave: true },
    (values) => post("/api/sign-in", values),
  );
  if (done) {
    await look();
    toast("ok", t("people.now", { name: me?.user?.shown ?? "" }), null, 4);
  }
}

async function locked() {
  if (open || !me?.user) {
    return;
  }
  const others = h("button", { type: "button", class: "btn", onclick: () => location.assign(signIn()) },
    t("people.other"));
  await askUntil(
    { title: t("people.locked", { name: me.user.shown }), text: t("people.locked.text"), fields: [pinField()],
      action: t("people.unlock"), leave: false, more: [others] },
    (values) => post("/api/unlock", values),
  );
  pressed = Date.now();
  await look();
}

function signIn() {
  return `/signin?to=${encodeURIComponent(location.pathname + location.search)}`;
}

async function lock() {
  await post("/api/lock", {});
  await look();
}

async function signOut() {
  await post("/api/sign-out", {});
  location.assign(signIn());
}

function menu() {
  const dialog = byId("dialog");
  const button = (key, act) =>
    h("button", { type: "button", class: "btn", onclick: () => { dialog.close(); act(); } }, t(key));
  dialog.oncancel = null;
  dialog.replaceChildren(
    h("h2", { id: "dialog-title" }, me.user.shown),
    h("div", { class: "stack" }, button("people.switch.key", switchUser), button("people.lock", lock),
      button("people.out", signOut), button("people.leave", () => {})),
  );
  dialog.showModal();
}

function show() {
  const place = byId("person");
  if (place && me?.user) {
    place.replaceChildren(
      h("button", { type: "button", class: "btn person", id: "person-button", title: me.user.shown, onclick: menu },
        me.user.shown),
    );
  }
}

async function look() {
  const answer = await get("/api/me");
  if (answer.ok) {
    me = answer.data;
    if (!me.user) {
      location.assign(me.device ? signIn() : `/pair?to=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    show();
    if (me.locked) {
      locked();
    }
  }
}

/** Begins to show who is signed in, in the element "person", and to lock the screen when nobody is there. */
export function watchPerson() {
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { pressed = Date.now(); }, { passive: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "F12") {
      event.preventDefault();
      switchUser();
    }
  });
  document.addEventListener("tram-problem", (event) => {
    if (event.detail.code === "SCREEN_LOCKED") {
      look();
    }
  });
  setInterval(() => {
    if (me?.user && !me.locked && Date.now() - pressed >= me.idleMs) {
      lock();
    } else {
      look();
    }
  }, LOOK_MS);
  look();
}
