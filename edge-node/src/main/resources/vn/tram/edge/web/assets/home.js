// The box's first page: where to go, and how the line stands.

import { get } from "./ui/api.js";
import { byId, setText } from "./ui/dom.js";
import { showLine } from "./ui/line.js";
import { openStream } from "./ui/stream.js";
import { t } from "./ui/text.js";
import { everyTick } from "./ui/time.js";

let line = null;
let stale = false;

function show() {
  if (stale) {
    byId("line").className = "state bad";
    setText(byId("line"), t("line.stale"));
  } else if (line) {
    showLine(byId("line"), line);
  }
}

/** Only a device of the hall hears how the line stands; to a stranger this page is a signpost. */
async function begin() {
  const answer = await get("/api/me");
  if (answer.ok && answer.data.device && answer.data.device.kind !== "SCANNER") {
    watch();
  }
}

function watch() {
  openStream(
    "/api/hall/stream",
    {
      hall: (view) => {
        line = view.line;
        show();
      },
    },
    (isStale) => {
      stale = isStale;
      show();
    },
  );
  everyTick(show);
}

begin();
