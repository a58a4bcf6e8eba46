// @ts-check
// Works out of the page: as CSV, BibTeX, RIS and CSL-JSON, and the map as a picture.
import { el } from "./dom.js";

/** @typedef {import("./data.js").Work} Work */

/** @type {Record<string, { name: string, type: string, write: (works: Work[]) => string }>} */
export const FORMATS = {
  csv: { name: "CSV", type: "text/csv", write: csvOf },
  bib: { name: "BibTeX", type: "application/x-bibtex", write: (works) => works.map(bibtexOf).join("\n") },
  ris: { name: "RIS", type: "application/x-research-info-systems", write: (works) => works.map(risOf).join("\n") },
  json: { name: "CSL-JSON", type: "application/json", write: (works) => JSON.stringify(works.map(cslOf), null, 1) },
};

/** Hands a file to the reader. @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {Work} work */
function cslOf(work) {
  return { id: work.id, type: "document", ...work.csl };
}

/** @param {Work[]} works */
function csvOf(works) {
  const rows = works.map((work) => [work.id, work.by, work.year ?? "", work.title, work.outlet, work.csl.volume ?? "",
    work.csl.page ?? "", work.csl.DOI ?? "", work.citing.length]);
  const head = ["id", "authors", "year", "title", "outlet", "volume", "pages", "doi", "cited by"];
  return [head, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** A cell that no spreadsheet takes for a formula. @param {string | number} value */
function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {any} name */
function person(name) {
  if (name.literal) return `{${name.literal}}`;
  const family = [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
  return [family, name.suffix, name.given].filter(Boolean).join(", ");
}

/** @type {Record<string, string>} */
const BIBTEX = {
  "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", book: "book",
  chapter: "incollection", "paper-conference": "inproceedings", report: "techreport", thesis: "phdthesis", manuscript: "unpublished",
};

/** @param {Work} work */
function bibtexOf(work) {
  const { csl } = work;
  const kind = BIBTEX[csl.type] ?? "misc";
  const inside = kind === "article" ? "journal" : "booktitle";
  /** @type {[string, string | undefined][]} */
  const fields = [
    ["author", csl.author?.map(person).join(" and ")], ["editor", csl.editor?.map(person).join(" and ")],
    ["title", csl.title], [inside, csl["container-title"]], ["year", work.year === null ? undefined : String(work.year)],
    ["volume", csl.volume], ["number", csl.issue ?? csl.number], ["pages", csl.page?.replace(/[–—]/g, "--")],
    ["publisher", csl.publisher], ["address", csl["publisher-place"]], ["edition", csl.edition], ["doi", csl.DOI], ["url", csl.URL],
  ];
  const key = work.id.replace(/[^\w.:-]/g, "-");
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${balanced(String(value))}}`);
  return `@${kind}{${key},\n${lines.join(",\n")}\n}\n`;
}

/** What BibTeX can hold: braces only in pairs. @param {string} value */
function balanced(value) {
  const pairs = /^\{[^{}]*\}( and .*)?$/s.test(value) || !/[{}]/.test(value);
  return (pairs ? value : value.replace(/[{}]/g, "")).replace(/([&%#$_])/g, "\\$1");
}

/** @type {Record<string, string>} */
const RIS = {
  "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", book: "BOOK", chapter: "CHAP",
  "paper-conference": "CONF", report: "RPRT", thesis: "THES", webpage: "ELEC", dataset: "DATA", software: "COMP", patent: "PAT",
};

/** @param {Work} work */
function risOf(work) {
  const { csl } = work;
  const [first, last] = String(csl.page ?? "").split(/[–—-]/);
  /** @param {string} tag @param {unknown} value */
  const line = (tag, value) => (value ? [`${tag}  - ${String(value).replace(/\s+/g, " ")}`] : []);
  /** @param {any} name */
  const who = (name) => name.literal ?? person(name);
  return [
    ...line("TY", RIS[csl.type] ?? "GEN"),
    ...(csl.author ?? []).flatMap((/** @type {any} */ name) => line("AU", who(name))),
    ...(csl.editor ?? []).flatMap((/** @type {any} */ name) => line("A2", who(name))),
    ...line("TI", csl.title), ...line("T2", csl["container-title"]), ...line("PY", work.year), ...line("VL", csl.volume),
    ...line("IS", csl.issue), ...line("SP", first), ...line("EP", last), ...line("PB", csl.publisher),
    ...line("CY", csl["publisher-place"]), ...line("DO", csl.DOI), ...line("UR", csl.URL), ...line("ID", work.id), "ER  - ",
  ].join("\n") + "\n";
}
