// @ts-check
// The matrix of what papers share, and the years that works are cited from.
import { byId, counted, el, svg } from "./dom.js";
import { nameOf, pairsOf } from "./data.js";
import { choose, workLink } from "./panel.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Paper} Paper */

/**
 * A name for the head of a column: where papers are told apart by their documents' names, these stay.
 * @param {string} name
 */
const inBrief = (name) => (name.length > 20 && name.endsWith(")") ? `${name.slice(0, 4)}…${name.slice(name.lastIndexOf("("))}` : name);

/** More papers than these don't fit a matrix that one can read. */
const SIDE = 60;

/**
 * @param {Data} data
 * @param {string} measure count, jaccard or cosine
 */
export function showMatrix(data, measure) {
  const room = byId("matrix");
  if (!data.hasPapers) {
    room.replaceChildren(el("p", { class: "hint" }, "An edge list doesn't say which works are papers, so there is no matrix of them."));
    return;
  }
  const pairs = pairsOf(data);
  /** @type {Map<Paper, number>} */
  const shares = new Map();
  for (const { a, b, count } of pairs) for (const paper of [a, b]) shares.set(paper, (shares.get(paper) ?? 0) + count);
  // Those that share most, papers of one community side by side.
  const papers = [...data.papers]
    .sort((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0) || a.index - b.index)
    .slice(0, SIDE)
    .sort((a, b) => a.work.community - b.work.community || a.index - b.index);
  /** @type {Map<string, typeof pairs[number]>} */
  const known = new Map(pairs.flatMap((pair) => [[`${pair.a.index} ${pair.b.index}`, pair], [`${pair.b.index} ${pair.a.index}`, pair]]));
  /** @param {typeof pairs[number]} pair */
  const value = (pair) => (measure === "jaccard" ? pair.jaccard : measure === "cosine" ? pair.cosine : pair.count);
  const greatest = pairs.reduce((most, pair) => Math.max(most, value(pair)), 0);
  const heads = papers.map((paper) => el("th", { scope: "col", title: nameOf(paper) }, el("span", {}, inBrief(nameOf(paper)))));
  const rows = papers.map((row) => el("tr", {},
    el("th", { scope: "row", title: row.work.title }, nameOf(row)),
    papers.map((column) => {
      if (row === column) return el("td", { class: "self" }, el("span", { title: `${nameOf(row)} cites ${counted(row.cites.length, "work")}` }, measure === "count" ? row.cites.length : ""));
      const pair = known.get(`${row.index} ${column.index}`);
      if (!pair) return el("td");
      const shown = measure === "count" ? String(pair.count) : value(pair).toFixed(2).replace(/^0/, "");
      const button = el("button", {
        type: "button", "aria-label": `${nameOf(row)} and ${nameOf(column)} share ${counted(pair.count, "work")}`,
        onclick: () => choose(`p:${row.id}\n${column.id}`),
      }, shown);
      button.style.setProperty("--heat", String(Math.sqrt(value(pair) / greatest)));
      if (Math.sqrt(value(pair) / greatest) > 0.55) button.classList.add("hot");
      return el("td", {}, button);
    })));
  const left = data.papers.length - papers.length;
  room.replaceChildren(
    el("p", { class: "hint" }, "How many works each two papers both cite; on the diagonal, how many each cites. Click a number to see the works and the entries.",
      left > 0 ? ` The ${SIDE} papers that share most are shown, ${counted(left, "paper")} not.` : ""),
    el("div", { class: "scroll" }, el("table", { class: papers.length <= 12 ? "matrix few" : "matrix" },
      el("caption", {}, "Works shared"), el("thead", {}, el("tr", {}, el("td"), heads)), el("tbody", {}, rows))),
  );
}

/**
 * Bars for how often works of each year are cited, and a line for how far that stands out.
 * @param {Data} data
 */
