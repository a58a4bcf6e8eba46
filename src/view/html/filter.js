// @ts-check
// Which works and citations are shown, and which are found.
import { SELF, SIGN, folded } from "./data.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {import("./data.js").Citation} Citation @typedef {import("./state.js").State} State */

/** What can be chosen under "show": value, words. @type {[string, string][]} */
export const KINDS = [
  ["", "all works"],
  ["shared", "only shared works"],
  ["papers", "only papers"],
  ["cycles", "only circles of citations"],
  ["own", "only self-citations"],
  ["doubtful", "only doubtful merges"],
  ["conflicts", "only where entries disagree"],
];

/**
 * The works and citations that the filters leave, in order.
 * @param {Data} data
 * @param {State} state
 * @returns {{ works: Work[], citations: Citation[], isShown: (work: Work) => boolean }}
 */
export function shown(data, state) {
  const [from, to] = [Number(state.from || -Infinity), Number(state.to || Infinity)];
  const dated = state.from !== "" || state.to !== "";
  const least = Number(state.min || 0);
  const paper = data.papers.find((one) => one.id === state.paper);
  /** @param {Citation} citation */
  const isKept = (citation) =>
    (!paper || citation.paper === paper) &&
    (state.only !== "cycles" || (citation.signs & SIGN.circular) !== 0) &&
    (state.only !== "own" || (citation.signs & SELF) !== 0);
  /** @param {Work} work */
  const fits = (work) => {
    if (work.year === null ? dated : work.year < from || work.year > to) return false;
    if (work.citing.length < least) return false;
    switch (state.only) {
      case "shared": return work.citing.length > 1;
      case "papers": return work.papers.length > 0;
      case "cycles": return work.circles.length > 0;
      case "own": return work.citedBy.some((citation) => (citation.signs & SELF) !== 0);
      case "doubtful": return work.doubtful;
      case "conflicts": return work.conflicts.length > 0;
      default: return true;
    }
  };
  const kept = new Uint8Array(data.works.length);
  for (const work of data.works) {
    if (work.papers.length === 0 && fits(work) && (!paper || work.citedBy.some(isKept))) kept[work.index] = 1;
  }
  const unfiltered = !paper && !state.only && !dated && least === 0;
  // A paper stays where it cites what stays, so that nothing hangs in the air.
  for (const work of data.works) {
    if (work.papers.length === 0) continue;
    const cites = work.cites.some((c) => isKept(c) && (kept[c.to.index] === 1 || (c.to.papers.length > 0 && fits(c.to))));
    const isIt = paper ? work.papers.includes(paper) || work.citedBy.some(isKept) : fits(work);
    if (unfiltered || (paper ? isIt : isIt || cites)) kept[work.index] = 1;
  }
  const citations = data.citations.filter((c) => kept[c.from.index] && kept[c.to.index] && isKept(c));
  return { works: data.works.filter((work) => kept[work.index]), citations, isShown: (work) => kept[work.index] === 1 };
}

/**
 * Whether a text has all the words looked for.
 * @param {string} query
 * @returns {((words: string) => boolean) | null} none when nothing is looked for
 */
export function finder(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return words.length === 0 ? null : (text) => words.every((word) => text.includes(word));
}

/**
 * The works found, papers first, then those cited most.
 * @param {Work[]} works
 * @param {string} query
 */
export function found(works, query) {
  const matches = finder(query);
  if (!matches) return [];
  return works
    .filter((work) => matches(work.words))
    .sort((a, b) => b.papers.length - a.papers.length || b.citing.length - a.citing.length || a.index - b.index);
}
