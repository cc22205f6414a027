// The peer's centre: PouchDB's CouchDB server on loopback, on disk. Usage: node pouch-server.mjs FOLDER
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb-node";

const Stored = PouchDB.defaults({ prefix: process.argv[2] + "/" });
const app = express();
app.use("/", expressPouchDB(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: process.argv[2] + "/log.txt" }));
const server = app.listen(0, "127.0.0.1", () => console.log("serving " + server.address().port));
