// @ts-check
// What the page knows: read from its data, with the ways back that the data doesn't spell out.
import { byId } from "./dom.js";

/**
 * @typedef {{ index: number, id: string, work: Work, entries: number, passages: number, doubtful: number, findings: number,
 *   cites: Citation[] }} Paper
 * @typedef {{ index: number, id: string, label: string, by: string, year: number | null, csl: any, title: string,
 *   outlet: string, x: number[], y: number[], community: number, rank: number, degree: [number, number],
 *   circles: Circle[], papers: Paper[], citedBy: Citation[], cites: Citation[], citing: number[], words: string,
 *   merges: Merge[], conflicts: Conflict[], doubtful: boolean }} Work
 * @typedef {{ index: number, paper: Paper, label: string, raw: string, fields: number[], issues: string[], kind: string,
 *   back: number, work: Work | null }} Entry
 * @typedef {{ printed: string, form: string, fit: string, before: string, after: string, known: boolean }} Passage
 * @typedef {{ index: number, from: Work, to: Work, paper: Paper | null, sure: number, signs: number, entries: Entry[],
 *   passages: Passage[], authors: string[] }} Citation
 * @typedef {{ a: number, b: number, verdict: string, reason: string, sure: number, differs: string[] }} Merge
 * @typedef {{ field: string, readings: { value: string, standing: string, members: number[] }[] }} Conflict
 * @typedef {{ paper: Paper, kind: string, citation: string, entry: Entry | null, note: string }} Finding
 * @typedef {{ a: Paper, b: Paper, entriesA: Entry[], entriesB: Entry[], from: string, why: string }} Further
 * @typedef {{ years: [number, number] | null, left: number, right: number }} Column
 * @typedef {{ size: number, works: Work[], ring: Work[] }} Circle works that lead to each other, or one that cites itself; a
 *   way round, where the page has it
 * @typedef {{ title: string, version: string, leftOut: string[], papers: Paper[], works: Work[], entries: Entry[],
 *   citations: Citation[], labels: string[], columns: Column[], spectrum: [number, number, number][], circles: Circle[],
 *   totals: { works: number, cited: number, citations: number }, communities: string[], findings: Finding[], further: Further[], held: Map<string, string>, hasPapers: boolean }} Data
 */

/** What the signs of a citation mean. */
export const SIGN = { circular: 1, own: 2, perhapsOwn: 4, journal: 8 };
/** A self-citation: an author's, perhaps an author's, or a journal's. */
export const SELF = SIGN.own | SIGN.perhapsOwn | SIGN.journal;
/** So many communities, the largest, have colours and names. */
export const NAMED_COMMUNITIES = 8;

/** Merges less sure than this are doubtful, in a hundred. */
const DOUBTFUL = 95;

