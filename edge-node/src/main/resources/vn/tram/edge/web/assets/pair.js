// A device that the hall does not know yet shows a code, and waits until an administrator has confirmed it.

import { get, post } from "./ui/api.js";
import { banner, byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { t } from "./ui/text.js";

const KINDS = ["WORKSTATION", "KIOSK", "BOARD", "SCANNER"];
const LOOK_MS = 2_000;

let view = null;
let told = null;

function show() {
  const waiting = view?.state === "WAITING";
  byId("choose").hidden = !view || waiting;
  byId("shown").hidden = !waiting;
  if (waiting) {
    setText(byId("kind"), t(`pair.${view.kind}`));
    setText(byId("code"), view.code);
    const minutes = Math.max(0, Math.ceil((view.until - Date.now()) / 60_000));
    setText(byId("left"), t("pair.left", { n: minutes }));
  }
  fillWhenChanged(byId("told"), told?.join("\n") ?? "", () => (told ? [banner(...told)] : []));
}

async function choose(kind) {
  const answer = await post("/api/pair", { kind });
  told = answer.ok ? null : ["bad", answer.problem.title, answer.problem.detail];
  if (answer.ok) {
    view = answer.data;
  }
  show();
}

async function look() {
  const answer = await get("/api/pair");
  if (answer.ok) {
    if (answer.data.state === "CONFIRMED") {
      location.assign(answer.data.page);
      return;
    }
    view = answer.data;
  }
  show();
  setTimeout(look, LOOK_MS);
}

byId("kinds").append(
  ...KINDS.map((kind) =>
    h("button", { type: "button", class: "card door", onclick: () => choose(kind) },
      h("b", {}, t(`pair.${kind}`)), h("span", {}, t(`pair.${kind}.for`))),
  ),
);
byId("other").addEventListener("click", () => {
  view = { state: "NONE" };
  show();
});
look();
