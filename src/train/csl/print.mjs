// Prints invented works in the styles of the Citation Style Language, each piece with what it is: the references that the
// chooser learns from beside the generator's own. The README of the chooser tells the command.
//
//     node print.mjs STYLES LOCALES [SEED] < works.jsonl > printed.jsonl
//
// STYLES and LOCALES are folders of .csl and locales-*.xml files, the works those of `citegraph-train works`. The same input
// gives the same bytes. A tenth of the styles, told by their names, is never printed in: what is learned can be tried on it with
// `--apart`, which prints in these alone, and each line then tells its style and work too.

import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

import { LOCALES, between, chance, hash, item, pick, seed } from './work.mjs';

const CSL = createRequire(path.join(process.cwd(), 'x.js'))('citeproc');

const apart = process.argv.includes('--apart');
const [styleFolder, localeFolder, start = '1'] = process.argv.slice(2).filter(arg => arg !== '--apart');

seed(start);

// --- Styles

const LANGUAGES = Object.keys(LOCALES);
/** Lists in these languages too cite works in English, with months, pages and editors in their own words. */
const ABROAD = [
  'bg-BG', 'ca-AD', 'cs-CZ', 'da-DK', 'el-GR', 'et-EE', 'eu', 'fi-FI', 'gl-ES', 'hr-HR', 'hu-HU', 'id-ID', 'is-IS', 'lt-LT', 'lv-LV', 'nb-NO', 'pl-PL',
  'pt-PT', 'ro-RO', 'sk-SK', 'sl-SI', 'sr-Latn-RS', 'sv-SE', 'tr-TR', 'uk-UA', 'vi-VN',
];
/** In how many styles a work is printed: there are fewer works of the languages that the generator seldom speaks. */
const TIMES = { es: 3, fr: 3, nl: 5, pt: 4, ru: 3 };

