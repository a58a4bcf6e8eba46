// @ts-check
// The evidence: what is known of a work, a paper, a citation or two papers, and on what it rests.
import { byId, counted, el } from "./dom.js";
import { NAMED_COMMUNITIES, SELF, SIGN, nameOf, sharedBy } from "./data.js";
import { entryView, fieldLegend, passageView } from "./entry.js";
import { change } from "./state.js";

/** @typedef {import("./data.js").Data} Data @typedef {import("./data.js").Work} Work */
/** @typedef {import("./data.js").Citation} Citation @typedef {import("./data.js").Paper} Paper */
/** @typedef {import("./data.js").Circle} Circle */

/** Lists longer than this are opened on demand. */
const FEW = 12;

/** @param {...(import("./dom.js").Child | import("./dom.js").Child[])} children */
function show(...children) {
  const panel = byId("evidence");
  panel.replaceChildren(el("div", {}, ...children));
  panel.parentElement?.scrollTo(0, 0);
}

/** A link to a work. @param {Work} work @param {string} [words] */
export function workLink(work, words = work.label) {
  return el("button", { class: "link", type: "button", title: work.title || work.id, onclick: () => choose(`w:${work.id}`) }, words);
}

/** A link to a citation. @param {Citation} citation @param {string} words */
export function citationLink(citation, words) {
  return el("button", { class: "link", type: "button", onclick: () => choose(nameOfCitation(citation)) }, words);
}

/** A link to what two papers share. @param {Paper} a @param {Paper} b @param {string} words */
export function pairLink(a, b, words) {
  const label = `${nameOf(a)} and ${nameOf(b)}: ${words} shared`;
  return el("button", { class: "link", type: "button", "aria-label": label, onclick: () => choose(`p:${a.id}\n${b.id}`) }, words);
}

/** @param {string} sel */
export function choose(sel) {
  change({ sel }, { step: true });
}

/** What the address calls a citation. @param {Citation} citation */
export function nameOfCitation(citation) {
  return `c:${citation.paper?.id ?? citation.from.id}\n${citation.to.id}`;
}

/** What the address calls a circle. @param {Circle} circle */
export function nameOfCircle(circle) {
  return `o:${circle.works[0].id}\n${circle.size}`;
}

/** The citations between the works of a circle. @param {Circle} circle */
export function within(circle) {
  return circle.works.flatMap((work) => work.cites.filter((citation) =>
    (circle.size === 1 ? citation.to === work : citation.to !== work && circle.works.includes(citation.to))));
}

/** What two papers both cite. @param {[Paper, Paper]} pair */
export function common([a, b]) {
  return sharedBy(a, b).flatMap((row) => [row.a, row.b]);
}

/**
 * What the address means.
 * @param {Data} data
 * @param {string} sel
 * @returns {{ work?: Work, citation?: Citation, pair?: [Paper, Paper], circle?: Circle, year?: number }}
 */
export function meant(data, sel) {
  const [kind, rest] = [sel.slice(0, 2), sel.slice(2)];
  const [first, second] = rest.split("\n");
  if (kind === "w:") return { work: data.works.find((work) => work.id === rest) };
  if (kind === "y:") return { year: Number(rest) };
  if (kind === "c:") {
    return { citation: data.citations.find((c) => (c.paper?.id ?? c.from.id) === first && c.to.id === second) };
  }
  if (kind === "o:") return { circle: data.circles.find((circle) => nameOfCircle(circle) === sel) };
  const [a, b] = [first, second].map((id) => data.papers.find((paper) => paper.id === id));
  return kind === "p:" && a && b ? { pair: [a, b] } : {};
}

/** @param {Data} data @param {string} sel */
export function showChosen(data, sel) {
  const { work, citation, pair, circle, year } = meant(data, sel);
  if (work) showWork(data, work);
  else if (citation) showCitation(data, citation);
  else if (pair) showPair(data, pair[0], pair[1]);
  else if (circle) showCircle(data, circle);
  else if (year !== undefined) showYear(data, year);
  else showOverview(data);
}

