// Asking the node for something, and telling people in plain words when it cannot be done.
//
// Each press gets one request id; a repetition of the same press after a lost answer carries the same id, so the node
// does the thing once however often it hears of it.

import { has, lang, t } from "./text.js";

const TRY_MS = 4000;
const PAUSES_MS = [300, 1000];
const LONGEST_RETRY_AFTER_MS = 2000;

/** A random request id (UUID v4). crypto.randomUUID is missing on plain-HTTP addresses, so it is made here. */
export function newRequestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Reads a view.
 * @returns {Promise<{ok: true, data: object}|{ok: false, problem: {code, title, detail, status}}>} never rejects
 */
export function get(path) {
  return attempt(path, { method: "GET" });
}

/** Does something once. The body gets a request id unless it has one already; else as get. */
export function post(path, body = {}) {
  return send("POST", path, { requestId: newRequestId(), ...body });
}

/** Puts a document in place of the present one; else as get. */
export function put(path, body) {
  return send("PUT", path, body);
}

function send(method, path, body) {
  return attempt(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-Tram": "1" } });
}

async function attempt(path, options) {
  const headers = {
    Accept: "application/json",
    "Accept-Language": document.documentElement.lang || lang,
    ...options.headers,
  };
  for (let n = 0; ; n++) {
    const last = n === PAUSES_MS.length;
    let pause = PAUSES_MS[n];
    try {
      const answer = await fetch(path, {
        ...options,
        headers,
        cache: "no-store",
        signal: AbortSignal.timeout(TRY_MS),
      });
      if (answer.ok) {
        return { ok: true, status: answer.status, data: answer.status === 204 ? null : await answer.json() };
      }
      if (answer.status !== 503 || last) {
        const problem = await problemOf(answer);
        leadToSignIn(problem);
        return { ok: false, problem };
      }
      const seconds = Number(answer.headers.get("Retry-After"));
      if (seconds > 0) {
        pause = Math.min(LONGEST_RETRY_AFTER_MS, seconds * 1000);
      }
    } catch {
      if (last) {
        return { ok: false, problem: unreachable() };
      }
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** A page whose session is over goes to where one signs in, and comes back from there to where it was. */
function leadToSignIn(problem) {
  document.dispatchEvent(new CustomEvent("tram-problem", { detail: problem }));
  const page = { SIGN_IN_NEEDED: "/signin", DEVICE_NEEDED: "/pair" }[problem.code];
  if (page && location.pathname !== page) {
    location.assign(`${page}?to=${encodeURIComponent(location.pathname + location.search)}`);
  }
}

async function problemOf(answer) {
  try {
    const problem = await answer.json();
    if (problem && problem.title) {
      return { ...problem, status: answer.status };
    }
  } catch {
    // Not the node's own words (a proxy, a crash): say what is known.
  }
  return { code: "UNKNOWN", status: answer.status, title: words("unknown.title"), detail: words("unknown.detail") };
}

function unreachable() {
  return { code: "UNREACHABLE", status: 0, title: words("unreachable.title"), detail: words("unreachable.detail") };
}

function words(key) {
  return has(`net.${key}`) ? t(`net.${key}`) : "";
}