/** @returns {Data} */
export function readData() {
  const raw = JSON.parse(byId("data").textContent ?? "");
  /** @type {Work[]} */
  const works = raw.works.map((/** @type {any} */ w, /** @type {number} */ index) => {
    const csl = w.csl ?? {};
    const by = people(csl);
    const title = csl.title ?? "";
    const outlet = csl["container-title"] ?? csl.publisher ?? "";
    const [x, y, cx, cy] = w.at;
    return {
      index, id: w.id, label: w.label, by, year: w.year ?? null, csl, title, outlet, x: [x, cx], y: [y, cy],
      community: w.community, rank: w.rank, degree: w.degree, circles: [], papers: [], citedBy: [],
      cites: [], citing: [], words: folded([w.label, by, title, outlet, w.id].join(" ")), merges: [],
      conflicts: [], doubtful: false,
    };
  });
  /** @type {Paper[]} */
  const papers = raw.papers.map((/** @type {any} */ p, /** @type {number} */ index) => {
    const paper = { ...p, index, work: works[p.work], cites: [] };
    works[p.work].papers.push(paper);
    return paper;
  });
  /** @type {Entry[]} */
  const entries = raw.entries.map((/** @type {any[]} */ e, /** @type {number} */ index) => ({
    index, paper: papers[e[0]], label: e[1], raw: e[2], fields: e[3], issues: e[4], kind: e[5], back: e[6], work: null,
  }));
  /** @param {number[]} numbers */
  const listed = (numbers) => numbers.filter((n) => n >= 0).map((n) => entries[n]);
  /** @param {any[]} p @returns {Passage} */
  const passage = ([printed, form, fit, at]) => {
    const [before, after] = raw.contexts[at] ?? ["", ""];
    return { printed, form, fit, before, after, known: at >= 0 };
  };
  /** @type {Citation[]} */
  const citations = raw.citations.map((/** @type {any[]} */ c, /** @type {number} */ index) => ({
    index, from: works[c[0]], to: works[c[1]], paper: papers[c[2]] ?? null, sure: c[3], signs: c[4],
    entries: listed(c[5]), passages: c[6].map(passage), authors: c[7],
  }));
  /** @type {Circle[]} */
  const circles = raw.circles.map((/** @type {any} */ c) => (
    { size: c.size, works: c.works.map((/** @type {number} */ n) => works[n]), ring: c.ring.map((/** @type {number} */ n) => works[n]) }));
  for (const circle of circles) for (const work of circle.works) work.circles.push(circle);
  for (const [from, to] of raw.links) {
    const isCircular = from === to || works[from].circles.some((circle) => circle.size > 1 && works[to].circles.includes(circle));
    const signs = isCircular ? SIGN.circular : 0;
    const [index, entries, passages, authors] = [citations.length, [], [], []];
    citations.push({ index, from: works[from], to: works[to], paper: null, sure: 100, signs, entries, passages, authors });
  }
  for (const citation of citations) {
    citation.from.cites.push(citation);
    citation.to.citedBy.push(citation);
    citation.to.citing.push(citation.paper ? citation.paper.index : citation.from.index);
    citation.paper?.cites.push(citation);
    for (const entry of citation.entries) entry.work ??= citation.to;
  }
  for (const [work, rows] of raw.merges) {
    works[work].merges = rows.map((/** @type {any[]} */ m) => (
      { a: m[0], b: m[1], verdict: m[2], reason: m[3], sure: m[4], differs: m[5] }));
    works[work].doubtful = works[work].merges.some((merge) => merge.sure < DOUBTFUL);
  }
  for (const [work, fields] of raw.conflicts) {
    works[work].conflicts = fields.map((/** @type {any[]} */ [field, readings]) => ({
      field,
      readings: readings.map((/** @type {any[]} */ [value, standing, members]) => ({ value, standing, members })),
    }));
  }
  const further = raw.further.map((/** @type {any[]} */ f) => (
    { a: papers[f[0]], b: papers[f[1]], entriesA: listed(f[2]), entriesB: listed(f[3]), from: f[4], why: f[5] }));
  for (const row of further) {
    for (const entry of [...row.entriesA, ...row.entriesB]) if (entry.work) entry.work.doubtful = true;
  }
  return {
    title: raw.title, version: raw.version, leftOut: raw.left_out, papers, works, entries, citations, labels: raw.labels,
    columns: raw.columns.map((/** @type {any[]} */ [first, last, left, right]) => (
      { years: first === null ? null : [first, last], left, right })),
    spectrum: raw.spectrum,
    circles, totals: raw.totals, communities: namesOf(works, raw.communities),
    findings: raw.findings.map((/** @type {any[]} */ f) => (
      { paper: papers[f[0]], kind: f[1], citation: f[2], entry: entries[f[3]] ?? null, note: f[4] })),
    further,
    held: new Map(raw.held.map((/** @type {any[]} */ [a, b, work, from]) => [`${a} ${b} ${work}`, from])),
    hasPapers: papers.length > 0,
  };
}

/**
 * The largest communities, each named by its work that most citations lead to or from.
 * @param {Work[]} works
 * @param {number} count
 */
function namesOf(works, count) {
  /** @type {Work[]} */
  const strongest = [];
  /** @param {Work} work */
  const links = (work) => work.degree[0] + work.degree[1];
  for (const work of works) {
    const best = strongest[work.community];
    if (work.community < Math.min(count, NAMED_COMMUNITIES) && (!best || links(best) < links(work))) strongest[work.community] = work;
  }
  return Array.from(strongest, (work, n) => (work ? `around ${work.label}` : `community ${n + 1}`));
}

/** Authors and editors, as they are read. @param {any} csl */
function people(csl) {
  /** @param {any} n */
  const name = (n) => n.literal ?? [n.given, n["non-dropping-particle"], n.family, n.suffix].filter(Boolean).join(" ");
  return [...(csl.author ?? []), ...(csl.editor ?? [])].map(name).join("; ");
}

/** Text to compare: without case and accents. @param {string} text */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Paper} paper */
export function nameOf(paper) {
  return paper.work.label;
}

/** How many papers, or works, cite it. @param {Work} work */
export function timesCited(work) {
  return Math.max(work.citing.length, work.degree[0]);
}

/**
 * The works that two papers both cite, with the citations of each.
 * @param {Paper} a
 * @param {Paper} b
 */
export function sharedBy(a, b) {
  const other = new Map(b.cites.map((citation) => [citation.to, citation]));
  return a.cites.flatMap((citation) => {
    const match = other.get(citation.to);
    return match ? [{ work: citation.to, a: citation, b: match }] : [];
  });
}

/**
 * How many works each two papers share, those that share none left out.
 * @param {Data} data
 * @returns {{ a: Paper, b: Paper, count: number, jaccard: number, cosine: number }[]}
 */
export function pairsOf(data) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  const many = data.papers.length;
  for (const work of data.works) {
    const citing = [...new Set(work.citing)].sort((x, y) => x - y);
    for (let i = 0; data.hasPapers && i < citing.length; i++) {
      for (let j = i + 1; j < citing.length; j++) {
        const key = citing[i] * many + citing[j];
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return [...counts].map(([key, count]) => {
    const [a, b] = [data.papers[Math.floor(key / many)], data.papers[key % many]];
    const [left, right] = [a.cites.length, b.cites.length];
    return { a, b, count, jaccard: count / (left + right - count), cosine: count / Math.sqrt(left * right) };
  });
}
