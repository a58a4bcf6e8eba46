// @ts-check
// What is looked at, kept in the address, so that a view can be bookmarked and sent.

/**
 * @typedef {{ view: string, layout: string, colour: string, q: string, from: string, to: string, min: string, only: string,
 *   paper: string, sel: string, measure: string, table: string, sort: string, x: string, y: string, k: string }} State
 */

/** What holds where the address says nothing. @type {State} */
export const DEFAULTS = {
  view: "map", layout: "years", colour: "paper", q: "", from: "", to: "", min: "", only: "", paper: "", sel: "",
  measure: "count", table: "", sort: "", x: "", y: "", k: "",
};

/** @returns {State} */
function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = { ...DEFAULTS };
  for (const key of /** @type {(keyof State)[]} */ (Object.keys(DEFAULTS))) state[key] = given.get(key) ?? DEFAULTS[key];
  return state;
}

export const state = readState();

/** @type {((changed: Set<string>) => void)[]} */
const listeners = [];

/** Calls back after every change, with the names of what changed. @param {(changed: Set<string>) => void} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/**
 * Changes what is looked at. A step that one may want to take back is one of the browser's history.
 * @param {Partial<State>} changes
 * @param {{ step?: boolean, quiet?: boolean }} [how]
 */
export function change(changes, how = {}) {
  const keys = /** @type {(keyof State)[]} */ (Object.keys(changes));
  const changed = new Set(keys.filter((key) => String(changes[key]) !== state[key]));
  if (changed.size === 0) return;
  Object.assign(state, changes);
  write(how.step ?? false);
  if (!how.quiet) listeners.forEach((listener) => listener(changed));
}

/** @param {boolean} step */
function write(step) {
  const given = new URLSearchParams();
  for (const key of /** @type {(keyof State)[]} */ (Object.keys(DEFAULTS))) {
    if (state[key] !== DEFAULTS[key]) given.set(key, state[key]);
  }
  const hash = `#${given}`;
  // Some browsers don't let a file from disk change its history.
  try {
    if (step) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    location.hash = hash;
  }
}

/** Follows the address when the reader goes back or types another one. */
export function followAddress() {
  addEventListener("popstate", () => {
    const now = readState();
    const keys = /** @type {(keyof State)[]} */ (Object.keys(DEFAULTS));
    const changed = new Set(keys.filter((key) => now[key] !== state[key]));
    Object.assign(state, now);
    if (changed.size > 0) listeners.forEach((listener) => listener(changed));
  });
}
