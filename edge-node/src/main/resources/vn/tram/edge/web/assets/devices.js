// The hall's devices: confirm one by the code on its screen, take one back.

import { get } from "./ui/api.js";
import { byId, h, setText, toast } from "./ui/dom.js";
import { count, t } from "./ui/text.js";
import { postSurely, watchPerson } from "./people.js";

const LOOK_MS = 5_000;

function row(device) {
  const day = new Date(device.since).toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "vi-VN");
  return h(
    "tr",
    {},
    h("td", {}, h("b", {}, device.label)),
    h("td", {}, t(`devices.${device.kind}`)),
    h("td", {}, t("devices.since", { day, by: device.by === "console" ? t("devices.console") : device.by })),
    h("td", {}, h("button", { type: "button", class: "btn", "aria-label": t("devices.revoke.of", { name: device.label }),
      onclick: () => revoke(device) }, t("devices.revoke"))),
  );
}

async function look() {
  const answer = await get("/api/devices");
  if (answer.ok) {
    setText(byId("waiting"), count("devices.waiting", answer.data.waiting.length));
    const rows = answer.data.devices.map(row);
    byId("list").replaceChildren(
      rows.length ? h("table", { class: "people" }, h("tbody", {}, ...rows)) : h("p", { class: "soft" }, t("devices.none")),
    );
  }
}

async function tell(answer, done) {
  if (answer.ok) {
    toast("ok", done, null, 4);
    await look();
  } else {
    toast("bad", answer.problem.title, answer.problem.detail);
  }
}

async function revoke(device) {
  await tell(await postSurely(`/api/devices/${device.id}/revoke`, {}), t("devices.revoked", { name: device.label }));
}

async function confirm(event) {
  event.preventDefault();
  const label = byId("label").value;
  const answer = await postSurely("/api/devices", { code: byId("code").value, label });
  await tell(answer, t("devices.confirmed", { name: label }));
  if (answer.ok) {
    byId("form").reset();
    byId("code").focus();
  }
}

byId("form").addEventListener("submit", confirm);
watchPerson();
look();
setInterval(look, LOOK_MS);
