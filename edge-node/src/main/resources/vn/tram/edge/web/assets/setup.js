// First steps of a new box: a person types the code of the city, and compares four words.

import { get, post } from "./ui/api.js";
import { banner, byId, fillWhenChanged, setText } from "./ui/dom.js";
import { t } from "./ui/text.js";

// The box itself waits for the city, up to a minute. The press is never repeated by itself: a wrong code would cost
// a try each time.
const CLAIM_MS = 90_000;
const LOOK_MS = 2_000;

let view = null;
let answer = null;
let busy = false;

function show() {
  const known = view?.stage === "ENROLLED";
  setText(byId("box"), view ? view.box : "");
  byId("form").hidden = !view || known;
  byId("done").hidden = !known;
  setText(byId("words"), known ? view.words : "");
  byId("send").disabled = busy;
  const told = sentence();
  fillWhenChanged(byId("told"), told?.join("\n") ?? "", () => (told ? [banner(...told)] : []));
}

/** Kind, title and detail of the one thing to say now. */
function sentence() {
  if (busy) {
    return ["warn", t("setup.asking"), t("setup.asking.detail")];
  }
  if (view?.stage === "ENROLLED") {
    return ["ok", t("setup.known"), t("setup.known.detail")];
  }
  if (answer) {
    const left = answer.triesLeft >= 0 ? t("setup.left", { n: answer.triesLeft }) : "";
    return ["bad", answer.title, [answer.detail, left].filter(Boolean).join(" ")];
  }
  return view?.stage === "LOST" ? ["bad", t("setup.lost"), t("setup.lost.detail")] : null;
}

async function look() {
  const found = await get("/api/setup");
  if (found.ok) {
    view = found.data;
  }
  show();
  setTimeout(look, LOOK_MS);
}

/** This PC becomes the first workstation of the hall together with the box: its code, empty when it is known already. */
async function shownCode() {
  const here = await get("/api/me");
  if (!here.ok || here.data.device) {
    return "";
  }
  const pairing = await post("/api/pair", { kind: "WORKSTATION" });
  return pairing.ok ? pairing.data.code : "";
}

async function claim(event) {
  event.preventDefault();
  if (busy) {
    return;
  }
  busy = true;
  answer = null;
  show();
  try {
    const response = await fetch("/api/setup/claim", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept-Language": document.documentElement.lang,
        "X-Tram": "1",
      },
      body: JSON.stringify({
        centre: byId("centre").value,
        code: byId("code").value,
        pairCode: await shownCode(),
        label: t("setup.first"),
      }),
      cache: "no-store",
      signal: AbortSignal.timeout(CLAIM_MS),
    });
    const data = await response.json();
    if (response.ok) {
      view = data;
    } else {
      answer = data;
    }
  } catch {
    answer = { title: t("net.unreachable.title"), detail: t("net.unreachable.detail") };
  }
  busy = false;
  show();
}

byId("form").addEventListener("submit", claim);
look();
