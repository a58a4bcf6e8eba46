// @ts-check
// What belongs together: the controls, the views, the keys.
import { announce, byId, counted, el } from "./dom.js";
import { NAMED_COMMUNITIES, SELF, readData } from "./data.js";
import { DEFAULTS, change, followAddress, onChange, state } from "./state.js";
import { KINDS, found, shown } from "./filter.js";
import { nth, theme, yearScale } from "./colour.js";
import { CitationMap } from "./map.js";
import { choose, common, meant, nameOfCitation, showChosen, within } from "./panel.js";
import { showTables, tablesOf } from "./tables.js";
import { showMatrix, showYears } from "./charts.js";
import { FORMATS, save } from "./export.js";

/** @typedef {import("./state.js").State} State */

const data = readData();
const map = new CitationMap(data, (what) => choose(what === null ? "" : "from" in what ? nameOfCitation(what) : `w:${what.id}`));
let filtered = shown(data, state);
const VIEWS = ["map", "matrix", "years", "tables"];

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

function setUp() {
  byId("title").textContent = data.title;
  byId("version").textContent = data.version;
  byId("only").append(...KINDS.filter(([value]) => data.hasPapers || value === "" || value === "shared" || value === "cycles")
    .map(([value, words]) => el("option", { value }, words)));
  byId("paper").append(el("option", { value: "" }, "all papers"), ...data.papers.map((paper) =>
    el("option", { value: paper.id }, paper.work.label === paper.id ? paper.id : `${paper.work.label} (${paper.id})`)));
  byId("paper-label").hidden = !data.hasPapers;
  if (!data.hasPapers && state.colour === "paper") change({ colour: "community" }, { quiet: true });
  // Without years there is nothing to place by.
  if (data.works.every((one) => one.year === null) && state.layout === DEFAULTS.layout) change({ layout: "communities" }, { quiet: true });
  if (!data.hasPapers) byId("colour").querySelector("option[value=paper]")?.remove();
  input("min").max = String(Math.max(1, data.works.reduce((most, work) => Math.max(most, work.citing.length), 0)));
  const years = data.works.flatMap((work) => (work.year === null ? [] : [work.year]));
  const ends = [years.reduce((a, b) => Math.min(a, b), 9999), years.reduce((a, b) => Math.max(a, b), -9999)];
  if (years.length > 0) [input("from").placeholder, input("to").placeholder] = ends.map(String);
  for (const key of /** @type {const} */ (["only", "paper", "layout", "colour", "measure", "from", "to"])) {
    byId(key).addEventListener("change", () => change({ [key]: input(key).value }, { step: true }));
  }
  byId("min").addEventListener("input", () => change({ min: input("min").value === "0" ? "" : input("min").value }));
  byId("clear").addEventListener("click", () => {
    const { only, paper, min, from, to, q } = DEFAULTS;
    change({ only, paper, min, from, to, q }, { step: true });
  });
  for (const button of views()) button.addEventListener("click", () => change({ view: button.dataset.view ?? "map" }, { step: true }));
  byId("zoom-in").addEventListener("click", () => map.zoom(1.4));
  byId("zoom-out").addEventListener("click", () => map.zoom(1 / 1.4));
  byId("zoom-all").addEventListener("click", () => map.home());
  byId("close").addEventListener("click", () => choose(""));
  byId("help").addEventListener("click", () => keys().showModal());
  byId("share").addEventListener("click", copyAddress);
  byId("theme").addEventListener("click", () => setTheme(theme().dark ? "light" : "dark"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render(new Set(["theme"])));
  // On paper all is light.
  const { dataset } = document.documentElement;
  /** @type {string | undefined} */
  let onScreen;
  addEventListener("beforeprint", () => {
    onScreen = dataset.theme;
    setTheme("light");
  });
  addEventListener("afterprint", () => {
    if (onScreen) dataset.theme = onScreen;
    else delete dataset.theme;
    render(new Set(["theme"]));
  });
  for (const form of document.querySelectorAll("form:not([method])")) form.addEventListener("submit", (event) => event.preventDefault());
  if (innerWidth < 700) for (const id of ["filters", "legend"]) byId(id).removeAttribute("open");
  byId("left-out").hidden = data.leftOut.length === 0;
  byId("left-out").textContent = `Left out of this page for want of room: ${data.leftOut.join("; ")}.`;
  setUpSearch();
  setUpSaving();
  document.addEventListener("keydown", key);
  document.addEventListener("click", (event) => {
    if (!byId("save").contains(/** @type {Node} */ (event.target))) byId("save").removeAttribute("open");
  });
  followAddress();
  onChange(render);
  render(new Set(Object.keys(DEFAULTS)));
}

/** @returns {HTMLButtonElement[]} */
function views() {
  return [.../** @type {NodeListOf<HTMLButtonElement>} */ (byId("views").querySelectorAll("button"))];
}

function keys() {
  return /** @type {HTMLDialogElement} */ (byId("keys"));
}

/** @param {string} name */
function setTheme(name) {
  document.documentElement.dataset.theme = name;
  render(new Set(["theme"]));
}

async function copyAddress() {
  const button = byId("share");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  } catch {
    // A file from disk may not be let at the clipboard.
    prompt("The address of this view", location.href);
  }
  setTimeout(() => (button.textContent = "Copy link"), 1500);
}

