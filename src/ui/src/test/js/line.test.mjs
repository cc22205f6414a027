// The sentence about the line, in every state it can be in. Run by: node --test

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

const assets = new URL("../../main/resources/vn/tram/ui/assets/", import.meta.url);
const texts = new URL("../../main/resources/vn/tram/texts/", import.meta.url);
const dataUrl = (source) => `data:text/javascript,${encodeURIComponent(source)}`;
const source = (name) => fs.readFileSync(new URL(name, assets), "utf8");

/** The modules as a page of that language has them. */
async function page(lang) {
  const words = {};
  for (const line of fs.readFileSync(new URL(`ui_${lang}.properties`, texts), "utf8").split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) {
      words[line.slice(0, at)] = line.slice(at + 1);
    }
  }
  globalThis.document = {
    documentElement: { lang },
    getElementById: () => ({ textContent: JSON.stringify(words) }),
  };
  const text = dataUrl(`${source("text.js")}// ${lang}`);
  const time = dataUrl(source("time.js").replace("./text.js", text));
  const line = dataUrl(source("line.js").replace("./text.js", text).replace("./time.js", time));
  const measure = dataUrl(source("measure.js").replace("./text.js", text));
  return { ...(await import(line)), ...(await import(time)), ...(await import(measure)) };
}

const at = (iso) => Date.parse(`${iso}+07:00`);
const NOW = at("2026-11-24T08:24:00");
const CUT = at("2026-11-24T07:42:00");
const vi = await page("vi");

function said(line, now = NOW) {
  vi.setNow(now);
  return vi.lineSentence({ state: "ONLINE", since: CUT, unsent: 0, oldestUnsent: null, refused: false, ...line });
}

test("a cut line says since when, that work goes on, what waits and how old the oldest is", () => {
  assert.equal(
    said({ state: "OFFLINE", unsent: 17, oldestUnsent: CUT }),
    "Mạng: mất từ 07:42, vẫn làm việc bình thường; 17 mục chờ gửi, cũ nhất 42 phút",
  );
});

test("large numbers are grouped", () => {
  assert.match(said({ state: "OFFLINE", unsent: 12345, oldestUnsent: CUT }), /; 12\.345 mục chờ gửi, cũ nhất 42 phút$/);
});

test("after midnight the day is said too", () => {
  assert.match(said({ state: "OFFLINE", since: at("2026-11-23T17:42:00") }), /mất từ hôm qua 17:42,/);
  assert.match(said({ state: "OFFLINE", since: at("2026-11-23T23:59:59") }, at("2026-11-24T00:00:00")), /từ hôm qua 23:59,/);
  assert.match(said({ state: "OFFLINE", since: at("2026-11-24T00:00:00") }, at("2026-11-24T00:00:01")), /từ 00:00,/);
  assert.match(said({ state: "OFFLINE", since: at("2026-11-22T17:42:00") }), /mất từ 17:42 ngày 22\/11\/2026,/);
});

test("a line that is up says so, and whether all has been sent", () => {
  assert.equal(said({}), "Mạng: thông suốt từ 07:42; đã gửi hết");
  assert.equal(said({ since: null }), "Mạng: thông suốt; đã gửi hết");
  assert.equal(said({ unsent: 1, oldestUnsent: NOW - 2000 }), "Mạng: thông suốt từ 07:42; 1 mục chờ gửi, đã dưới 1 phút");
});

test("a line that is up and behind is not called clear", () => {
  assert.equal(
    said({ unsent: 1234, oldestUnsent: at("2026-11-22T08:00:00") }),
    "Mạng: có từ 07:42, đang gửi bù; 1.234 mục chờ gửi, cũ nhất 2 ngày",
  );
});

test("a line that never was does not claim a time", () => {
  assert.equal(said({ state: "NEVER" }), "Mạng: chưa nối được với thành phố, vẫn làm việc bình thường");
});

test("a refused lane is said and is not green", () => {
  assert.equal(
    said({ refused: true, unsent: 3, oldestUnsent: CUT }),
    "Mạng: có, một phần dữ liệu chưa được nhận, vẫn làm việc bình thường; 3 mục chờ gửi, cũ nhất 42 phút",
  );
  assert.equal(vi.lineClass({ state: "ONLINE", refused: true }), "state weak");
  assert.equal(vi.lineClass({ state: "ONLINE", refused: false }), "state good");
});

test("what is on its way for a moment does not change the words", () => {
  const place = { dataset: {}, textContent: "", className: "" };
  const line = { state: "ONLINE", since: CUT, unsent: 0, oldestUnsent: null, refused: false };
  vi.setNow(NOW);
  vi.showLine(place, line);
  const before = place.textContent;
  vi.showLine(place, { ...line, unsent: 1, oldestUnsent: NOW - 1000 });
  assert.equal(place.textContent, before);
  vi.showLine(place, { ...line, unsent: 2, oldestUnsent: NOW - 6000 });
  assert.match(place.textContent, /; 2 mục chờ gửi, cũ nhất dưới 1 phút$/);
  vi.showLine(place, { ...line, state: "OFFLINE", since: NOW, unsent: 1, oldestUnsent: NOW });
  assert.match(place.textContent, /mất từ 08:24/);
});

test("while sending is on hold the reason is said, and one without words of its own is on hold all the same", () => {
  assert.equal(said({ state: "FORKED" }), "Mạng: có, từ 07:42 tạm dừng gửi để thành phố đối chiếu sổ, vẫn làm việc bình thường");
  assert.equal(said({ state: "A_LATER_ONE" }), "Mạng: có, tạm dừng gửi từ 07:42, vẫn làm việc bình thường");
  assert.equal(vi.lineClass({ state: "FORKED" }), "state weak");
});

test("what was measured is said with two figures, in the units of lines", () => {
  assert.equal(vi.measureWords(8000, 300), "64 kbit/s, 300 ms");
  assert.equal(vi.measureWords(8123, 0), "65 kbit/s");
  assert.equal(vi.measureWords(250_000, 12), "2,0 Mbit/s, 12 ms");
  assert.equal(vi.measureWords(15_625, 1234), "130 kbit/s, 1.234 ms");
  assert.equal(vi.measureWords(500, 1), "4,0 kbit/s, 1 ms");
  assert.equal(vi.measureWords(400_000_000, 0), "3,2 Gbit/s");
  assert.equal(vi.measureWords(null, null), "");
  assert.equal(vi.measureWords(0, 0), "");
});

test("English says the same", async () => {
  const en = await page("en");
  en.setNow(NOW);
  assert.equal(
    en.lineSentence({ state: "OFFLINE", since: at("2026-11-23T17:42:00"), unsent: 12345, oldestUnsent: CUT, refused: false }),
    "Line: down since yesterday 17:42, work goes on as usual; 12,345 entries waiting to be sent, oldest 42 minutes",
  );
  assert.equal(en.measureWords(250_000, 12), "2.0 Mbit/s, 12 ms");
});
