// Sends a kiosk that was left alone back to its first screen, after asking.

import { everyTick } from "./ui/time.js";

const IDLE_MS = 60000;
const WARNING_MS = 20000;

/**
 * @param {{busy: function(): boolean, ask: function(number), unask: function(), home: function()}} kiosk
 *   busy: is there anything to go back from; ask: show or refresh the question with the seconds left
 * @returns {{touch: function()}} touch tells that somebody is there
 */
export function watchIdle(kiosk) {
  let touchedAt = performance.now();
  let asking = false;

  function touch() {
    touchedAt = performance.now();
    if (asking) {
      asking = false;
      kiosk.unask();
    }
  }

  everyTick(() => {
    if (!kiosk.busy()) {
      touch();
      return;
    }
    const idleMs = performance.now() - touchedAt;
    if (idleMs >= IDLE_MS + WARNING_MS) {
      touch();
      kiosk.home();
    } else if (idleMs >= IDLE_MS) {
      asking = true;
      kiosk.ask(Math.ceil((IDLE_MS + WARNING_MS - idleMs) / 1000));
    }
  });

  for (const event of ["pointerdown", "keydown"]) {
    // While the question is open only its own buttons count: a sleeve that brushes the screen is not an answer.
    document.addEventListener(event, () => asking || touch(), { capture: true, passive: true });
  }
  return { touch };
}
