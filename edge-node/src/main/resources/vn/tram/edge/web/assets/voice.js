// Speaks calls from clips on this box: one after the other, each to its end, never cut.

import { VOICES, callClips } from "./numbers.js";

const CLIPS = "/assets/voice";
const SAMPLE_RATE = 24000;
/** Decoded clips kept in memory; the usual words of a day stay, the rest is fetched again. */
const KEPT = 96;
/** With more calls waiting than this, each is read once instead of twice. */
const BACKLOG_FOR_SINGLE = 8;
const PAUSE_S = 0.06;
const PAUSE_BETWEEN_READINGS_S = 0.55;
const PAUSE_AFTER_CHIME_S = 0.15;

/**
 * @param {{languages: string[], speech: function(): boolean, onSpeaking: function(object|null), onBlocked: function(boolean)}} board
 *   languages: in which a call is read, the first one twice when it is the only one; speech: false leaves the chime alone;
 *   onSpeaking: the call being read; onBlocked: the browser wants a touch before it makes any sound
 */
export function makeVoice(board) {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: "playback" });
  const clips = new Map();
  const queue = [];
  const languages = board.languages.filter((lang) => VOICES.includes(lang));
  let playing = false;

  function blocked() {
    return context.state !== "running";
  }

  async function clip(path) {
    const known = clips.get(path);
    if (known) {
      clips.delete(path);
      clips.set(path, known);
      return known;
    }
    const answer = await fetch(`${CLIPS}/${path}.opus`);
    if (!answer.ok) {
      throw new Error(`no clip ${path}`);
    }
    const sound = await context.decodeAudioData(await answer.arrayBuffer());
    clips.set(path, sound);
    if (clips.size > KEPT) {
      clips.delete(clips.keys().next().value);
    }
    return sound;
  }

  /** All clips of one reading, or null when one is missing: half a sentence would mislead. */
  async function reading(call, lang) {
    try {
      return await Promise.all(callClips(call, lang).map((name) => clip(`${lang}/${name}`)));
    } catch (problem) {
      console.error("cannot speak", call.number, lang, problem);
      return null;
    }
  }

  function schedule(sound, at) {
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(context.destination);
    source.start(at);
    return new Promise((ended) => {
      source.onended = ended;
    });
  }

  function readings() {
    if (queue.length > BACKLOG_FOR_SINGLE) {
      return languages.slice(0, 1);
    }
    return languages.length > 1 ? languages : [languages[0], languages[0]];
  }

  async function speak(call) {
    let at = context.currentTime + 0.05;
    let last = Promise.resolve();
    try {
      const chime = await clip("chime");
      at = context.currentTime + 0.05;
      last = schedule(chime, at);
      at += chime.duration + PAUSE_AFTER_CHIME_S;
    } catch (problem) {
      console.error("no chime", problem);
    }
    if (board.speech()) {
      for (const lang of readings()) {
        const sounds = await reading(call, lang);
        at = Math.max(at, context.currentTime + 0.05);
        for (const sound of sounds ?? []) {
          last = schedule(sound, at);
          at += sound.duration + PAUSE_S;
        }
        at += PAUSE_BETWEEN_READINGS_S;
      }
    }
    await last;
  }

  async function run() {
    if (playing) {
      return;
    }
    playing = true;
    while (queue.length > 0 && !blocked()) {
      const call = queue.shift();
      if (call.freshUntil > performance.now()) {
        board.onSpeaking(call);
        await speak(call);
      }
    }
    board.onSpeaking(null);
    playing = false;
  }

  context.addEventListener("statechange", () => {
    board.onBlocked(blocked());
    run();
  });
  board.onBlocked(blocked());

  return {
    /** Adds a call to the end; it is read unless `freshForMs` passes before its turn comes while sound is blocked. */
    say(call, freshForMs) {
      queue.push({ ...call, freshUntil: blocked() ? performance.now() + freshForMs : Infinity });
      run();
    },
    /** To be called from a touch or key press: the only moment at which a browser lets sound begin. */
    allow: () => context.resume(),
  };
}
