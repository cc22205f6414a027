// A live view over server-sent events that knows when it is stale and heals by itself.
//
// The server sends the whole view on connect and after each change, and a beat every 2 s. No event for 5 s means
// "stale": the page says so, and the connection is made anew until it works. Browsers alone notice a dead cable only
// after minutes, and give up for good after an error answer; this does neither.

import { setNow } from "./time.js";

const STALE_AFTER_MS = 5000;
const CHECK_EVERY_MS = 500;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5000;

/**
 * Opens a live view.
 * @param {string} url address of the stream, or a function that gives it at each try
 * @param {Object<string, function>} on handlers by event name; each gets the parsed data. Every event may carry `now`.
 * @param {function(boolean)} onStale called with true when the view became stale, with false when it lives again
 * @returns {{close: function(), stale: function(): boolean}}
 */
export function openStream(url, on, onStale = () => {}) {
  let source = null;
  let heardAt = performance.now();
  let stale = false;
  let retryAt = 0;
  let retryMs = FIRST_RETRY_MS;

  function heard(data) {
    heardAt = performance.now();
    retryMs = FIRST_RETRY_MS;
    if (typeof data.now === "number") {
      setNow(data.now);
    }
    if (stale) {
      stale = false;
      onStale(false);
    }
  }

  function connect() {
    const address = typeof url === "function" ? url() : url;
    source?.close();
    source = new EventSource(address);
    retryAt = performance.now() + STALE_AFTER_MS + Math.random() * 500;
    for (const name of Object.keys({ beat: null, ...on })) {
      source.addEventListener(name, (event) => {
        const data = JSON.parse(event.data);
        heard(data);
        on[name]?.(data);
      });
    }
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        planRetry();
      }
    });
  }

  function planRetry() {
    retryAt = performance.now() + retryMs * (0.5 + Math.random() / 2);
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
  }

  function check() {
    const silentMs = performance.now() - heardAt;
    if (silentMs >= STALE_AFTER_MS && !stale) {
      stale = true;
      onStale(true);
    }
    if ((stale || source.readyState === EventSource.CLOSED) && performance.now() >= retryAt) {
      connect();
    }
  }

  connect();
  const timer = setInterval(check, CHECK_EVERY_MS);
  return {
    close() {
      clearInterval(timer);
      source.close();
    },
    stale: () => stale,
  };
}
