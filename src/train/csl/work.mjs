// Works as the Citation Style Language tells of them, made of the invented works of `citegraph-train works`: what print.mjs and items.mjs
// print.

// --- Chance, the same on every machine (mulberry32)

let state = 1;
/** Chance begins anew. */
export function seed(number) {
  state = Number(number) >>> 0;
}
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
export const below = n => Math.floor(random() * n);
export const chance = percent => below(100) < percent;
export const pick = all => all[below(all.length)];
export const between = (least, most) => least + below(most - least + 1);
/** A number that a text always has (FNV-1a). */
export const hash = text => [...text].reduce((h, c) => Math.imul(h ^ c.codePointAt(0), 16777619) >>> 0, 2166136261);

// --- Works

/** The locales that a language is printed in. */
export const LOCALES = {
  en: ['en-US', 'en-GB'], de: ['de-DE', 'de-CH'], it: ['it-IT'], fr: ['fr-FR'], es: ['es-ES'], pt: ['pt-BR'], nl: ['nl-NL'], ru: ['ru-RU'],
};

const person = p => ({
  family: p.family,
  given: p.given.join(' '),
  ...(p.particle && { 'non-dropping-particle': p.particle }),
  ...(p.suffix && { suffix: p.suffix }),
});

const TYPES = {
  article: ['article-journal'], phys: ['article-journal'], short: ['article-journal', 'article-magazine'], book: ['book'], edited: ['book'],
  chapter: ['chapter', 'chapter', 'chapter', 'entry-encyclopedia'], conf: ['paper-conference'], thesis: ['thesis'], report: ['report'],
  news: ['article-newspaper', 'article-newspaper', 'article-magazine'], web: ['webpage', 'webpage', 'post-weblog'], preprint: ['article'],
  data: ['dataset', 'software'], law: ['article-journal', 'legal_case', 'legal_case', 'patent'],
};

/** A title; some begin with a quotation that isn't all of it, or end in brackets that are theirs. */
function titled(v) {
  const quoted = () => pick([`“${v.B}” ${v.T[0].toLowerCase()}${v.T.slice(1)}`, `“${v.B}”. ${v.T}`, `${v.T}: “${v.B}”`]);
  if (!v.T || !v.B) return v.T;
  if (chance(4)) return quoted();
  return chance(3) ? `${v.T} (${v.C ?? v.B})` : v.T;
}

/** Who made a work: people, a body, a project, or people and their group. */
function made(kind, v, authors) {
  const group = literal => [{ literal }];
  if (kind === 'data' && chance(40)) return group(pick([v.SG, v.SG, v.SC, v.O1 ?? v.SG]));
  if (['preprint', 'report', 'web'].includes(kind) && chance(8)) return group(pick([v.SG, v.SC]));
  if (chance(5) && v.O1) return group(v.O1);
  const [people, grouped] = [authors.map(person), ['article', 'phys', 'data', 'preprint', 'conf'].includes(kind)];
  if (grouped && chance(2)) return group(v.SC);
  return grouped && chance(3) ? [...people, ...group(v.SC)] : people;
}

