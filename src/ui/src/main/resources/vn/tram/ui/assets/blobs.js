// Blobs on their way between box and city, one line each: which, how far, and why one rests.

import { h } from "./dom.js";
import { count, number, t } from "./text.js";

const SHOWN_DIGITS = 8;

export function bytes(n) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = n;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${number(value, unit > 0 && value < 100 ? 1 : 0)} ${units[unit]}`;
}

/** The sentence above the list: how many wait, how many bytes are left. */
export function blobSentence(view) {
  const parts = [];
  if (view.giving > 0) {
    parts.push(count("blobs.giving", view.giving, { left: bytes(view.bytesLeft) }));
  }
  if (view.taking > 0) {
    parts.push(count("blobs.taking", view.taking));
  }
  return parts.length === 0 ? t("blobs.none") : parts.join("; ");
}

function step(blob) {
  return blob.trouble ? t("blobs.resting", { why: t(`blobs.trouble.${blob.trouble}`) }) : t(`blobs.step.${blob.step}`);
}

function row(blob) {
  const share = blob.size === 0 ? 100 : Math.floor((100 * blob.done) / blob.size);
  const amount = t("blobs.amount", { done: bytes(blob.done), size: bytes(blob.size), share: number(share) });
  return h(
    "li",
    {},
    h("span", { title: blob.name }, t(blob.upwards ? "blobs.up" : "blobs.down", { name: blob.name.slice(0, SHOWN_DIGITS) })),
    h("progress", { max: "100", value: String(share), "aria-label": amount }),
    h("span", { class: "soft" }, `${amount} · ${step(blob)}`),
  );
}

/** The list of a view {giving, bytesLeft, taking, blobs}; nothing to list, nothing shown. */
export function blobList(view) {
  return view.blobs.length === 0 ? [] : [h("ul", { class: "blobs" }, view.blobs.map(row))];
}
