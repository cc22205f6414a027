// The peer's box: stores the events of a file (one JSON object a line), then sends them when a line comes on standard
// input. Usage: node pouch-client.mjs FOLDER EVENTS URL
import { readFileSync } from "node:fs";
import { once } from "node:events";
import PouchDB from "pouchdb-node";

const [folder, file, url] = process.argv.slice(2);
const local = new PouchDB(folder + "/local");
const docs = readFileSync(file, "utf8").split("\n").filter(Boolean)
  .map((line) => JSON.parse(line)).map((event) => ({ _id: event.eventId, ...event }));
for (let i = 0; i < docs.length; i += 500) {
  await local.bulkDocs(docs.slice(i, i + 500));
}
console.log("stored " + docs.length);
await once(process.stdin, "data");
const result = await local.replicate.to(url, { batch_size: 100, batches_limit: 10 });
console.log("sent " + result.docs_written);
process.exit(0);
