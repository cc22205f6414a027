// The head both pages share: the clock of the centre, the language link, and whether what is shown is live.

import { byId, setText } from "./ui/dom.js";
import { openStream } from "./ui/stream.js";
import { t } from "./ui/text.js";
import { clock, date, everyTick, now } from "./ui/time.js";

/** Runs the clock in the head. */
export function runClock() {
  everyTick(() => {
    setText(byId("clock"), clock(now()));
    setText(byId("date"), date(now()));
  });
}

/**
 * A live view that says in the head, and when lost in a banner too, whether it is live. A view that is not live is
 * shown paler (html.lost), so that nobody takes old figures for new ones from across the room.
 */
export function openLive(url, on) {
  let lastHeard = null;
  const heard = (handle) => (data) => {
    lastHeard = now();
    handle?.(data);
    show(false);
  };
  const handlers = { beat: heard(null) };
  for (const [name, handle] of Object.entries(on)) {
    handlers[name] = heard(handle);
  }
  function show(lost) {
    const state = byId("live");
    state.className = lost ? "state bad" : "state good";
    setText(state, t(lost ? "common.lost" : "common.live"));
    document.documentElement.classList.toggle("lost", lost);
    byId("stale").hidden = !lost;
    if (lost) {
      setText(
        byId("stale-title"),
        lastHeard ? t("common.stale.since", { time: clock(lastHeard) }) : t("common.stale.never"),
      );
    }
  }
  return openStream(url, handlers, (stale) => stale && show(true));
}
