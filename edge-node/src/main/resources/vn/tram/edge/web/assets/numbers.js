// How ticket and counter numbers are read aloud, and which clips say it. Pure: no page, no sound.
//
// A clip says a whole number from 0 to 99, because a number spoken in one breath sounds better than one put together
// from digits. Larger numbers are put together: "một trăm" + "linh năm", "one hundred" + "and" + "five".

const VI_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const VI_LETTERS = {
  A: "a", B: "bê", C: "xê", D: "dê", E: "e", F: "ép", G: "giê", H: "hát", I: "i", J: "gi", K: "ca", L: "e lờ",
  M: "em mờ", N: "en nờ", O: "o", P: "pê", Q: "quy", R: "e rờ", S: "ét sì", T: "tê", U: "u", V: "vê", W: "vê kép",
  X: "ích xì", Y: "i dài", Z: "dét",
};
const EN_SMALL = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
  "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** The languages the voice knows. */
export const VOICES = ["vi", "en"];
export const LARGEST = 9999;

function viBelowHundred(n) {
  const ten = Math.floor(n / 10);
  const one = n % 10;
  if (ten === 0) {
    return VI_DIGITS[one];
  }
  const head = ten === 1 ? "mười" : `${VI_DIGITS[ten]} mươi`;
  if (one === 0) {
    return head;
  }
  const tail = one === 5 ? "lăm" : one === 1 && ten > 1 ? "mốt" : VI_DIGITS[one];
  return `${head} ${tail}`;
}

function enBelowHundred(n) {
  if (n < 20) {
    return EN_SMALL[n];
  }
  return n % 10 === 0 ? EN_TENS[n / 10] : `${EN_TENS[Math.floor(n / 10)]} ${EN_SMALL[n % 10]}`;
}

function numberParts(n, lang) {
  if (!Number.isInteger(n) || n < 0 || n > LARGEST) {
    throw new RangeError(`cannot read ${n}`);
  }
  const parts = [];
  const thousand = Math.floor(n / 1000);
  const hundred = Math.floor((n % 1000) / 100);
  const rest = n % 100;
  if (thousand > 0) {
    parts.push(`t${thousand}`);
  }
  if (hundred > 0 || (thousand > 0 && lang === "vi" && rest > 0)) {
    parts.push(`h${hundred}`);
  }
  if (n < 100 || rest > 0) {
    if (n < 100) {
      parts.push(`n${rest}`);
    } else if (lang === "vi") {
      parts.push(rest < 10 ? `l${rest}` : `n${rest}`);
    } else {
      parts.push("and", `n${rest}`);
    }
  }
  return parts;
}

/** Names of the clips that say a number from 0 to 9999. */
export function numberClips(n, lang) {
  return numberParts(n, lang);
}

/** The words of a number as they are spoken. */
export function numberWords(n, lang) {
  return numberParts(n, lang)
    .map((clip) => clipText(clip, lang))
    .join(" ");
}

/** Names of the clips of one call: {number: "A105", counter: 3}. Leading zeros of a ticket number are not read. */
export function callClips({ number, counter }, lang) {
  const parts = /^([A-Z])(\d{1,4})$/.exec(number);
  if (!parts) {
    throw new RangeError(`cannot read ticket ${number}`);
  }
  return ["call", parts[1].toLowerCase(), ...numberClips(Number(parts[2]), lang), "counter", ...numberClips(counter, lang)];
}

/** What a clip says, for the script that makes the clips and for those who record them. */
export function clipText(clip, lang) {
  const vi = lang === "vi";
  if (clip === "call") {
    return vi ? "mời số" : "ticket number";
  }
  if (clip === "counter") {
    return vi ? "đến quầy" : "please go to counter";
  }
  if (clip === "and" && !vi) {
    return "and";
  }
  const parts = /^([nlht])(\d{1,2})$/.exec(clip);
  if (!parts) {
    const letter = clip.toUpperCase();
    return vi ? VI_LETTERS[letter] : letter;
  }
  const n = Number(parts[2]);
  switch (parts[1]) {
    case "n":
      return vi ? viBelowHundred(n) : enBelowHundred(n);
    case "l":
      return `linh ${VI_DIGITS[n]}`;
    case "h":
      return vi ? `${VI_DIGITS[n]} trăm` : `${EN_SMALL[n]} hundred`;
    default:
      return vi ? `${VI_DIGITS[n]} nghìn` : `${EN_SMALL[n]} thousand`;
  }
}

/** Every clip of a language that a call can need. */
export function allClips(lang) {
  const range = (letter, from, to) => Array.from({ length: to - from + 1 }, (_, i) => `${letter}${from + i}`);
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  const common = ["call", "counter", ...letters, ...range("n", 0, 99), ...range("t", 1, 9)];
  return lang === "vi"
    ? [...common, ...range("l", 1, 9), ...range("h", 0, 9)]
    : [...common, ...range("h", 1, 9), "and"];
}
