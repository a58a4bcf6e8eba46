// @ts-check
// Colours that the colour-blind tell apart, and what they stand for.
import { NAMED_COMMUNITIES } from "./data.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {{ ground: string, ink: string, faint: string, line: string, many: string, alarm: string, doubt: string,
 *   none: string, dark: boolean }} Theme */

/** After Okabe & Ito (2008) and Paul Tol's bright scheme, without the red that marks circles. */
const LIGHT = ["#0072b2", "#d58a00", "#009e73", "#a64d92", "#3aa0d8", "#8a6d3b", "#5b5bb5", "#6b8e23"];
const DARK = ["#5aaee6", "#f0b43c", "#3fc79b", "#dd8fc6", "#8fd3ff", "#c9a974", "#a3a3f2", "#b3cf5f"];

/** Cividis in seven steps: dark to light, the same to all eyes. */
const YEARS = ["#00336f", "#39486b", "#575d6d", "#707173", "#8a8779", "#a69d75", "#c4b56c"];
const YEARS_DARK = ["#5c7fb8", "#7388ae", "#8a93a5", "#a3a29b", "#bdb48c", "#d8c778", "#f6e05e"];

/** The colours that the style sheet sets. @returns {Theme} */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    ground: of("--ground"), ink: of("--ink"), faint: of("--faint"), line: of("--line"), many: of("--many"),
    alarm: of("--alarm"), doubt: of("--doubt"), none: of("--none"), dark: of("--dark") === "1",
  };
}

/**
 * @param {number} n
 * @param {Theme} theme
 */
export function nth(n, theme) {
  const colours = theme.dark ? DARK : LIGHT;
  return colours[n % colours.length];
}

/**
 * What gives a work its colour.
 * @param {Data} data
 * @param {string} by
 * @param {Theme} theme
 * @returns {(work: Work) => string}
 */
export function painter(data, by, theme) {
  if (by === "community") return (work) => (work.community < NAMED_COMMUNITIES ? nth(work.community, theme) : theme.none);
  if (by === "year") {
    const scale = yearScale(data, theme);
    return (work) => (work.year === null ? theme.none : scale.colour(work.year));
  }
  if (by === "paper" && data.hasPapers) {
    return (work) => {
      if (work.papers.length > 0) return nth(work.papers[0].index, theme);
      return work.citing.length === 1 ? nth(work.citing[0], theme) : theme.many;
    };
  }
  return (work) => (work.citing.length > 1 ? theme.many : theme.none);
}

/**
 * Years to colours, each step with as many works.
 * @param {Data} data
 * @param {Theme} theme
 */
export function yearScale(data, theme) {
  const steps = theme.dark ? YEARS_DARK : YEARS;
  const years = data.works.flatMap((work) => (work.year === null ? [] : [work.year])).sort((a, b) => a - b);
  const ends = steps.map((_, n) => years[Math.ceil(((n + 1) * years.length) / steps.length) - 1] ?? 0);
  return {
    steps: steps.map((colour, n) => ({ colour, last: ends[n] })),
    /** @param {number} year */
    colour: (year) => steps[Math.max(0, ends.findIndex((end) => year <= end))],
  };
}
