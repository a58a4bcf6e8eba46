// @ts-check
// Everything in rows: real tables, sorted by a click on a column's head, each row leading to what it is about.
import { byId, counted, el } from "./dom.js";
import { SIGN, folded, nameOf, pairsOf, timesCited } from "./data.js";
import { finder } from "./filter.js";
import { citationLink, pairLink, workLink } from "./panel.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {import("./data.js").Citation} Citation @typedef {import("./dom.js").Child} Child */
/** @typedef {{ value: string | number, shown?: Child | Child[] }} Cell */
/** @typedef {{ name: string, heads: string[], rows: Cell[][], sort?: number }} Table */

/** So many rows are shown at first. */
const ROWS = 200;

/** @param {string | number} value @param {Child | Child[]} [shown] @returns {Cell} */
function cell(value, shown) {
  return { value, shown };
}

/** A work by its name, with its title beside it. @param {Work} work @returns {Cell[]} */
function workCells(work) {
  return [cell(work.label, workLink(work)), cell(work.title)];
}

/**
 * @param {Data} data
 * @param {Work[]} works the works that the filters leave
 * @param {Citation[]} citations
 * @returns {Table[]}
 */
export function tablesOf(data, works, citations) {
  const has = new Set(works);
  const cited = works.filter((work) => work.citing.length > 0);
  /** @type {Table[]} */
  const tables = [];
  if (data.hasPapers) {
    tables.push({
      name: "Papers", heads: ["paper", "title", "year", "entries", "works", "places", "doubtful", "findings", "cited"],
      rows: data.papers.filter((paper) => has.has(paper.work)).map((p) => [
        ...workCells(p.work), cell(p.work.year ?? ""), cell(p.entries), cell(p.cites.length), cell(p.passages),
        cell(p.doubtful), cell(p.findings), cell(p.work.citing.length)]),
    });
  }
  tables.push({
    name: "Works", sort: 4, heads: ["work", "title", "outlet", "year", "cited by", "PageRank"],
    rows: cited.map((w) => [...workCells(w), cell(w.outlet), cell(w.year ?? ""), cell(timesCited(w)), cell(w.rank, w.rank.toFixed(2))]),
  });
  if (data.hasPapers) {
    tables.push({
      name: "Shared", sort: 2, heads: ["paper", "paper", "works shared", "Jaccard", "cosine"],
      rows: pairsOf(data).filter((pair) => has.has(pair.a.work) && has.has(pair.b.work)).map(({ a, b, count, jaccard, cosine }) => [
        cell(nameOf(a), workLink(a.work)), cell(nameOf(b), workLink(b.work)), cell(count, pairLink(a, b, String(count))),
        cell(jaccard, jaccard.toFixed(3)), cell(cosine, cosine.toFixed(3))]),
    });
    const own = citations.filter((c) => c.signs & (SIGN.own | SIGN.perhapsOwn | SIGN.journal));
    tables.push({
      name: "Self-citations", heads: ["paper", "cites", "title", "author's own", "same journal", "names"],
      rows: own.map((c) => [cell(c.from.label, workLink(c.from)), cell(c.to.label, citationLink(c, c.to.label)), cell(c.to.title),
        cell(c.signs & SIGN.own ? "yes" : c.signs & SIGN.perhapsOwn ? "perhaps" : "no"),
        cell(c.signs & SIGN.journal ? "yes" : ""), cell(c.authors.join("; "))]),
    });
  }
  tables.push({
    name: "Circles", sort: 0, heads: ["works", "circle"],
    rows: data.cycles.filter((cycle) => cycle.every((work) => has.has(work))).map((cycle) => [cell(cycle.length),
      cell(cycle.map((work) => work.label).join(" → "), [...cycle, cycle[0]].flatMap((work, n) => [n > 0 ? " → " : "", workLink(work)]))]),
  });
  if (data.hasPapers) {
    tables.push({
      name: "Findings", heads: ["paper", "finding", "citation", "entry", "note"],
      rows: data.findings.filter((f) => has.has(f.paper.work)).map((f) => [cell(nameOf(f.paper), workLink(f.paper.work)), cell(f.kind), cell(f.citation),
        cell(f.entry ? f.entry.label : "", f.entry?.work ? workLink(f.entry.work, `${f.entry.label}: ${f.entry.work.label}`) : f.entry?.label), cell(f.note)]),
    });
    tables.push({
      name: "Disagreements", heads: ["work", "title", "field", "readings"],
      rows: works.flatMap((work) => work.conflicts.map((conflict) => [...workCells(work), cell(conflict.field.replace("-", " ")),
        cell(conflict.readings.map((reading) => `${reading.value} (${reading.standing})`).join(" | "))])),
    });
    tables.push({
      name: "Doubtful merges", sort: 2, heads: ["work", "title", "sure", "why", "differs"],
      rows: works.filter((work) => work.doubtful).flatMap((work) => work.merges.filter((m) => m.sure < 95).map((m) => [
        ...workCells(work), cell(m.sure, `${m.sure} %`), cell(m.reason), cell(m.differs.join(", "))])),
    });
  }
  return tables;
}

/**
 * Shows one of the tables.
 * @param {Table[]} tables
 * @param {string} query
 */
export function showTables(tables, query) {
  const tabs = byId("table-tabs");
  const chosen = tabs.dataset.chosen ?? "";
  const table = tables.find((one) => one.name === chosen) ?? tables[0];
  tabs.replaceChildren(...tables.map((one) => el("button", {
    type: "button", "aria-pressed": String(one === table),
    onclick: () => {
      tabs.dataset.chosen = one.name;
      showTables(tables, query);
    },
  }, `${one.name} `, el("small", {}, one.rows.length.toLocaleString("en")))));
  byId("table").replaceChildren(tableView(table, query));
}

/** @param {Table} table @param {string} query */
function tableView(table, query) {
  const matches = finder(query);
  const rows = matches ? table.rows.filter((row) => matches(folded(row.map((c) => c.value).join(" ")))) : table.rows;
  const numeric = table.heads.map((_, n) => rows.some((row) => typeof row[n].value === "number"));
  let [by, sign] = [table.sort ?? -1, table.sort === undefined ? 1 : -1];
  let most = ROWS;
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => { most += 1000; fill(); } });
  const heads = table.heads.map((name, n) => el("th", { scope: "col", class: numeric[n] ? "number" : "" },
    el("button", { type: "button", onclick: () => {
      sign = by === n ? -sign : numeric[n] ? -1 : 1;
      by = n;
      fill();
    } }, name)));
  const fill = () => {
    const sorted = by < 0 ? rows : [...rows].sort((a, b) => sign * compare(a[by].value, b[by].value));
    heads.forEach((head, n) => {
      if (n === by) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren(...sorted.slice(0, most).map((row) => el("tr", {}, row.map((c, n) =>
      el("td", { class: numeric[n] ? "number" : "" }, c.shown ?? (c.value === "" ? "" : String(c.value)))))));
    more.hidden = sorted.length <= most;
    more.textContent = `${counted(sorted.length - most, "row")} more`;
  };
  fill();
  if (rows.length === 0) return el("p", { class: "hint" }, "None.");
  return el("div", {}, el("table", {}, el("caption", {}, table.name), el("thead", {}, el("tr", {}, heads)), body), more);
}

/** Numbers by size, texts as people sort them. @param {string | number} a @param {string | number} b */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? 1 : -1;
  return a.localeCompare(b, "en", { numeric: true });
}