function setUpSearch() {
  const [q, hits] = [input("q"), byId("hits")];
  let at = -1;
  const options = () => /** @type {HTMLElement[]} */ ([...hits.children]);
  const close = () => {
    hits.hidden = true;
    q.setAttribute("aria-expanded", "false");
  };
  /** @param {string} id */
  const take = (id) => {
    close();
    choose(`w:${id}`);
    q.blur();
  };
  const list = () => {
    const works = found(data.works, q.value);
    at = -1;
    hits.replaceChildren(...works.slice(0, 12).map((work, n) => el("li", {
      role: "option", id: `hit-${n}`, "data-id": work.id, onpointerdown: (/** @type {Event} */ event) => {
        event.preventDefault();
        take(work.id);
      },
    }, el("b", {}, work.label), " ", work.title)));
    if (works.length > 12) hits.append(el("li", { class: "hint", "aria-disabled": "true" }, `${works.length - 12} more: see the table of works`));
    if (q.value && works.length === 0) hits.append(el("li", { class: "hint", "aria-disabled": "true" }, "Nothing found"));
    hits.hidden = q.value === "";
    q.setAttribute("aria-expanded", String(!hits.hidden));
    if (q.value) announce(`${counted(works.length, "work")} found`);
  };
  q.addEventListener("input", () => {
    list();
    change({ q: q.value });
  });
  q.addEventListener("focus", () => q.value && list());
  q.addEventListener("blur", close);
  q.addEventListener("keydown", (event) => {
    const all = options().filter((option) => option.dataset.id);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : all.length) + all.length) % Math.max(all.length, 1);
      all.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
      q.setAttribute("aria-activedescendant", all[at]?.id ?? "");
      event.preventDefault();
    } else if (event.key === "Enter" && all.length > 0) take(all[Math.max(at, 0)].dataset.id ?? "");
    else if (event.key === "Escape") {
      close();
      q.value = "";
      change({ q: "" });
      event.stopPropagation();
    }
  });
}

function setUpSaving() {
  const menu = /** @type {HTMLElement} */ (byId("save").querySelector(".menu"));
  for (const [end, format] of Object.entries(FORMATS)) {
    menu.append(el("button", { type: "button", onclick: () => {
      save(`citegraph.${end}`, new Blob([format.write(selection())], { type: format.type }));
    } }, format.name));
  }
  menu.append(el("button", { type: "button", onclick: () => {
    map.base.toBlob((blob) => blob && save("citegraph.png", blob));
  } }, "Map as PNG"), el("button", { type: "button", onclick: () => print() }, "Print"));
  byId("save").addEventListener("toggle", () => {
    byId("save-count").textContent = `${counted(selection().length, "work")}: ${state.sel ? "what is chosen" : "what the filters and the search leave"}`;
  });
}

/** What is chosen, else what is found and shown. */
function selection() {
  const { work, citation, pair, circle } = meant(data, state.sel);
  if (circle) return circle.works;
  if (pair) return data.works.filter((one) => pair.every((paper) => one.citing.includes(paper.index)));
  if (citation) return [citation.to];
  if (work) return work.papers.length > 0 ? work.cites.map((c) => c.to) : [work];
  return state.q ? found(filtered.works, state.q) : filtered.works;
}

/** @param {KeyboardEvent} event */
function key(event) {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.ctrlKey || event.metaKey || event.altKey || keys().open) return;
  if (event.key === "Escape" && !typing) choose("");
  else if (typing) return;
  else if (event.key === "/") input("q").focus();
  else if (event.key === "?") keys().showModal();
  else if (/^[1-4]$/.test(event.key)) change({ view: VIEWS[Number(event.key) - 1] }, { step: true });
  else return;
  event.preventDefault();
}

