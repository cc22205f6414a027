// The ward's staff at this box: who has a PIN, whose is locked, and unlocking it.

import { get } from "./ui/api.js";
import { byId, h, toast } from "./ui/dom.js";
import { t } from "./ui/text.js";
import { postSurely, watchPerson } from "./people.js";

function state(person) {
  if (person.locked) {
    return t("staff.locked");
  } else if (!person.entitled) {
    return t("staff.over");
  }
  return t(person.hasPin ? "staff.ready" : "staff.nopin");
}

function row(person) {
  const unlock = h("button", { type: "button", class: "btn", "aria-label": t("staff.unlock.of", { name: person.shown }),
    onclick: () => release(person) }, t("staff.unlock"));
  return h(
    "tr",
    {},
    h("td", {}, h("b", {}, person.shown), h("br"), h("span", { class: "soft" }, person.name)),
    h("td", {}, person.roles.map((role) => t(`staff.${role}`)).join(", ")),
    h("td", {}, state(person)),
    h("td", {}, ...(person.wrong > 0 ? [unlock] : [])),
  );
}

async function look() {
  const answer = await get("/api/staff");
  if (answer.ok) {
    const rows = answer.data.staff.map(row);
    byId("list").replaceChildren(
      rows.length ? h("table", { class: "people" }, h("tbody", {}, ...rows)) : h("p", { class: "soft" }, t("staff.none")),
    );
  }
}

async function release(person) {
  const answer = await postSurely(`/api/staff/${person.name}/unlock`, {});
  if (answer.ok) {
    toast("ok", t("staff.unlocked", { name: person.shown }), null, 4);
    await look();
  } else {
    toast("bad", answer.problem.title, answer.problem.detail);
  }
}

watchPerson();
look();
