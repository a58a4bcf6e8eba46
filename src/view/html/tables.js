// @ts-check
// Everything in rows: real tables, sorted by a click on a column's head, each row leading to what it is about.
import { byId, counted, el } from "./dom.js";
import { SELF, SIGN, folded, nameOf, pairsOf, timesCited } from "./data.js";
import { finder } from "./filter.js";
import { citationLink, nameOfCircle, nameOfCitation, pairLink, workLink } from "./panel.js";
import { change } from "./state.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {import("./data.js").Citation} Citation @typedef {import("./dom.js").Child} Child */
/** @typedef {{ value: string | number, shown?: Child | Child[] }} Cell */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ cells: Cell[], to: string }} Row what it leads to on the map, as the address has it */
/** @typedef {{ name: string, heads: string[], rows: Row[], sort?: number }} Table */

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

/** @param {string} to @param {...Cell} cells @returns {Row} */
function row(to, ...cells) {
  return { to, cells };
}

/** @param {Work} work */
function toWork(work) {
  return `w:${work.id}`;
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
      name: "Papers", heads: ["paper", "title", "year", "entries", "works cited", "places in the text", "doubtful entries", "findings", "cited by"],
      rows: data.papers.filter((paper) => has.has(paper.work)).map((p) => row(toWork(p.work),
        ...workCells(p.work), cell(p.work.year ?? ""), cell(p.entries), cell(p.cites.length), cell(p.passages),
        cell(p.doubtful), cell(p.findings), cell(p.work.citing.length))),
    });
  }
  tables.push({
    name: "Works", sort: 4, heads: ["work", "title", "outlet", "year", "cited by", "PageRank"],
    rows: cited.map((w) => row(toWork(w), ...workCells(w), cell(w.outlet), cell(w.year ?? ""), cell(timesCited(w)), cell(w.rank, w.rank.toFixed(2)))),
  });
  if (data.hasPapers) {
    tables.push({
      name: "Shared", sort: 2, heads: ["paper", "paper", "works shared", "Jaccard", "cosine"],
      rows: pairsOf(data).filter((pair) => has.has(pair.a.work) && has.has(pair.b.work)).map(({ a, b, count, jaccard, cosine }) => row(`p:${a.id}\n${b.id}`,
        cell(nameOf(a), workLink(a.work)), cell(nameOf(b), workLink(b.work)), cell(count, pairLink(a, b, String(count))),
        cell(jaccard, jaccard.toFixed(3)), cell(cosine, cosine.toFixed(3)))),
    });
    tables.push({
      name: "Self-citations", heads: ["paper", "cites", "title", "author's own", "same journal", "names"],
      rows: citations.filter((c) => c.signs & SELF).map((c) => row(nameOfCitation(c),
        cell(c.from.label, workLink(c.from)), cell(c.to.label, citationLink(c, c.to.label)), cell(c.to.title),
        cell(c.signs & SIGN.own ? "yes" : c.signs & SIGN.perhapsOwn ? "perhaps" : "no"),
        cell(c.signs & SIGN.journal ? "yes" : ""), cell(c.authors.join("; ")))),
    });
  }
  tables.push({
    name: "Circles", sort: 0, heads: ["works", "which", "a way round"],
    rows: data.circles.filter((circle) => circle.works.some((work) => has.has(work))).map((circle) => row(nameOfCircle(circle),
      cell(circle.size), cell(circle.works.map((work) => work.label).join("; "), circle.size > circle.works.length
        ? `${circle.works.map((work) => work.label).join("; ")}, and ${counted(circle.size - circle.works.length, "work")} not in this page` : undefined),
      cell(circle.ring.map((work) => work.label).join(" → "), [...circle.ring, ...circle.ring.slice(0, 1)].flatMap((work, n) => [n > 0 ? " → " : "", workLink(work)])))),
  });
  if (data.hasPapers) {
    tables.push({
      name: "Findings", heads: ["paper", "finding", "citation", "entry", "note"],
      rows: data.findings.filter((f) => has.has(f.paper.work)).map((f) => row(toWork(f.entry?.work ?? f.paper.work),
        cell(nameOf(f.paper), workLink(f.paper.work)), cell(f.kind), cell(f.citation),
        cell(f.entry ? f.entry.label : "", f.entry?.work ? workLink(f.entry.work, `${f.entry.label}: ${f.entry.work.label}`) : f.entry?.label), cell(f.note))),
    });
    tables.push({
      name: "Disagreements", heads: ["work", "title", "field", "readings"],
      rows: works.flatMap((work) => work.conflicts.map((conflict) => row(toWork(work), ...workCells(work), cell(conflict.field.replace("-", " ")),
        cell(conflict.readings.map((reading) => `${reading.value} (${reading.standing})`).join(" | "))))),
    });
    tables.push({
      name: "Doubtful merges", sort: 2, heads: ["work", "title", "sure", "why", "differs"],
      rows: works.filter((work) => work.doubtful).flatMap((work) => work.merges.filter((m) => m.sure < 95).map((m) => row(toWork(work),
        ...workCells(work), cell(m.sure, `${m.sure} %`), cell(m.reason), cell(m.differs.join(", "))))),
    });
  }
  return tables;
}