/** @param {Data} data */
function showOverview(data) {
  const shared = data.works.filter((work) => work.citing.length > 1);
  const strongest = [...shared].sort((a, b) => b.citing.length - a.citing.length || a.index - b.index).slice(0, 10);
  /** @param {number} signs @param {number} [not] */
  const signed = (signs, not = 0) => data.citations.filter((c) => c.signs & signs && !(c.signs & not)).length;
  const loops = data.circles.filter((circle) => circle.size === 1).length;
  const citing = data.hasPapers ? "paper" : "work";
  const cited = data.works.filter((work) => work.citing.length > 0).length;
  const self = [[signed(SIGN.own), "an author's"], [signed(SIGN.journal), "the journal's"], [signed(SIGN.perhapsOwn, SIGN.own | SIGN.journal), "perhaps"]];
  const kinds = self.filter(([count]) => count).map(([count, whose]) => `${count} ${whose}`).join(", ");
  const parts = [
    el("dl", { class: "figures" },
      data.hasPapers ? figure(data.papers.length, "papers", "Papers") : figure(data.works.length, "works"),
      figure(cited, "works cited", "Works"),
      figure(data.citations.length, "citations"),
      figure(shared.length, `works cited by several ${citing}s`),
      data.hasPapers ? figure(signed(SELF), `self-citations${kinds ? `: ${kinds}` : ""}`, "Self-citations") : null,
      figure(data.circles.length, `circles of citations${loops ? `: ${counted(loops, "work cites itself", "works cite themselves")}` : ""}`, "Circles"),
    ),
    strongest.length > 0 ? el("h3", {}, `Cited by most ${citing}s`) : null,
    el("ol", { class: "works" }, strongest.map((work) => el("li", {}, workLink(work), " ",
      el("small", {}, counted(work.citing.length, citing)), work.title ? el("div", { class: "title" }, work.title) : null))),
    el("p", { class: "hint" }, "Click a work or a line on the map to see the printed entries behind it. Drag to move, turn the wheel to zoom, press ", el("kbd", {}, "/"), " to search, ", el("kbd", {}, "?"), " for all keys."),
  ];
  // On a phone the map comes first.
  if (innerWidth < 700) show(el("details", {}, el("summary", {}, el("h2", {}, "What is here")), parts));
  else show(el("h2", {}, "What is here"), parts);
}

/** A number that leads to its table, if there is one. @param {number} count @param {string} what @param {string} [table] */
function figure(count, what, table) {
  const shown = count.toLocaleString("en");
  const leads = table && count > 0;
  const open = () => change({ view: "tables", table, sort: "" }, { step: true });
  return el("div", {}, el("dd", {}, leads ? el("button", { class: "link", type: "button", title: "See the table", onclick: open }, shown) : shown), el("dt", {}, what));
}

/** @param {Work} work */
function heading(work) {
  const outlet = [work.outlet, work.csl.volume, work.csl.page].filter(Boolean).join(", ");
  return [
    el("h2", {}, work.label),
    work.title ? el("p", { class: "title" }, work.title) : null,
    el("p", { class: "where" }, [work.by, outlet].filter(Boolean).map((line) => el("span", {}, line)), identifier(work)),
  ];
}

