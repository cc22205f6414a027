// Every ward with its box: its code, its certificate, its last contact. For looking only; city IT acts by command.

import { openLive, runClock } from "./centre-live.js";
import { wardUrl } from "./centre-words.js";
import { get } from "./ui/api.js";
import { byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { count, t } from "./ui/text.js";
import { day, moment, setNow } from "./ui/time.js";

const EVERY_MS = 30000;
const CALM_MS = 5000;
/** A certificate that ends so soon should have been renewed long ago. */
const SOON_MS = 60 * 24 * 3600 * 1000;

let reading = false;

function claim(box) {
  if (!box.claim) {
    return "–";
  }
  const state = t(`boxes.claim.${box.claim.state}`);
  return box.claim.state === "OPEN" ? `${state} · ${moment(box.claim.expires)}` : state;
}

function certificate(box, at) {
  if (!box.certificate) {
    return box.revoked > 0 ? h("span", { class: "badge bad" }, t("boxes.revoked")) : "–";
  }
  const left = box.certificate.until - at;
  const until = day(box.certificate.until);
  return left < SOON_MS ? h("span", { class: "badge warn" }, until) : until;
}

function row(box, at) {
  return h(
    "tr",
    { class: box.replacedBy ? "gone" : "" },
    h("td", {}, h("a", { href: wardUrl(box.ward) }, box.name)),
    h("td", {}, box.replacedBy ? t("boxes.replaced", { box: box.box, next: box.replacedBy }) : box.box),
    h("td", {}, claim(box)),
    h("td", {}, certificate(box, at)),
    h("td", { class: "words" }, box.certificate ? box.certificate.words : "–"),
    h("td", {}, box.lastContact ? moment(box.lastContact) : "–"),
  );
}

function show(list) {
  setNow(list.now);
  const known = list.boxes.filter((box) => box.certificate).length;
  setText(byId("shown"), count("boxes.count", known));
  const heads = ["ward", "box", "claim", "until", "words", "contact"];
  fillWhenChanged(byId("boxes"), JSON.stringify(list.boxes), () => [
    h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, t(`boxes.${name}`))))),
    h("tbody", {}, list.boxes.map((box) => row(box, list.now))),
  ]);
}

async function read() {
  if (reading) {
    return;
  }
  reading = true;
  const answer = await get("/api/boxes");
  if (answer.ok) {
    show(answer.data);
  }
  await new Promise((done) => setTimeout(done, CALM_MS));
  reading = false;
}

runClock();
openLive("/api/wards/stream", { wards: read, ward: read });
setInterval(read, EVERY_MS);
read();