/** A work as its style is told of it. What it has is as often told as lists tell it. */
export function item(id, { kind, language, values: v, authors, editors, translators }) {
  const type = pick(TYPES[kind]);
  const some = (percent, value) => (value && chance(percent) ? value : undefined);
  const year = chance(85) ? between(1960, 2025) : between(1700, 1959);
  const day = [between(1, 12), between(1, 28)];
  const dated = ['article-newspaper', 'article-magazine', 'webpage', 'post-weblog', 'legal_case'].includes(type) ? 75 : 10;
  const first = chance(70) ? between(1, 400) : between(400, 6000);
  const page = chance(10) ? String(between(1000, 999999)) : `${first}-${first + between(1, 40)}`;
  const volume = String(chance(5) ? between(400, 2800) : between(1, chance(60) ? 60 : 400));
  const place = some(90, v.L);
  const press = some(92, v.K);
  // The only number of a journal is its volume.
  const issue = most => (chance(60) ? String(between(1, most)) : undefined);
  const url = some(['webpage', 'post-weblog', 'dataset', 'software'].includes(type) ? 95 : 15, v.U);
  const common = {
    id, type, language: LOCALES[language][0], title: titled(v),
    issued: some(98, { 'date-parts': [chance(dated) ? [year, ...day] : chance(6) ? [year, day[0]] : [year]] }),
    author: kind === 'edited' ? undefined : made(kind, v, authors),
    translator: translators.length ? some(4, translators.map(person)) : undefined,
    DOI: some(type === 'article-journal' ? 40 : 10, v.O),
    URL: url,
    accessed: url && some(70, { 'date-parts': [[between(2000, 2025), between(1, 12), between(1, 28)]] }),
  };
  const told = {
    'article-journal': () => ({
      'container-title': kind === 'law' ? v.LJ ?? v.J : v.J, ...(chance(94) && { volume, issue: issue(chance(85) ? 12 : 52) }), page: some(97, page),
      ISSN: some(10, `${between(1000, 9999)}-${between(1000, 9999)}`),
    }),
    'article-magazine': () => ({ 'container-title': v.J1 ?? v.J, ...(chance(40) && { volume, issue: issue(52) }), page: some(70, page) }),
    'article-newspaper': () => ({
      'container-title': v.N ?? v.J, page: some(70, String(between(1, 60))), 'publisher-place': some(20, place),
      author: some(70, common.author),
    }),
    book: () => {
      const series = some(15, v.S);
      return {
        editor: kind === 'edited' ? editors.map(person) : undefined, publisher: press, 'publisher-place': place,
        edition: some(15, String(between(2, 9))), 'collection-title': series, 'collection-number': series && some(70, String(between(1, 300))),
        'number-of-pages': some(15, String(between(90, 700))), ISBN: some(10, v.Z), volume: some(6, String(between(1, 9))),
      };
    },
    chapter: () => ({
      'container-title': v.B, editor: some(88, editors.map(person)), publisher: press, 'publisher-place': place, page: some(90, page),
      edition: some(6, String(between(2, 9))), volume: some(6, String(between(1, 9))), 'collection-title': some(8, v.S),
    }),
    'paper-conference': () => {
      const meeting = some(15, v.C);
      return {
        'container-title': meeting && chance(70) ? undefined : v.C, event: meeting, 'event-title': meeting, 'event-place': meeting && v.L2,
        editor: some(20, editors.map(person)), publisher: some(60, press), 'publisher-place': some(70, place), page: some(85, page),
        'collection-title': some(10, v.S),
      };
    },
    thesis: () => ({ genre: some(90, v.G), publisher: v.F, 'publisher-place': some(60, place), 'number-of-pages': some(15, String(between(90, 500))) }),
    report: () => ({
      genre: some(70, v.G), number: some(60, v.R?.replace(/^(No|Nr|n)\.?\s*/i, '')), publisher: v.O2 ?? v.F, 'publisher-place': some(70, place),
    }),
    webpage: () => ({ 'container-title': some(70, v.SI), author: some(65, common.author) }),
    article: () => ({ publisher: v.PS, number: some(50, v.H) }),
    dataset: () => ({ publisher: v.RP, version: some(20, v.SV) }),
    software: () => ({
      title: v.ST, publisher: chance(35) ? v.RP : some(35, v.O2 ?? v.F), version: some(55, v.SV), URL: chance(70) ? v.SU : some(50, v.U),
      DOI: some(30, v.O),
    }),
    legal_case: () => ({
      title: v.case, authority: some(70, v.court), number: some(50, v.docket), 'container-title': some(70, v.reporter), volume: some(70, volume),
      page: some(90, String(first)), author: undefined, DOI: undefined,
    }),
    patent: () => ({ number: v.patno, 'publisher-place': some(40, place), DOI: undefined }),
  };
  const of = { 'entry-encyclopedia': 'chapter', 'post-weblog': 'webpage' }[type] ?? type;
  const all = { ...common, ...told[of]() };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value.length !== 0));
}
