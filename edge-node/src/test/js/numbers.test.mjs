// The table by which ticket and counter numbers are read aloud. Run by: node --test

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

const assets = new URL("../../main/resources/vn/tram/edge/web/assets/", import.meta.url);
const source = fs.readFileSync(new URL("numbers.js", assets), "utf8");
// Browsers take the file as a module by how it is asked for; node would look for a package, hence this way.
const { LARGEST, VOICES, allClips, callClips, clipText, numberClips, numberWords } = await import(
  `data:text/javascript,${encodeURIComponent(source)}`
);

const table = {
  vi: {
    0: "không", 1: "một", 4: "bốn", 5: "năm", 10: "mười", 11: "mười một", 15: "mười lăm", 20: "hai mươi",
    21: "hai mươi mốt", 24: "hai mươi bốn", 25: "hai mươi lăm", 31: "ba mươi mốt", 55: "năm mươi lăm",
    91: "chín mươi mốt", 99: "chín mươi chín", 100: "một trăm", 101: "một trăm linh một", 105: "một trăm linh năm",
    110: "một trăm mười", 111: "một trăm mười một", 115: "một trăm mười lăm", 121: "một trăm hai mươi mốt",
    555: "năm trăm năm mươi lăm", 900: "chín trăm", 999: "chín trăm chín mươi chín", 1000: "một nghìn",
    1005: "một nghìn không trăm linh năm", 1021: "một nghìn không trăm hai mươi mốt", 1100: "một nghìn một trăm",
    2515: "hai nghìn năm trăm mười lăm",
  },
  en: {
    0: "zero", 1: "one", 13: "thirteen", 15: "fifteen", 20: "twenty", 21: "twenty one", 40: "forty", 99: "ninety nine",
    100: "one hundred", 105: "one hundred and five", 115: "one hundred and fifteen", 999: "nine hundred and ninety nine",
    1000: "one thousand", 1005: "one thousand and five", 1100: "one thousand one hundred",
    2515: "two thousand five hundred and fifteen",
  },
};

for (const lang of VOICES) {
  test(`numbers are read by the table in ${lang}`, () => {
    for (const [n, words] of Object.entries(table[lang])) {
      assert.equal(numberWords(Number(n), lang), words);
    }
  });

  test(`every number is read differently in ${lang}`, () => {
    const all = new Set(Array.from({ length: LARGEST + 1 }, (_, n) => numberWords(n, lang)));
    assert.equal(all.size, LARGEST + 1);
  });

  test(`every clip a call can need is there in ${lang}, and no other`, () => {
    const needed = new Set(allClips(lang));
    for (let n = 1; n <= LARGEST; n++) {
      for (const clip of numberClips(n, lang)) {
        assert.ok(needed.has(clip), clip);
      }
    }
    const there = fs.readdirSync(new URL(`voice/${lang}/`, assets)).map((file) => file.replace(/\.opus$/, ""));
    assert.deepEqual(there.sort(), [...needed].sort());
  });

  test(`every clip has words in ${lang}`, () => {
    for (const clip of allClips(lang)) {
      assert.ok(clipText(clip, lang)?.length > 0, clip);
    }
  });
}

test("leading zeros are not read and the counter follows", () => {
  assert.deepEqual(callClips({ number: "A021", counter: 15 }, "vi"), ["call", "a", "n21", "counter", "n15"]);
  assert.deepEqual(callClips({ number: "A105", counter: 3 }, "vi"), ["call", "a", "h1", "l5", "counter", "n3"]);
  assert.deepEqual(callClips({ number: "C1005", counter: 3 }, "en"), ["call", "c", "t1", "and", "n5", "counter", "n3"]);
});

test("what is not a ticket number is refused", () => {
  for (const number of ["", "21", "A", "AA1", "A12345", "a021", "A-1"]) {
    assert.throws(() => callClips({ number, counter: 1 }, "vi"), RangeError);
  }
  assert.throws(() => numberWords(10000, "vi"), RangeError);
  assert.throws(() => numberWords(1.5, "vi"), RangeError);
});

test("the chime is there", () => {
  assert.ok(fs.statSync(new URL("voice/chime.opus", assets)).size > 0);
});