/** A DOI or address, as text to be copied: this page follows no links by itself. @param {Work} work */
function identifier(work) {
  const doi = work.csl.DOI ? `https://doi.org/${work.csl.DOI}` : work.csl.URL;
  if (!doi || !/^https?:\/\//.test(doi)) return null;
  return el("a", { href: doi, rel: "noreferrer noopener", target: "_blank" }, doi.replace(/^https?:\/\//, ""));
}

/** @param {Data} data @param {Work} work */
function showWork(data, work) {
  const paper = work.papers[0];
  const kinds = [
    paper ? "paper read" : "",
    work.circles.some((circle) => circle.size > 1) ? "in a circle of citations" : "",
    work.circles.some((circle) => circle.size === 1) ? "cites itself" : "",
    work.community < Math.min(data.communities.length, NAMED_COMMUNITIES) ? `community ${data.communities[work.community]}` : "",
    work.doubtful ? "doubtful merge" : "",
    work.conflicts.length > 0 ? "entries disagree" : "",
  ].filter(Boolean);
  const cites = [...work.cites].sort((a, b) => b.to.citing.length - a.to.citing.length || a.to.index - b.to.index);
  const findings = paper ? data.findings.filter((finding) => finding.paper === paper) : [];
  show(
    heading(work),
    kinds.length > 0 ? el("p", { class: "tags" }, kinds.map((kind) => el("span", {}, kind))) : null,
    work.citedBy.length > 0 ? el("h3", {}, `Cited by ${counted(work.citedBy.length, data.hasPapers ? "paper" : "work")}`) : null,
    work.citedBy.some((c) => c.entries.length > 0) ? fieldLegend() : null,
    folding(work.citedBy.map((citation) => evidenceOf(data, citation, true)), "paper"),
    whyOne(data, work),
    disagreements(data, work),
    cites.length > 0 ? el("h3", {}, `Cites ${counted(cites.length, "work")}`) : null,
    cites.length > 0 ? folding([el("ul", { class: "works" }, cites.map((citation) => el("li", {},
      citationLink(citation, citation.to.label), citation.to.citing.length > 1
        ? el("small", {}, ` cited by ${citation.to.citing.length}`) : null,
      citation.signs & SIGN.own ? el("small", { class: "own" }, " own work") : null,
      citation.to.title ? el("div", { class: "title" }, citation.to.title) : null)))], "list") : null,
    paper ? partners(data, paper) : null,
    findings.length > 0 ? el("h3", {}, `Checked: ${counted(findings.length, "finding")}`) : null,
    findings.length > 0 ? folding(findings.map((finding) => el("p", { class: "finding" }, el("b", {}, finding.kind), " ",
      finding.citation, finding.note ? ` (${finding.note})` : "", finding.entry ? entryView(finding.entry, data) : null)), "finding") : null,
  );
}

/** The papers that share most with one. @param {Data} data @param {Paper} paper */
function partners(data, paper) {
  const rows = data.papers
    .filter((other) => other !== paper)
    .map((other) => ({ other, count: sharedBy(paper, other).length }))
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count || a.other.index - b.other.index);
  if (rows.length === 0) return null;
  return [el("h3", {}, "Shares works with"), el("div", { class: "works" }, folding(rows.map(({ other, count }) =>
    el("div", {}, workLink(other.work), " ", pairLink(paper, other, counted(count, "work")))), "paper"))];
}

/** The first of many, and the rest behind a word. @param {Node[]} parts @param {string} one */
function folding(parts, one) {
  if (parts.length <= FEW) return parts;
  const rest = parts.slice(FEW);
  return [...parts.slice(0, FEW), el("details", {}, el("summary", {}, `${counted(rest.length, `${one} more`, `${one}s more`)}`), rest)];
}

/** Entries and passages behind a citation. @param {Data} data @param {Citation} citation @param {boolean} named */
function evidenceOf(data, citation, named) {
  const { passages } = citation;
  return el("section", { class: "citation" },
    named ? el("h4", {}, workLink(citation.from), citation.signs & SIGN.own ? el("small", { class: "own" }, " own work") : null,
      " ", citationLink(citation, "→")) : null,
    citation.entries.map((entry) => entryView(entry, data)),
    passages.length > 0 ? el("details", { open: passages.length <= 3 },
      el("summary", {}, `Cited in ${counted(passages.length, "place")} of the text`),
      el("ul", { class: "passages" }, passages.map(passageView))) : null,
  );
}

/** @param {Data} data @param {Citation} citation */
function showCitation(data, citation) {
  const from = data.held.size > 0 && citation.sure < 100 ? `${citation.sure} % sure` : "";
  const signs = [
    citation.from === citation.to ? "a work that cites itself" : citation.signs & SIGN.circular ? "part of a circle of citations" : "",
    citation.signs & SIGN.own ? "an author's own work" : "",
    citation.signs & SIGN.perhapsOwn ? "perhaps an author's own work" : "",
    citation.signs & SIGN.journal ? "in the same journal" : "",
    from,
  ].filter(Boolean);
  show(
    el("h2", {}, workLink(citation.from), " cites ", workLink(citation.to)),
    citation.to.title ? el("p", { class: "title" }, citation.to.title) : null,
    signs.length > 0 ? el("p", { class: "tags" }, signs.map((sign) => el("span", {}, sign))) : null,
    citation.authors.length > 0 ? el("p", {}, `Authors in common: ${citation.authors.join("; ")}`) : null,
    citation.entries.length > 0 ? [el("h3", {}, "Through"), fieldLegend()] : el("p", { class: "hint" }, "An edge list has no printed entries."),
    evidenceOf(data, citation, false),
    whyOne(data, citation.to),
    disagreements(data, citation.to),
  );
}

/** @param {Data} data @param {Paper} a @param {Paper} b */
function showPair(data, a, b) {
  const shared = sharedBy(a, b).sort((x, y) => y.work.citing.length - x.work.citing.length || x.work.index - y.work.index);
  const union = a.cites.length + b.cites.length - shared.length;
  const further = data.further.filter((row) => (row.a === a && row.b === b) || (row.a === b && row.b === a));
  /** @param {Work} work */
  const firmness = (work) => {
    const [x, y] = a.index < b.index ? [a, b] : [b, a];
    const from = data.held.get(`${x.index} ${y.index} ${work.index}`);
    return from ? el("small", {}, ` holds from “${from}” on`) : null;
  };
  show(
    el("h2", {}, workLink(a.work), " and ", workLink(b.work)),
    el("p", {}, `${counted(shared.length, "work")} cited by both, of ${a.cites.length} and ${b.cites.length}; Jaccard ${(shared.length / Math.max(union, 1)).toFixed(3)}, cosine ${(shared.length / Math.sqrt(Math.max(a.cites.length * b.cites.length, 1))).toFixed(3)}.`),
    shared.length > 0 ? fieldLegend() : null,
    shared.map((row) => el("section", { class: "citation" },
      el("h3", {}, workLink(row.work), firmness(row.work)),
      row.work.title ? el("p", { class: "title" }, row.work.title) : null,
      [...row.a.entries, ...row.b.entries].map((entry) => entryView(entry, data)))),
    further.length > 0 ? el("h3", {}, "A looser threshold would add") : null,
    further.map((row) => el("section", { class: "citation" },
      el("p", { class: "doubt" }, `from “${row.from}” on: ${row.why}`),
      [...row.entriesA, ...row.entriesB].map((entry) => entryView(entry, data)))),
  );
}

/** @param {Data} data @param {Circle} circle */
function showCircle(data, circle) {
  const { size, works, ring } = circle;
  const steps = ring.map((work, n) => work.cites.find((citation) => citation.to === ring[(n + 1) % ring.length]));
  const isLoop = size === 1;
  show(
    el("h2", {}, isLoop ? [workLink(works[0]), " cites itself"] : `${counted(size, "work")} that lead to each other`),
    isLoop ? null : el("p", {}, "Each of them leads to each other by citations, which point back in time as a rule: look at the entries behind them."),
    isLoop ? null : el("ul", { class: "works" }, works.map((work) => el("li", {}, workLink(work),
      work.title ? el("div", { class: "title" }, work.title) : null))),
    size > works.length ? el("p", { class: "doubt" }, `${counted(size - works.length, "work")} of them not in this page.`) : null,
    ring.length > 0 && !isLoop ? el("h3", {}, "A way round") : null,
    steps.some((step) => step && step.entries.length > 0) ? fieldLegend() : null,
    steps.map((step) => (step ? el("section", { class: "citation" },
      el("h4", {}, workLink(step.from), " ", citationLink(step, "→"), " ", workLink(step.to)), evidenceOf(data, step, false)) : null)),
  );
}

/** @param {Data} data @param {number} year */
function showYear(data, year) {
  const works = data.works.filter((work) => work.year === year).sort((a, b) => b.citing.length - a.citing.length || a.index - b.index);
  show(
    el("h2", {}, `Works of ${year}`),
    el("ol", { class: "works" }, works.slice(0, 100).map((work) => el("li", {}, workLink(work), " ",
      el("small", {}, `cited by ${work.citing.length}`), work.title ? el("div", { class: "title" }, work.title) : null))),
    works.length > 100 ? el("p", { class: "hint" }, `${counted(works.length - 100, "work")} more, cited less: set the years above to ${year} and see the table of works.`) : null,
  );
}

/** Why the entries of a work are taken for one. @param {Data} data @param {Work} work */
function whyOne(data, work) {
  if (work.merges.length === 0) return null;
  return [
    el("h3", {}, "Why these are one work"),
    el("ul", { class: "merges" }, work.merges.map((merge) => el("li", {},
      el("code", {}, memberName(data, merge.a)), " = ", el("code", {}, memberName(data, merge.b)), ": ", merge.reason,
      el("small", { class: merge.sure < 95 ? "doubt" : "" }, ` ${merge.verdict}, ${merge.sure} % sure`),
      merge.differs.length > 0 ? el("small", {}, `; differs in ${merge.differs.join(", ")}`) : null))),
  ];
}

/** @param {Data} data @param {Work} work */
function disagreements(data, work) {
  if (work.conflicts.length === 0) return null;
  return [
    el("h3", {}, "Where the entries disagree"),
    el("table", { class: "small" },
      el("thead", {}, el("tr", {}, ["field", "reading", "in"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, work.conflicts.flatMap((conflict) => conflict.readings.map((reading, n) => el("tr", {},
        n === 0 ? el("th", { scope: "row", rowspan: conflict.readings.length }, conflict.field.replace("-", " ")) : null,
        el("td", {}, reading.value, el("small", { class: reading.standing === "odd" ? "doubt" : "" }, ` ${reading.standing}`)),
        el("td", {}, reading.members.map((member) => memberName(data, member)).join(", "))))))),
  ];
}

/** "a:12", or the paper itself. @param {Data} data @param {number} member */
export function memberName(data, member) {
  if (member < 0) return data.papers[-1 - member]?.id ?? "";
  const entry = data.entries[member];
  return `${entry.paper.id}:${entry.label}`;
}