/**
 * Shows one of the tables, sorted and searched as the state says.
 * @param {Table[]} tables
 * @param {State} state
 */
export function showTables(tables, state) {
  const tabs = byId("table-tabs");
  const table = tables.find((one) => one.name === state.table) ?? tables[0];
  tabs.replaceChildren(...tables.map((one) => el("button", {
    type: "button", "aria-pressed": String(one === table),
    onclick: () => {
      change({ table: one.name, sort: "" }, { step: true });
      /** @type {HTMLElement | null} */ (tabs.querySelector("[aria-pressed=true]"))?.focus();
    },
  }, `${one.name} `, el("small", {}, one.rows.length.toLocaleString("en")))));
  byId("table").replaceChildren(tableView(table, state));
}

/** By which column the address sorts, and whether upwards (1) or downwards. @param {Table} table @param {string} sort */
function sorting(table, sort) {
  const [, column, way] = /^(\d+)(up|down)$/.exec(sort) ?? [];
  if (column && Number(column) < table.heads.length) return [Number(column), way === "up" ? 1 : -1];
  return [table.sort ?? -1, table.sort === undefined ? 1 : -1];
}

/** @param {Table} table @param {State} state */
function tableView(table, state) {
  const matches = finder(state.q);
  const rows = matches ? table.rows.filter(({ cells }) => matches(folded(cells.map((c) => c.value).join(" ")))) : table.rows;
  const numeric = table.heads.map((_, n) => rows.some(({ cells }) => typeof cells[n].value === "number"));
  let [by, sign] = sorting(table, state.sort);
  let most = ROWS;
  const body = el("tbody");
  const caption = el("caption");
  const more = el("button", { type: "button", class: "more", onclick: () => { most += 1000; fill(); } });
  const heads = table.heads.map((name, n) => el("th", { scope: "col", class: numeric[n] ? "number" : "" },
    el("button", { type: "button", onclick: () => {
      sign = by === n ? -sign : numeric[n] ? -1 : 1;
      by = n;
      change({ sort: `${by}${sign > 0 ? "up" : "down"}` }, { quiet: true });
      fill();
    } }, name)));
  const fill = () => {
    const sorted = by < 0 ? rows : [...rows].sort((a, b) => sign * compare(a.cells[by].value, b.cells[by].value));
    heads.forEach((head, n) => {
      if (n === by) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren(...sorted.slice(0, most).map((one) => rowView(one, numeric)));
    const shown = Math.min(most, rows.length);
    caption.textContent = `${table.name}: ${shown < table.rows.length ? `${shown} of ` : ""}${counted(table.rows.length, "row")}${matches ? `, those with “${state.q}”` : ""}`;
    more.hidden = sorted.length <= most;
    more.textContent = `${counted(sorted.length - most, "row")} more`;
  };
  fill();
  if (rows.length === 0) return el("p", { class: "hint" }, matches ? `None with “${state.q}”.` : "None.");
  const head = el("tr", {}, heads, el("th", { scope: "col" }, el("span", { class: "hidden" }, "on the map")));
  return el("div", {}, el("table", {}, caption, el("thead", {}, head), body), more);
}

/** A row, which leads to the map. @param {Row} row @param {boolean[]} numeric */
function rowView({ cells, to }, numeric) {
  const show = () => change({ view: "map", sel: to }, { step: true });
  /** @param {MouseEvent} event */
  const click = (event) => {
    // What is linked or marked in it goes its own way.
    if (!(event.target instanceof Element && event.target.closest("button, a")) && getSelection()?.isCollapsed !== false) show();
  };
  return el("tr", { onclick: click }, cells.map((c, n) =>
    el("td", { class: numeric[n] ? "number" : "" }, c.shown ?? (c.value === "" ? "" : String(c.value)))),
    el("td", {}, el("button", { class: "link", type: "button", "aria-label": `${cells[0].value}: show on the map`, onclick: show }, "map")));
}

/** Numbers by size, texts as people sort them. @param {string | number} a @param {string | number} b */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? 1 : -1;
  return a.localeCompare(b, "en", { numeric: true });
}
