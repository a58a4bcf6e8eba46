// @ts-check
// Printed entries with their fields marked, and the passages that cite them.
import { el } from "./dom.js";

/** @typedef {import("./data.js").Entry} Entry @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Passage} Passage */

/** Fields that have a look of their own; the others share one. */
const LOOKS = new Set(["author", "editor", "title", "journal", "book", "date", "volume", "issue", "page", "publisher", "doi", "url"]);
/** Fields read with less confidence than this are underlined, in a hundred. */
const UNSURE = 75;

/**
 * An entry as it is printed, its fields marked.
 * @param {Entry} entry
 * @param {Data} data
 */
export function entryView(entry, data) {
  const about = [`${entry.paper.id}:${entry.label}`];
  const target = entry.back >= 0 ? data.entries[entry.back] : null;
  if (target) about.push(`${entry.kind} → ${target.label}`);
  return el("figure", { class: "entry" },
    el("figcaption", {}, about.join(" · ")),
    el("blockquote", {}, entry.raw ? marked(entry, data) : el("i", {}, "text left out of this page for want of room")),
    target && entry.raw.length < 60 && target.raw ? el("blockquote", { class: "meant" }, marked(target, data)) : null,
    entry.issues.length > 0 ? el("p", { class: "doubt" }, `Doubtful: ${entry.issues.join("; ")}`) : null,
  );
}

/** @param {Entry} entry @param {Data} data */
function marked(entry, data) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (let n = 0; n + 3 < entry.fields.length; n += 4) {
    const [label, start, length, sure] = entry.fields.slice(n, n + 4);
    parts.push(entry.raw.slice(end, start));
    const name = data.labels[label];
    const look = LOOKS.has(name) ? `f-${name}` : "f-other";
    const title = `${name}, ${sure} % sure`;
    parts.push(el("mark", { class: sure < UNSURE ? `${look} unsure` : look, title }, entry.raw.slice(start, start + length)));
    end = start + length;
  }
  parts.push(entry.raw.slice(end));
  return parts;
}

/** What the marks of fields mean. */
export function fieldLegend() {
  const names = ["author", "title", "journal", "date", "volume", "page", "publisher", "doi"];
  return el("p", { class: "fields", "aria-label": "Fields of entries" },
    names.map((name) => el("mark", { class: `f-${name}` }, name)), el("mark", { class: "f-other unsure" }, "unsure"));
}

/** A passage of the text that cites. @param {Passage} passage */
export function passageView(passage) {
  const mark = passage.form === "n" ? el("sup", {}, passage.printed) : passage.printed;
  const note = passage.fit ? el("small", { class: "doubt" }, ` ${passage.fit}`) : null;
  if (!passage.known) return el("li", {}, el("b", {}, mark), note);
  const before = /[([]$/.test(passage.before) || passage.before === "" ? passage.before : `${passage.before} `;
  const after = /^[.,;:)\]]/.test(passage.after) || passage.after === "" ? passage.after : ` ${passage.after}`;
  return el("li", {}, "… ", before, el("b", {}, mark), after, " …", note);
}
