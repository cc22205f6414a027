// Blobs between the city and the ward's boxes, read again every few seconds while anybody looks.

import { get } from "./ui/api.js";
import { blobList, blobSentence } from "./ui/blobs.js";
import { byId, fillWhenChanged, h } from "./ui/dom.js";

const EVERY_MS = 5000;

async function refresh(code) {
  const answer = await get(`/api/wards/${code}/blobs`);
  if (!answer.ok) {
    return;
  }
  const boxes = answer.data.boxes;
  fillWhenChanged(byId("blobs"), JSON.stringify(boxes), () => {
    const none = { giving: 0, bytesLeft: 0, taking: 0, blobs: [] };
    const shown = boxes.length === 0 ? [{ blobs: none }] : boxes;
    return h(
      "div",
      {},
      shown.map((box) => [h("p", {}, shown.length > 1 ? `${box.box}: ` : "", blobSentence(box.blobs)), blobList(box.blobs)]),
    );
  });
}

/** Shows them from now on; a page in the background asks nothing. */
export async function watchBlobs(code) {
  for (;;) {
    if (!document.hidden) {
      await refresh(code);
    }
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
}