const styles = new Map();
/** The styles that a language's works are printed in. */
const printedIn = Object.fromEntries(LANGUAGES.map(language => [language, { own: [], any: [] }]));
for (const name of fs.readdirSync(styleFolder).filter(name => name.endsWith('.csl')).sort()) {
  const kept = hash(name) % 10 === 0;
  if (kept !== apart) continue;
  const xml = fs.readFileSync(path.join(styleFolder, name), 'utf8');
  // Of the variants of a manual, made by a program and large, one in eight will do.
  if (xml.includes('Style Variant Builder') && (hash(name) >>> 8) % 8) continue;
  styles.set(name, xml);
  const own = xml.match(/<style[^>]*default-locale="([a-z]{2})/)?.[1];
  if (own) {
    printedIn[own]?.own.push(name);
    continue;
  }
  // In English, and in one other language: each language makes a style anew, which takes longer than printing.
  printedIn.en.any.push(name);
  printedIn[LANGUAGES[1 + hash(name) % (LANGUAGES.length - 1)]].any.push(name);
}

/** The locale in which a style prints for a language: one of a language's own, and for some styles in English one from abroad. */
function localeOf(style, language) {
  const all = language === 'en' && printedIn.en.any.includes(style) && (hash(style) >>> 4) % 8 === 0 ? ABROAD : LOCALES[language];
  return all[(hash(style) >>> 8) % all.length];
}

/** A style for a work of this language, and the language of the words that it prints. */
function styleFor(language) {
  const { own, any } = printedIn[language];
  if (own.length && chance(language === 'en' ? 20 : 45)) return [pick(own), language];
  // Lists in English cite works of all languages.
  if (language !== 'en' && (!any.length || chance(15))) return [pick(printedIn.en.any), 'en'];
  return [pick(any), language];
}

// --- Pieces

const LABELS = [
  'key', 'author', 'editor', 'translator', 'title', 'journal', 'book', 'series', 'date', 'volume', 'issue', 'page', 'publisher', 'place', 'edition',
  'genre', 'number', 'doi', 'url', 'isbn', 'arxiv', 'accessed', 'note',
];
const PERIODICALS = new Set(['article-journal', 'article-newspaper', 'article-magazine', 'webpage', 'post-weblog', 'legal_case']);
const OF_VARIABLES = {
  author: 'author', authority: 'author', editor: 'editor', 'container-author': 'editor', 'collection-editor': 'editor', 'editorial-director': 'editor',
  editortranslator: 'editor', translator: 'translator', title: 'title', 'title-short': 'title', event: 'book', 'event-title': 'book',
  'collection-title': 'series', issued: 'date', 'original-date': 'date', volume: 'volume', 'collection-number': 'volume', issue: 'issue', page: 'page',
  'page-first': 'page', locator: 'page', publisher: 'publisher', archive: 'publisher', source: 'publisher', 'publisher-place': 'place', 'event-place': 'place',
  edition: 'edition', genre: 'genre', number: 'number', DOI: 'doi', URL: 'url', ISBN: 'isbn', ISSN: 'isbn', accessed: 'accessed',
  'citation-number': 'key', 'citation-label': 'key',
};

function label(variables, of) {
  const printed = variables.find(name => ['citation-number', 'citation-label', 'locator'].includes(name) || of[name]);
  // Others stand for people that the work doesn't have.
  if (!printed && OF_VARIABLES[variables[0]] !== 'title') return of.author || !of.editor ? 'author' : 'editor';
  if (printed === 'container-title' || printed === 'container-title-short') return PERIODICALS.has(of.type) ? 'journal' : 'book';
  if (printed === 'number' && of.type === 'article') return 'arxiv';
  return OF_VARIABLES[printed] ?? 'note';
}

// A field stands between two characters that nothing else uses.
const OPEN = 0xe000;
const CLOSE = '\ue0ff';

let items = new Map();
const locales = new Map();
const system = {
  retrieveItem: id => items.get(String(id)),
  retrieveLocale: name => {
    if (!locales.has(name)) locales.set(name, fs.readFileSync(path.join(localeFolder, `locales-${name}.xml`), 'utf8'));
    return locales.get(name);
  },
  variableWrapper: ({ context, variableNames, itemData }, before, text, after) => {
    if (!['bibliography', 'citation'].includes(context) || !text) return before + text + after;
    return before + String.fromCharCode(OPEN + LABELS.indexOf(label(variableNames, itemData))) + text + CLOSE + after;
  },
};
CSL.Output.Formats.pieces = { ...CSL.Output.Formats.text, '@showid/true': CSL.Output.Formats.html['@showid/true'] };

/** A printed reference in pieces. */
function pieces(text) {
  const all = [];
  const open = [null];
  for (const part of text.split(/([\ue000-\ue0ff])/)) {
    const code = part.codePointAt(0);
    if (part === CLOSE) {
      open.pop();
    } else if (code >= OPEN && code < OPEN + LABELS.length) {
      // What stands for a name that is missing is what it is: a title.
      const inner = LABELS[code - OPEN];
      open.push(inner === 'note' ? open.at(-1) ?? inner : inner);
    } else if (part) {
      const last = all.at(-1);
      if (last && last[0] === open.at(-1) && last[2] === open.length) last[1] += part;
      else all.push([open.at(-1), part, open.length]);
    }
  }
  return keyed(remarks(joined(all.map(([of, part]) => [of, part]))));
}

/** What may stand between the parts of one field: of a date, and of pages and the page that is meant. */
const WITHIN = { date: /^[\s,.\/()–-]{0,3}$/, page: /^.{0,12}$/ };

/** A field that is printed in parts is one. */
function joined(all) {
  const whole = [];
  for (const piece of all) {
    const [last, between] = whole.slice(-2);
    if (last?.[0] === piece[0] && between?.[0] === null && WITHIN[piece[0]]?.test(between[1])) whole.splice(-2, 2, [piece[0], last[1] + between[1] + piece[1]]);
    else whole.push(piece);
  }
  return whole;
}

/** "[Internet]" is a remark. */
function remarks(all) {
  return all.flatMap(([of, part]) => {
    const found = of === null && part.match(/^(.*?)(\[[\p{L} .-]+\])(.*)$/u);
    return found ? [[null, found[1]], ['note', found[2]], [null, found[3]]].filter(([, part]) => part) : [[of, part]];
  });
}

/** What stands before an entry in its list: names and a year, or a number, which mostly is known to be no part of it. */
function keyed(all) {
  const labels = all.map(([of]) => of).filter(Boolean);
  if (labels[0] === 'author' && labels[1] === 'date' && labels[2] === 'author') {
    const end = all.findIndex(([of]) => of === 'date') + 1;
    return [['key', all.slice(0, end).map(([, part]) => part).join('')], ...all.slice(end)];
  }
  if (all[0]?.[0] === 'key' && /^\D*\d+\D*$/.test(all[0][1]) && chance(75)) {
    const [[of, part] = [null, ''], ...rest] = all.slice(1);
    const bare = of === null ? part.replace(/^[\s.\])}:,;-]+/, '') : part;
    return bare ? [[of, bare], ...rest] : rest;
  }
  return all;
}

