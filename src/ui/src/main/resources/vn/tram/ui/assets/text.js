// The words of the page, from <script type="application/json" id="texts">, put there by the server in one language.

const words = read();

function read() {
  const block = document.getElementById("texts");
  return block ? JSON.parse(block.textContent) : {};
}

/** The language of the page: "vi" or "en". */
export const lang = document.documentElement.lang === "en" ? "en" : "vi";

/** Puts the words of another language in place of the present ones (kiosk: no new page is loaded for it). */
export function useWords(other) {
  for (const key of Object.keys(words)) {
    delete words[key];
  }
  Object.assign(words, other);
}

/** True when the page has that text. */
export function has(key) {
  return Object.hasOwn(words, key);
}

/** The text of a key with every {name} replaced; a key or value that is missing is shown as such and logged. */
export function t(key, values = {}) {
  if (!has(key)) {
    console.error("no text", key);
    return `⟦${key}⟧`;
  }
  return words[key].replace(/\{(\w+)\}/g, (place, name) => {
    if (values[name] === undefined || values[name] === null) {
      console.error("no value", key, place);
      return place;
    }
    return String(values[name]);
  });
}

/** The text for a count: KEY.zero and KEY.one where they exist, else KEY.many; {n} is the count. */
export function count(key, n, values = {}) {
  const all = { n: number(n), ...values };
  if (n === 0 && has(`${key}.zero`)) {
    return t(`${key}.zero`, all);
  }
  return t(n === 1 && has(`${key}.one`) ? `${key}.one` : `${key}.many`, all);
}

const numberForms = new Map();

/** A number in the writing of the language: 12.345 in Vietnamese, 12,345 in English. */
export function number(n, digits = 0) {
  const key = document.documentElement.lang + digits;
  let form = numberForms.get(key);
  if (!form) {
    form = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "vi-VN", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    numberForms.set(key, form);
  }
  return form.format(n);
}

/** A choice in words: "1, 2 hoặc 5", "1, 2 or 5". */
export function either(list) {
  return new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(list.map(String));
}

/** Picks the language of the page from {vi, en}. */
export function inLang(both) {
  if (!both) {
    return "";
  }
  return (document.documentElement.lang === "en" ? both.en : both.vi) || both.vi || both.en || "";
}
