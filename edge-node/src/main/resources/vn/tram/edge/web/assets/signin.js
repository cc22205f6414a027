// Coming in: a name and a PIN; a new PIN by a one-time code; an emergency of two when the city was silent for long.

import { get, post } from "./ui/api.js";
import { banner, byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { t } from "./ui/text.js";
import { askUntil, sentence } from "./people.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0", "ok"];

let first = false;
let told = null;
let waitUntil = 0;
let busy = false;

/** Only a path of this box: an address elsewhere would lead people away with a press that looks like ours. */
function target() {
  const to = new URLSearchParams(location.search).get("to") ?? "";
  return /^\/(?![/\\])[\w/?=&.%-]*$/.test(to) && !to.startsWith("/signin") ? to : "/counter";
}

function show() {
  byId("code-field").hidden = !first;
  setText(byId("pin-label"), t(first ? "signin.newpin" : "signin.pin"));
  setText(byId("pin-hint"), first ? t("signin.rules") : "");
  setText(byId("first"), t(first ? "signin.back" : "signin.first"));
  const left = Math.ceil((waitUntil - Date.now()) / 1000);
  byId("send").disabled = busy || left > 0;
  const now = left > 0 ? ["warn", told?.[1] ?? t("signin.waiting"), t("people.wait", { n: left })] : told;
  fillWhenChanged(byId("told"), now?.join("\n") ?? "", () => (now ? [banner(...now)] : []));
}

function press(key) {
  const pin = byId("pin");
  if (key === "back") {
    pin.value = pin.value.slice(0, -1);
  } else if (key === "ok") {
    byId("form").requestSubmit();
    return;
  } else if (pin.value.length < 12) {
    pin.value += key;
  }
  pin.focus();
}

async function send(event) {
  event.preventDefault();
  if (busy || waitUntil > Date.now()) {
    return;
  }
  busy = true;
  told = null;
  show();
  const name = byId("name").value;
  const pin = byId("pin").value;
  const answer = first
    ? await post("/api/choose-pin", { name, code: byId("code").value, newPin: pin })
    : await post("/api/sign-in", { name, pin });
  busy = false;
  if (answer.ok) {
    location.assign(target());
    return;
  }
  const problem = answer.problem;
  told = ["bad", ...sentence(problem)];
  waitUntil = Date.now() + (problem.waitMs ?? 0);
  byId("urgent").hidden = problem.code !== "ENTITLEMENT_OVER";
  byId("pin").value = "";
  byId("pin").focus();
  show();
}

async function urgent() {
  const one = (n) => [
    { id: `name${n}`, label: t("signin.urgent.name", { n }), type: "text", value: n === 1 ? byId("name").value : "" },
    { id: `pin${n}`, label: t("signin.urgent.pin", { n }), type: "password" },
  ];
  const done = await askUntil(
    { title: t("signin.urgent"), text: t("signin.urgent.text"), fields: [...one(1), ...one(2)], action: t("people.go"),
      leave: true },
    (values) =>
      post("/api/emergency", {
        first: { name: values.name1, pin: values.pin1 },
        second: { name: values.name2, pin: values.pin2 },
      }),
  );
  if (done) {
    byId("urgent").hidden = true;
    told = ["ok", t("signin.urgent.open"), t("signin.urgent.then")];
    show();
  }
}

async function begin() {
  byId("pad").append(
    ...KEYS.map((key) =>
      h("button", { type: "button", class: key === "ok" ? "btn primary" : "btn", onclick: () => press(key) },
        key.length > 1 ? t(`signin.key.${key}`) : key),
    ),
  );
  byId("form").addEventListener("submit", send);
  byId("first").addEventListener("click", () => {
    first = !first;
    show();
    byId(first ? "code" : "pin").focus();
  });
  byId("urgent").addEventListener("click", urgent);
  setInterval(show, 1000);
  show();
  const answer = await get("/api/me");
  if (answer.ok && !answer.data.device) {
    location.assign(`/pair?to=${encodeURIComponent("/signin")}`);
  } else if (answer.ok) {
    setText(byId("device"), answer.data.device.label);
    byId("recent").append(
      ...answer.data.recent.map((person) =>
        h("button", { type: "button", class: "btn", onclick: () => { byId("name").value = person.name;
          byId("pin").focus(); } }, person.shown),
      ),
    );
    byId("name").focus();
  }
}

begin();