/** Whether a reference says enough, and no mark is left over of what its style knows nothing of. */
function isWhole(all, of) {
  const count = label => all.filter(([other]) => other === label).length;
  const text = all.map(([, part]) => part).join('');
  const named = !of.author || count('author') > 0 || count('editor') > 0;
  const labels = new Set(all.map(([other]) => other).filter(Boolean));
  return labels.size >= 3 && named && count('title') < 2 && count('title') + count('journal') + count('book') > 0
    && !/undefined|\[CSL|, ?,|,\.|\( *\)|: ?[.,;]/.test(text);
}

// --- Printing

/** How many works are in a list. Telling those of the same authors and years apart takes time that grows with their square. */
const LIST = 25;

/** The works as lists have them, and where the style is one of notes, half of them as notes have them. */
function* references(engine, notes) {
  const ids = [...items.keys()];
  for (let at = 0; at < ids.length; at += LIST) yield* list(engine, ids.slice(at, at + LIST), notes);
}

function* list(engine, ids, notes) {
  engine.updateItems(ids, true);
  if (notes) {
    let n = 0;
    for (const id of ids) {
      const of = items.get(id);
      const last = of.page?.match(/^(\d+)-(\d+)$/);
      const meant = last ? between(Number(last[1]), Number(last[2])) : between(1, 400);
      const place = chance(60) ? { locator: chance(80) ? String(meant) : `${meant}-${meant + between(1, 5)}`, label: 'page' } : {};
      if (chance(60)) yield [id, engine.makeCitationCluster([{ id, position: 0, noteIndex: ++n, ...place }])];
    }
  }
  const [{ entry_ids: order }, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  for (const [n, entry] of entries.entries()) {
    if (!notes || chance(50)) yield [order[n][0], entry];
  }
}

const groups = new Map();
for (const [at, line] of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).entries()) {
  const work = JSON.parse(line);
  for (let time = 0; time < (TIMES[work.language] ?? 1); time++) {
    const [style, language] = styleFor(work.language);
    const key = `${style} ${localeOf(style, language)} ${language}`;
    if (!groups.has(key)) groups.set(key, new Map());
    const id = `${at}.${time}`;
    groups.get(key).set(id, item(id, work));
  }
}
let [printed, left, done] = [0, 0, 0];
for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [style, locale, language] = key.split(' ');
  items = group;
  try {
    const engine = new CSL.Engine(system, styles.get(style), locale, true);
    engine.setOutputFormat('pieces');
    for (const [id, entry] of references(engine, /<style[^>]*class="note"/.test(styles.get(style)))) {
      const of = items.get(id);
      const all = pieces(entry.replace(/\s+/g, ' ').trim());
      if (!isWhole(all, of)) continue;
      fs.writeSync(1, JSON.stringify({ language, pieces: all, ...(apart && { style, locale, item: of }) }) + '\n');
      printed++;
    }
  } catch {
    // A style without a bibliography, or one that the processor doesn't read.
    left++;
  }
  if (++done % 250 === 0) console.error(`${done} of ${groups.size} styles`);
}
console.error(`${printed} printed in ${groups.size - left} styles, ${left} styles print no list`);
