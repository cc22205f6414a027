// Small things every page needs to put views on the screen. Text goes in as text, never as HTML.

const ICONS = "/assets/ui/icons.svg";

/** The element of that id; missing is a bug of the page. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no element #${id}`);
  }
  return element;
}

/**
 * Makes an element: h("button", {class: "btn", type: "button", onclick: press}, icon("next"), "Gọi").
 * Attributes that are null, undefined or false are left out; "on..." are listeners; children may be null.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon of the sprite, hidden from screen readers: words stand beside it. */
export function icon(name, extra = "") {
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("class", `icon ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(NS, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

/** Sets the text of an element, touching the page only when it changed (screen readers speak each change). */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Replaces the children of an element only when `key` differs from last time; keeps focus and scroll otherwise. */
export function fillWhenChanged(element, key, make) {
  if (element.dataset.key !== key) {
    element.dataset.key = key;
    element.replaceChildren(...[make()].flat(Infinity).filter(Boolean));
  }
}

/** A banner with the words of a problem: what happened in bold, then what is safe and what to do. */
export function banner(kind, title, detail) {
  return h(
    "div",
    { class: `banner ${kind}`, role: kind === "bad" ? "alert" : "status" },
    icon(kind === "ok" ? "check" : kind === "bad" || kind === "warn" ? "alert" : "info"),
    h("div", { class: "grow" }, h("p", {}, title), detail ? h("p", {}, detail) : null),
  );
}

/** Shows a banner over the lower edge for some seconds; the same title replaces the one already shown. */
export function toast(kind, title, detail, seconds = 8) {
  let box = document.querySelector(".toasts");
  if (!box) {
    box = h("div", { class: "toasts" });
    document.body.append(box);
  }
  for (const old of box.children) {
    if (old.dataset.title === title) {
      old.remove();
    }
  }
  const shown = banner(kind, title, detail);
  shown.dataset.title = title;
  box.append(shown);
  setTimeout(() => shown.remove(), seconds * 1000);
}
