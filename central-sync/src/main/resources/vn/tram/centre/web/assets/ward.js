// A ward's own page: its day (live, or a past one asked for once), its line, its settings.

import { openLive, runClock } from "./centre-live.js";
import { stateSentence } from "./centre-words.js";
import { get } from "./ui/api.js";
import { banner, byId, fillWhenChanged, h, setText } from "./ui/dom.js";
import { count, lang, t } from "./ui/text.js";
import { everyTick, now, span } from "./ui/time.js";
import { watchBlobs } from "./ward-blobs.js";
import { showDay } from "./ward-day.js";

const code = document.body.dataset.ward;
let settings = null;
let live = null;
let past = null;
let asked = new URLSearchParams(location.search).get("day");

function shown() {
  return past ?? live;
}

function take(day) {
  const first = !live;
  live = day;
  if (asked === day.day) {
    asked = null;
  }
  settings?.hear(day);
  show();
  if (first) {
    whenSeen(byId("lag").parentElement, async () => (await import("./ward-lag.js")).watchLag(code));
  }
}

function show() {
  const day = shown();
  if (!day) {
    return;
  }
  showHead(day);
  showState();
  showDays(day);
  showDay(day, !past);
}

function showHead(day) {
  setText(byId("name"), day.ward.fullName);
  setText(byId("about"), `${t("ward.code")} ${code}${day.ward.version ? ` · ${t("ward.version", { version: day.ward.version })}` : ""}`);
  const title = `${day.ward.fullName} · ${t("app.name")}`;
  if (document.title !== title) {
    document.title = title;
  }
}

/** How the ward is now, in words; said of the present even while a past day is looked at. */
function showState() {
  if (!live) {
    return;
  }
  const ward = live.ward;
  const kind = { ALIVE: "ok", SILENT: "warn", NEVER: "" }[ward.state];
  const detail = past
    ? t("ward.state.past", { day: written(past.day) })
    : ward.state === "ALIVE" && ward.behind > 0
      ? behindSentence(ward)
      : t(`ward.state.${ward.state}`);
  const title = stateSentence(ward);
  fillWhenChanged(byId("state"), `${kind}|${title}|${detail}`, () => {
    const shownBanner = banner(kind, title, detail);
    shownBanner.removeAttribute("role");
    return shownBanner;
  });
}

function behindSentence(ward) {
  return ward.oldestWaiting
    ? count("ward.behindOld", ward.behind, { age: span(now() - ward.oldestWaiting) })
    : count("ward.behind", ward.behind);
}

function showDays(day) {
  const choice = byId("day-choice");
  const days = [...new Set([...(live?.days ?? day.days), live?.day ?? day.day])].sort().reverse();
  fillWhenChanged(choice, `${days}`, () =>
    days.map((each) => h("option", { value: each }, each === live?.day ? t("ward.day.today", { day: written(each) }) : written(each))),
  );
  if (choice.value !== day.day) {
    choice.value = day.day;
  }
  const at = days.indexOf(day.day);
  byId("day-before").disabled = at < 0 || at === days.length - 1;
  byId("day-after").disabled = at <= 0;
}

/** 2026-11-22 as 22/11/2026 with its weekday. */
function written(iso) {
  const noon = Date.parse(`${iso}T12:00:00+07:00`);
  const weekday = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "vi-VN", {
    weekday: "long",
    timeZone: "Asia/Ho_Chi_Minh",
  }).format(noon);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}, ${iso.split("-").reverse().join("/")}`;
}

async function choose(iso) {
  asked = !live || iso !== live.day ? iso : null;
  const address = new URLSearchParams(location.search);
  address.set("lang", lang);
  if (asked) {
    address.set("day", asked);
  } else {
    address.delete("day");
    past = null;
  }
  history.replaceState(null, "", `?${address}${location.hash}`);
  aimLanguage();
  if (asked) {
    const answer = await get(`/api/wards/${code}?day=${encodeURIComponent(asked)}`);
    if (asked !== iso) {
      return;
    }
    if (!answer.ok) {
      asked = null;
      past = null;
      byId("state").replaceChildren(banner("bad", answer.problem.title, answer.problem.detail));
      delete byId("state").dataset.key;
      return;
    }
    past = answer.data;
  }
  show();
}

function step(by) {
  const options = [...byId("day-choice").options].map((option) => option.value);
  const next = options[options.indexOf(shown().day) + by];
  if (next) {
    choose(next);
  }
}

function aimLanguage() {
  const other = byId("language");
  const there = new URLSearchParams(location.search);
  there.set("lang", other.lang);
  other.href = `?${there}${location.hash}`;
}

/** The settings are fetched with their scripts when somebody first asks for them: most visits only look at the day. */
async function openSettings() {
  const { makeSettings } = await import("./settings.js");
  settings ??= makeSettings(code, byId("settings"), byId("dialog"));
  if (live) {
    settings.hear(live);
  }
  settings.open();
}

/** What lies below the first screen is fetched with its script when somebody comes near it. */
function whenSeen(element, begin) {
  const sight = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      sight.disconnect();
      begin();
    }
  });
  sight.observe(element);
}

function watchTabs() {
  const tabs = [byId("tab-day"), byId("tab-settings")];
  const open = (tab, focus) => {
    for (const each of tabs) {
      const chosen = each === tab;
      each.setAttribute("aria-selected", String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      byId(each.getAttribute("aria-controls")).hidden = !chosen;
    }
    const isSettings = tab.id === "tab-settings";
    byId("days").hidden = isSettings;
    history.replaceState(null, "", `${location.pathname}${location.search}${isSettings ? "#settings" : ""}`);
    aimLanguage();
    if (isSettings) {
      openSettings();
    } else {
      show();
    }
    if (focus) {
      tab.focus();
    }
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => open(tab, false));
    tab.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        open(tabs[1 - tabs.indexOf(tab)], true);
      }
    });
  }
  open(location.hash === "#settings" ? tabs[1] : tabs[0], false);
}

const remembered = sessionStorage.getItem("tram.wards");
if (remembered) {
  const back = new URLSearchParams(remembered);
  back.set("lang", lang);
  byId("back").href = `/?${back}`;
}
byId("day-choice").addEventListener("change", (event) => choose(event.target.value));
byId("day-before").addEventListener("click", () => step(1));
byId("day-after").addEventListener("click", () => step(-1));
watchTabs();
runClock();
everyTick(showState);
if (asked) {
  choose(asked);
}
watchBlobs(code);
openLive(`/api/wards/${code}/stream`, { day: take });
