// The map of tiles: one tile a ward, grouped by type, in the order of the official codes (neighbours stand together).
// State shows by ground and by sign, load by tint, and always by a number. One tab stop; arrow keys walk.

import { LONG_WAIT_MS, minutes, stateClass, stateWord, typeWord, wardUrl } from "./centre-words.js";
import { h, setText } from "./ui/dom.js";
import { count, number, t } from "./ui/text.js";

/** From so many waiting on, the next darker tint. */
const LOAD_STEPS = [1, 5, 10, 20];

/**
 * @param {HTMLElement} box filled with the groups
 * @param {HTMLElement} tip line of words about the tile under pointer or focus
 */
export function makeMap(box, tip) {
  const tiles = new Map();
  let current = null;

  function build(wards) {
    tiles.clear();
    const byType = new Map();
    for (const ward of [...wards].sort((a, b) => (a.code < b.code ? -1 : 1))) {
      byType.set(ward.type, [...(byType.get(ward.type) ?? []), ward]);
    }
    box.replaceChildren(
      ...[...byType].map(([type, members]) =>
        h(
          "section",
          { class: "group" },
          h("h3", {}, typeWord(type), " ", h("span", { class: "soft" }, number(members.length))),
          h("div", { class: "tiles" }, ...members.map(makeTile)),
        ),
      ),
    );
    tiles.values().next().value?.link.setAttribute("tabindex", "0");
  }

  function makeTile(ward) {
    const value = h("b", { "aria-hidden": "true" });
    const spoken = h("span", { class: "unseen" });
    const link = h(
      "a",
      { class: "tile", href: wardUrl(ward.code), tabindex: "-1", "data-code": ward.code },
      h("span", { class: "name", "aria-hidden": "true" }, ward.name),
      value,
      spoken,
    );
    tiles.set(ward.code, { link, value, spoken, ward: null, look: "" });
    return link;
  }

  function update(ward) {
    const tile = tiles.get(ward.code);
    tile.ward = ward;
    const state = stateClass(ward);
    const load = state === "alive" ? LOAD_STEPS.filter((step) => ward.waiting >= step).length : 0;
    const long = state !== "never" && ward.meanWaitMs >= LONG_WAIT_MS;
    const look = `tile ${state} load${load}${long ? " long" : ""}`;
    if (tile.look !== look) {
      tile.look = look;
      tile.link.className = look + (tile.faded ? " faded" : "");
    }
    setText(tile.value, state === "never" ? "–" : number(ward.waiting));
    const words = sentence(ward, stateWord(ward));
    if (tile.words !== words) {
      tile.words = words;
      tile.spoken.textContent = words;
      if (current === ward.code) {
        tell(current);
      }
    }
  }

  /** Pales the tiles the list does not show. */
  function only(visible) {
    box.classList.toggle("narrowed", visible !== null);
    for (const [code, tile] of tiles) {
      const faded = visible !== null && !visible.has(code);
      if (tile.faded !== faded) {
        tile.faded = faded;
        tile.link.classList.toggle("faded", faded);
      }
    }
  }

  function tell(code) {
    current = code;
    const ward = code && tiles.get(code).ward;
    setText(tip, ward ? sentence(ward, ward.state === "ALIVE" ? "" : stateWord(ward)) : t("wards.map.hint"));
    tip.classList.toggle("soft", !code);
  }

  const tileOf = (event) => event.target.closest?.(".tile");
  box.addEventListener("pointerover", (event) => tell(tileOf(event)?.dataset.code ?? null));
  box.addEventListener("pointerleave", () => tell(box.querySelector(":focus-visible")?.dataset.code ?? null));
  box.addEventListener("focusin", (event) => {
    const tile = tileOf(event);
    if (tile) {
      box.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
      tile.setAttribute("tabindex", "0");
      tell(tile.dataset.code);
    }
  });
  box.addEventListener("focusout", () => tell(null));
  box.addEventListener("keydown", (event) => {
    const tile = tileOf(event);
    const next = tile && !event.ctrlKey && !event.altKey && !event.metaKey ? neighbour(box, tile, event.key) : null;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  return { build, update, only };
}

function sentence(ward, state) {
  const parts = [ward.fullName, state];
  if (ward.state !== "NEVER") {
    parts.push(count("wards.map.waiting", ward.waiting));
  }
  if (ward.state === "ALIVE" && ward.meanWaitMs !== null) {
    parts.push(t("wards.map.mean", { time: minutes(ward.meanWaitMs) }));
  }
  return parts.filter(Boolean).join(" · ");
}

/** The tile an arrow key leads to: left and right in reading order, up and down to the nearest tile of the next row. */
function neighbour(box, tile, key) {
  const all = [...box.querySelectorAll(".tile")];
  const at = all.indexOf(tile);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return all[at + (key === "ArrowRight" ? 1 : -1)] ?? null;
  }
  if (key === "Home" || key === "End") {
    return all.at(key === "Home" ? 0 : -1);
  }
  if (key !== "ArrowUp" && key !== "ArrowDown") {
    return null;
  }
  const down = key === "ArrowDown";
  const place = (each) => each.getBoundingClientRect();
  const here = place(tile);
  const beyond = all.filter((each) => (down ? place(each).top > here.bottom - 1 : place(each).bottom < here.top + 1));
  const row = down ? Math.min(...beyond.map((each) => place(each).top)) : Math.max(...beyond.map((each) => place(each).top));
  const inRow = beyond.filter((each) => Math.abs(place(each).top - row) < 2);
  return inRow.sort((a, b) => Math.abs(place(a).left - here.left) - Math.abs(place(b).left - here.left))[0] ?? null;
}

/** The key below the map: what signs and tints mean. */
export function fillKey(box) {
  const load = ["0", ...LOAD_STEPS.map((from, n) => (LOAD_STEPS[n + 1] ? `${from}–${LOAD_STEPS[n + 1] - 1}` : `${from}+`))];
  load[1] = `1–${LOAD_STEPS[1] - 1}`;
  box.replaceChildren(
    h(
      "p",
      { class: "tints" },
      h("span", {}, t("wards.key.load")),
      ...load.map((words, n) => h("span", { class: `tile alive load${n}` }, words)),
    ),
    h(
      "p",
      { class: "signs" },
      sign("silent", "wards.key.silent"),
      sign("never", "wards.key.never"),
      sign("alive load0 long", "wards.key.long"),
    ),
  );
}

function sign(look, key) {
  return h("span", {}, h("i", { class: `tile ${look}`, "aria-hidden": "true" }), t(key));
}
