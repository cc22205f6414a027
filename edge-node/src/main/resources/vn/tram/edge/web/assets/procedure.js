// What the catalogue says about a procedure, in words for people.

import { count, number, t } from "./ui/text.js";

/** A name that fits a button: without "Thủ tục", closing brackets and the final stop. The full name is shown elsewhere. */
export function shortName(name) {
  let short = name.trim().replace(/^thủ tục\s+(hành chính\s+)?/iu, "");
  const bracket = short.search(/\s*\((?!.*\)\s*\S)/u);
  if (bracket > 12) {
    short = short.slice(0, bracket);
  }
  short = short.replace(/[.;,\s]+$/u, "");
  return short.charAt(0).toLocaleUpperCase("vi") + short.slice(1);
}

/** "7WD" as "7 ngày làm việc"; empty for a limit the catalogue does not give. */
export function limitWords(limit) {
  if (!limit) {
    return "";
  }
  if (limit === "SAME_DAY_15H") {
    return t("procedure.limit.sameDay");
  }
  const parts = /^(\d+)(WD|D|H|M)$/.exec(limit);
  const keys = { WD: "workingDays", D: "days", H: "hours", M: "months" };
  return parts ? count(`procedure.limit.${keys[parts[2]]}`, Number(parts[1])) : "";
}

/** The fee in words; empty when the catalogue does not give it. */
export function feeWords(feeVnd) {
  if (feeVnd === null || feeVnd === undefined) {
    return "";
  }
  return feeVnd === 0 ? t("procedure.fee.zero") : t("procedure.fee.dong", { n: number(feeVnd) });
}