/** Shows what the state says. @param {Set<string>} changed */
function render(changed) {
  const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(name));
  for (const key of /** @type {const} */ (["only", "paper", "layout", "colour", "measure", "from", "to"])) input(key).value = state[key];
  input("min").value = state.min || "0";
  byId("min-out").textContent = state.min || "0";
  if (document.activeElement !== byId("q")) input("q").value = state.q;
  if (has("only", "paper", "min", "from", "to")) filtered = shown(data, state);
  const view = VIEWS.includes(state.view) ? state.view : "map";
  document.body.dataset.view = view;
  for (const button of views()) button.setAttribute("aria-current", String(button.dataset.view === view));
  for (const [name, id] of [["map", "stage"], ["matrix", "matrix"], ["years", "years"], ["tables", "tables"]]) byId(id).hidden = name !== view;
  const { works: all, citations: every } = data.totals;
  const what = data.hasPapers ? "papers and works" : counted(all, "work").replace(/.* /, "");
  byId("count").textContent = `${part(filtered.works.length, all)} ${what}, ${part(filtered.citations.length, every)} ${every === 1 ? "citation" : "citations"} shown`;
  const { work, citation, pair, circle } = meant(data, state.sel);
  map.chosen = work ?? citation ?? null;
  map.marked = pair ? common(pair) : circle ? within(circle) : [];
  if (has("sel")) {
    showChosen(data, state.sel);
    byId("close").hidden = !state.sel;
    document.body.classList.toggle("chosen", state.sel !== "");
  }
  // What is chosen comes into sight, unless the address says what is to be in sight.
  if (view === "map" && has("sel", "view") && !(changed.has("x") && state.k)) {
    if (citation && has("view")) map.magnify(citation);
    else if (work ?? citation) map.centre(/** @type {import("./data.js").Work} */ (work ?? citation?.to));
    else map.bring(map.marked.flatMap((one) => [one.from, one.to]));
  }
  if (view === "map") {
    if (has("layout")) map.isFitted = false;
    if (has("only", "paper", "min", "from", "to", "layout", "colour", "theme", "view")) map.show(filtered.works, filtered.citations);
    else map.drawOver();
    legend();
  }
  if (view === "matrix" && has("view", "measure", "theme")) showMatrix(data, state.measure);
  if (view === "years" && has("view")) showYears(data);
  if (view === "tables" && has("view", "only", "paper", "min", "from", "to", "q", "table", "sort")) showTables(tablesOf(data, filtered.works, filtered.citations), state);
}

/** "3 of 5", or "all 5". @param {number} count @param {number} all */
function part(count, all) {
  const [some, whole] = [count, all].map((number) => number.toLocaleString("en"));
  return count === all ? `all ${whole}` : `${some} of ${whole}`;
}

/** What the signs of the map mean: those that occur. */
function legend() {
  const colours = theme();
  /** @param {string} colour @param {string} words @param {string} [look] */
  const sign = (colour, words, look = "disc") => {
    const dot = el("i", { class: `sign ${look}` });
    dot.style.setProperty("--sign", colour);
    return el("li", {}, dot, words);
  };
  const { citations } = filtered;
  const signs = [];
  const by = !data.hasPapers && state.colour === "paper" ? "community" : state.colour;
  if (data.hasPapers) signs.push(sign(by === "paper" ? nth(0, colours) : colours.none, "paper that was read", "square"));
  if (by === "paper") {
    signs.push(sign(colours.many, "cited by several; the ring shows by which"), sign(nth(0, colours), "cited by one, in its colour"));
  } else if (by === "community") {
    signs.push(...data.communities.map((name, n) => sign(nth(n, colours), name)));
    if (data.works.some((one) => one.community >= NAMED_COMMUNITIES)) signs.push(sign(colours.none, "smaller communities"));
  } else {
    const { steps } = yearScale(data, colours);
    signs.push(...steps.map(({ colour, last }) => sign(colour, `to ${last}`)), sign(colours.none, "no year"));
  }
  if (citations.some((c) => c.signs & 1)) signs.push(sign(colours.alarm, "circle of citations", "line"));
  if (citations.some((c) => c.signs & SELF)) signs.push(sign(colours.ink, "self-citation", "dashes"));
  if (citations.length > 0) signs.push(sign(colours.line, "from a citing work to a cited one; point at a work to see heads", "line"));
  if (filtered.works.some((work) => work.doubtful)) signs.push(sign(colours.doubt, "doubtful merge", "dots"));
  if (filtered.works.some((work) => work.conflicts.length > 0)) signs.push(sign(colours.doubt, "entries disagree", "triangle"));
  /** @type {HTMLElement} */ (byId("legend").querySelector("div")).replaceChildren(el("ul", {}, signs));
}

setUp();
performance.mark("shown");
// For those who look from the browser's console.
Object.assign(globalThis, { citegraph: { data, map } });