export function showYears(data) {
  const room = byId("years");
  if (data.spectrum.length === 0) {
    room.replaceChildren(el("p", { class: "hint" }, "No cited work has a year."));
    return;
  }
  // A lone old work doesn't press all others together: from there on where the last 98 of 100 citations begin.
  const all = data.spectrum.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  const start = data.spectrum.findIndex(([, count]) => (before += count) > all * 0.02);
  const spectrum = data.spectrum.slice(Math.max(0, start - 1));
  const hidden = data.spectrum.slice(0, Math.max(0, start - 1)).reduce((sum, [, count]) => sum + count, 0);
  const [width, height, foot] = [960, 300, 26];
  const most = Math.max(...spectrum.map(([, count]) => count));
  const step = (width - 40) / spectrum.length;
  /** @param {number} value */
  const y = (value) => height - foot - (value / most) * (height - foot - 20);
  const every = Math.max(1, Math.ceil(46 / step));
  const bars = spectrum.map(([year, count, deviation], n) => {
    const label = `${year}: ${counted(count, "citation")}, ${deviation >= 0 ? "+" : ""}${deviation} against the median of five years`;
    return svg("g", {
      class: deviation > 0 && deviation >= most * 0.15 ? "bar peak" : "bar", tabindex: 0, role: "button", "aria-label": label,
      onclick: () => choose(`y:${year}`),
      onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" || event.key === " ") choose(`y:${year}`); },
    },
      svg("title", {}, label),
      svg("rect", { class: "ground", x: 36 + n * step, y: 0, width: step, height: height - foot }),
      svg("rect", { class: "count", x: 36 + n * step + step * 0.1, y: y(count), width: step * 0.8, height: Math.max(0, height - foot - y(count)), rx: Math.min(3, step * 0.2) }),
      (spectrum.length - 1 - n) % every === 0 ? svg("text", { x: 36 + (n + 0.5) * step, y: height - 8, "text-anchor": "middle" }, String(year)) : null);
  });
  const ticks = [0, 0.5, 1].map((part) => Math.round(most * part)).filter((tick, n, ticks) => ticks.indexOf(tick) === n);
  const scroll = el("div", { class: "scroll" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "spectrum", role: "group", "aria-label": "Citations by year of the cited work" },
    ticks.map((tick) => svg("g", { class: "tick" }, svg("line", { x1: 34, x2: width - 4, y1: y(tick), y2: y(tick) }),
      svg("text", { x: 28, y: y(tick) + 4, "text-anchor": "end" }, String(tick)))), bars));
  room.replaceChildren(
    el("p", { class: "hint" }, "How many citations go to works of each year. Years that stand out from those around them are filled stronger. Click a year to see its works, those cited most first.",
      hidden > 0 ? ` ${counted(hidden, "citation")} of older works not shown.` : ""),
    scroll,
    yearTable(data),
  );
  // Where there isn't room for all, the year that is cited most is in the middle.
  const peak = spectrum.findIndex(([, count]) => count === most);
  scroll.scrollLeft = ((36 + (peak + 0.5) * step) / width) * scroll.scrollWidth - scroll.clientWidth / 2;
}

/** The same in rows, with the work of each year that is cited most. @param {Data} data */
function yearTable(data) {
  /** @type {Map<number, import("./data.js").Work>} */
  const most = new Map();
  for (const work of data.works) {
    if (work.year === null || work.citing.length === 0) continue;
    const best = most.get(work.year);
    if (!best || best.citing.length < work.citing.length) most.set(work.year, work);
  }
  const rows = data.spectrum.filter(([, count]) => count > 0).reverse().map(([year, count, deviation]) => {
    const work = most.get(year);
    return el("tr", {}, el("th", { scope: "row" }, el("button", { class: "link", type: "button", onclick: () => choose(`y:${year}`) }, String(year))),
      el("td", { class: "number" }, count), el("td", { class: "number" }, deviation > 0 ? `+${deviation}` : deviation),
      el("td", {}, work ? workLink(work) : "", work ? ` ${work.title}` : "", work ? el("small", {}, ` cited by ${work.citing.length}`) : ""));
  });
  const heads = ["year", "citations", "against median", "cited most"];
  return el("table", { class: "by-year" }, el("caption", {}, "Year by year"),
    el("thead", {}, el("tr", {}, heads.map((head, n) => el("th", { scope: "col", class: n === 1 || n === 2 ? "number" : "" }, head)))), el("tbody", {}, rows));
}
