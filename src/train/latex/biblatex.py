"""Prints invented works in biblatex's styles and languages, each piece with what it is: lists, and notes that cite a page in full.

    python biblatex.py STYLES [--apart] [--told] [--each 45] [--seed 1] [--only STYLE] < items.jsonl > printed.jsonl

STYLES is a folder with .bbx files, those of the LaTeX that is run; the works are those of `src/train/csl/items.mjs`. It needs pdflatex,
biber and pdftotext. The same input and versions give the same bytes. A tenth of the styles is never printed in but with `--apart`. The
text of a PDF holds no control codes, so what is marked stands between a pilcrow with a letter and one with "z"; dates, pages, editions and
identifiers, which biblatex takes apart, are found by their values.
"""

import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from marked import LABELS, can_be_written, issued, names, number, units, with_authors_and_editors, with_match, with_remarks

CODE = {label: chr(ord("a") + n) for n, label in enumerate(LABELS)}
LABEL = {code: label for label, code in CODE.items()}

LANGUAGES = {"en": "english", "de": "ngerman", "fr": "french", "it": "italian", "es": "spanish", "pt": "brazil", "nl": "dutch"}
# Lists in these languages too cite works in English, with months, pages and editors in their own words.
ABROAD = ["danish", "swedish", "norsk", "finnish", "polish", "czech", "dutch", "portuguese", "catalan"]
KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "inreference", "paper-conference": "inproceedings", "thesis": "thesis", "report": "report", "webpage": "online",
    "post-weblog": "online", "article": "online", "dataset": "online", "software": "online",
}
# Variants that print the same list as another style, drafts, and what needs entries of its own.
LEFT_OUT = re.compile(
    r"(?:^|-)(?:[it]?i?e?comp|ibid|inote|note|trad\d|terse|tecomp|tiecomp|verb|old|icomp|ecomp|alt|min|1987|1987ay|trad16|authordate16"
    r"|notes16|apa6|mla7)$|-ms$|debug|draft|reading|common|-base$|^standard|^trad-standard|gitlog|cnltx|savetrees|publist|biblatex-cv"
    r"|morenames|multiple-dm|realauthor|subseries|software|bookinother|ecobib|swiss|juradiss|gost-standard|manuscripts|archa$|maja|shared"
)
NATIVE = {
    "de": re.compile(
        r"dw$|LNI|bwl|dguf|dtk|eaz|geschicht|historische|jb-|niedersachsen|nnu|kunde|volkskunde|rgk|rgzm|ufg|uni-wtal|zaak|zaes|mpk|offa|karl"
        r"|aefkw|afwl|foe|amit|arthistory|luh|huberlin|musuos|german-legal|jura2|fiwi|archaeolog"
    ),
    "fr": re.compile(r"droit-fr|enc$"),
    "it": re.compile(r"philosophy|historian"),
    "pt": re.compile(r"^abnt"),
}
TITLE_AND_SUBTITLE = re.compile(r"^(.{8,}?)[:.] ([A-ZÄÖÜ„“].{8,})$")

DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}\usepackage{textcomp}
\usepackage[paperwidth=520cm,textwidth=500cm,paperheight=520cm,textheight=500cm]{geometry}
\usepackage[%(language)s]{babel}\usepackage{csquotes}
\usepackage[style=%(style)s,backend=biber%(options)s]{biblatex}
\addbibresource{works.bib}
\protected\def\m#1{\P#1}
\AtEveryBibitem{\P0\thefield{entrykey}\P\ }
\usepackage{xpatch}\xapptobibmacro{finentry}{\P1}{}{}
\pagestyle{empty}\parindent0pt\hyphenpenalty10000\exhyphenpenalty10000
\begin{document}\raggedright
%(notes)s
\nocite{*}\printbibliography
\end{document}
"""


def marked(label, text):
    """A text between its marks; a final mark stands behind them, so that biblatex knows of it."""
    letters = units(text)
    if not letters or not can_be_written(text):
        return None
    end = letters.pop() if letters[-1] in ("?", "!", ".") else ""
    return "{\\m{%s}%s\\m{z}%s}" % (CODE[label], "".join(letters), end)


def entry(key, work, chance):
    """The work as a .bib file has it; None if biblatex has no such entries."""
    kind = KINDS.get(work["type"])
    if not kind or not work.get("title"):
        return None
    if kind == "inreference" and chance.random() < 0.6:
        kind = "incollection"
    if kind == "book" and not work.get("author") and work.get("editor"):
        kind = "collection"
    fields = {}
    parts = TITLE_AND_SUBTITLE.match(work["title"])
    if parts and chance.random() < 0.6:
        fields["title"], fields["subtitle"] = marked("title", parts[1]), marked("title", parts[2])
    else:
        fields["title"] = marked("title", work["title"])
    for people in ("author", "editor"):
        if work.get(people):
            fields[people] = names(work[people])
    date = issued(work)
    if date[0]:
        fields["date"] = "-".join([str(date[0])] + [f"{part:02}" for part in date[1:]])
    container = work.get("container-title")
    if kind == "article":
        if not container:
            return None
        fields["journaltitle"] = marked("journal", container)
    elif container and kind in ("incollection", "inproceedings", "inreference"):
        parts = TITLE_AND_SUBTITLE.match(container)
        if parts and chance.random() < 0.5:
            fields["booktitle"], fields["booksubtitle"] = marked("book", parts[1]), marked("book", parts[2])
        else:
            fields["booktitle"] = marked("book", container)
    elif container and kind == "online":
        fields["organization"] = marked("journal", container)
    if kind == "inproceedings":
        if "booktitle" not in fields:
            if not work.get("event"):
                return None
            fields["booktitle"] = marked("book", work["event"])
        elif work.get("event"):
            fields["eventtitle"] = marked("book", work["event"])
    if kind in ("incollection", "inreference") and "booktitle" not in fields:
        return None
    if work.get("volume"):
        fields["volume"] = marked("volume", work["volume"])
    if work.get("issue"):
        fields["number"] = marked("issue", work["issue"])
    if work.get("page"):
        fields["pages"] = work["page"].replace("-", "--")
    if work.get("publisher"):
        of_meetings = chance.choice(["publisher", "publisher", "organization"])
        field = {"thesis": "institution", "report": "institution", "online": "organization", "inproceedings": of_meetings}
        if field.get(kind, "publisher") not in fields:
            fields[field.get(kind, "publisher")] = marked("publisher", work["publisher"])
    if work.get("publisher-place"):
        fields["location"] = marked("place", work["publisher-place"])
    if work.get("collection-title") and kind != "article":
        fields["series"] = marked("series", work["collection-title"])
        if work.get("collection-number"):
            fields["number"] = marked("volume", work["collection-number"])
    if work.get("edition"):
        fields["edition"] = str(work["edition"])
    if kind == "thesis":
        own = marked("genre", work["genre"]) if work.get("genre") else "phdthesis"
        fields["type"] = chance.choice(["phdthesis", "mathesis", "phdthesis", own])
    if kind == "report":
        fields["type"] = marked("genre", work["genre"]) if work.get("genre") else "techreport"
        if work.get("number"):
            fields["number"] = marked("number", work["number"])
    if work["type"] == "article" and work.get("number") and re.match(r"^[\w./-]+$", work["number"]):
        fields["eprint"], fields["eprinttype"] = work["number"], "arxiv"
    if work.get("version"):
        fields["version"] = marked("note", work["version"])
    if work.get("DOI"):
        fields["doi"] = work["DOI"]
    if work.get("URL") and not re.search(r"[{}\\^ ]", work["URL"]):
        fields["url"] = work["URL"]
    if work.get("accessed") and "url" in fields:
        year, month, day = work["accessed"]["date-parts"][0]
        fields["urldate"] = f"{year}-{month:02}-{day:02}"
    for identifier in ("ISBN", "ISSN"):
        if work.get(identifier):
            fields[identifier.lower()] = work[identifier].replace("ISBN ", "")
    if work.get("number-of-pages") and chance.random() < 0.5:
        fields["pagetotal"] = str(work["number-of-pages"])
    if any(value is None for value in fields.values()):
        return None
    return "@%s{%s,\n%s\n}\n" % (kind, key, ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items()))


# --- What a style printed

MONTH = r"(?:[^\W\d_]{3,10}\.?)"
EDITION = r"(?:\.|st|nd|rd|th|ª|º|a|e|ᵉ|re|de)?(?=[ .]*(?:[eéEA]|Aufl|vyd|wyd|udg|uppl|utg|painos))"
GENRE = (
    r"(PhD thesis|MA thesis|Dissertation|Diss\.|Magisterarbeit|Masterarbeit|Thèse de doctorat|Mém\. de mast\.|Tesi di dott\.|Tesi di laurea mag\."
    r"|Tesis doctoral|Tesis de mtría\.|Tese de dout\.|Diss\. de mestrado|Technical report|Tech\. rep\.|Techn\. Ber\.|Rapp\. tecn\.|Inf\. téc\."
    r"|Rapp\. tech\.)"
)


def a_date_in(year):
    before = rf"(?:(?:\d{{1,2}}\.?(?:º|ª|er|st|nd|rd|th)?[ /.,]\s?)?(?:de )?(?:{MONTH}|\d{{1,2}}[./])[ ,]*(?:de )?)?(?:\d{{1,2}}, )?"
    return rf"{before}{year}(?:[-/.]\d\d?){{0,2}}[a-z]?(?![\w])"


def the_day(year, month, day):
    return (
        rf"(?:{year}-{month:02}-{day:02}|{month:02}/{day:02}/{year}|0?{day}[./] ?0?{month}[./] ?{year}"
        rf"|0?{day}\.?(?:º|er)? (?:de )?{MONTH} (?:de )?{year}|{MONTH} 0?{day}(?:st|nd|rd|th)?,? {year})"
    )


def between_marks(text):
    """The text in pieces, as its marks say; None if they don't go in pairs."""
    pieces, label = [], None
    for part in re.split(r"(¶[a-zA-Z])", text):
        if not re.fullmatch(r"¶[a-zA-Z]", part):
            if part:
                pieces.append([label, part])
            continue
        code = part[1].lower()
        if (code == "z") != (label is not None) or code != "z" and code not in LABEL:
            return None
        label = LABEL.get(code)
    return None if label else pieces


def values(work, locator):
    """What else is to be found of a work, with the patterns that it may be printed as, in the order in which they are tried."""
    bare = lambda identifier: re.escape(work[identifier].replace("ISBN ", ""))
    if work.get("URL"):
        address = re.escape(re.sub(r"^https?://", "", work["URL"])).replace(r"\-", "[-–]")
        yield "url", [rf"(?:https?://)?{address}"]
    if work.get("DOI"):
        yield "doi", [r"(?:https?://(?:dx\.)?doi\.org/)?" + re.escape(work["DOI"])]
    for identifier in ("ISBN", "ISSN"):
        if work.get(identifier):
            yield "isbn", [bare(identifier)]
    if work.get("number") and work["type"] == "article":
        yield "arxiv", [r"(?:arXiv:\s?)?" + re.escape(work["number"])]
    yield "people", []
    if work.get("accessed"):
        yield "accessed", [the_day(*work["accessed"]["date-parts"][0])]
    date = issued(work)
    if date[0]:
        yield "date", [a_date_in(date[0]) if len(date) > 1 else rf"(?<![\w/]){date[0]}[a-z]?(?![\w])"]
    if work.get("page"):
        first, _, last = work["page"].partition("-")
        if last:
            shortened = "".join(f"{digit}?" for digit in last[:-1]) + last[-1]
            onwards = rf"(?<![\w]){first}(?= ?(?:ff?\.|sqq?\.|et seq))"
            yield "page", [rf"(?<![\w]){first} ?[–-]+ ?{shortened}(?!\w)", onwards]
        else:
            yield "page", [rf"(?<![\w]){first}(?!\w)"]
    if locator:
        yield "page", [rf"(?<![\w]){locator}(?!\w)"]
    if work.get("edition"):
        yield "edition", [rf"(?<![\w]){work['edition']}{EDITION}"]
    if work["type"] in ("thesis", "report"):
        yield "genre", [GENRE]


# What may stand between two parts of a field.
MOST_BETWEEN = {"title": 3, "book": 3, "page": 12}


def labelled(text, work, locator):
    """The pieces of a printed reference; None if what marks them got lost."""
    pieces = between_marks(text)
    if pieces is None:
        return None
    for label, patterns in values(work, locator):
        if label != "people":
            found = (with_match(pieces, pattern, label) for pattern in patterns)
            pieces = next((pieces for pieces in found if pieces), pieces)
            continue
        pieces = with_authors_and_editors(pieces, work)
        if pieces is None:
            return None
    joined = []
    for label, text in pieces:
        parts = len(joined) >= 2 and joined[-1][0] is None and joined[-2][0] == label
        if parts and len(joined[-1][1]) <= MOST_BETWEEN.get(label, -1):
            joined[-2][1] += joined.pop()[1] + text
        elif joined and joined[-1][0] == label:
            joined[-1][1] += text
        else:
            joined.append([label, text])
    return with_remarks(joined)


MOST_UNLABELLED = 110


def is_whole(pieces):
    labels = collections.Counter(label for label, _ in pieces if label)
    if len(labels) < 3 or labels["title"] > 1 or not (labels["title"] or labels["journal"]):
        return False
    rest = "".join(text for label, text in pieces if label is None)
    if re.search(r"[\\{}$¶�]|undefined|, ?,|\?\?|\( *\)", "".join(text for _, text in pieces)):
        return False
    # A number that nothing tells is something that has no label.
    return len(rest) <= MOST_UNLABELLED and not re.search(r"\d", re.sub(r"^\s*\[?\d+[\]. ]", "", rest))


NEXT_LABEL = re.compile(r"\s*(?:\[[\w+ ]{1,8}\]|\(?\d{1,3}\)|\d{1,3}\.?|\d{1,3}\)|[A-Z]\w{1,3}\+?\d\d\w?)$")


def printed_entries(text):
    """The key and text of each reference, and whether it is a note's."""
    is_ended = "¶1" in text[max(text.find("¶0"), 0) :]
    for found in re.finditer(r"¶([02])(k\d+)¶ (.*?)(?=¶[02]k|\x0c|¶1|$)", text):
        kind, key, source = found[1], found[2], found[3].strip()
        behind = text[found.end() : found.end() + 2]
        if kind == "0" and is_ended and behind != "¶1":
            continue
        # The number of the next entry stands before its mark.
        if not is_ended and behind == "¶0":
            source = NEXT_LABEL.sub("", source)
        yield key, source, kind == "2"


def text_of(style, language, options, entries, notes):
    """The text of a document that cites the entries in notes and lists them; None if LaTeX makes none."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/works.bib", "w", encoding="utf-8") as bib:
            bib.write("\n".join(entries))
        with open(f"{folder}/works.tex", "w", encoding="utf-8") as document:
            document.write(DOCUMENT % dict(language=language, style=style, options=options, notes="".join(notes)))
        latex = ["pdflatex", "-interaction=batchmode", "works"]
        try:
            for command in (latex, ["biber", "-q", "works"], latex):
                subprocess.run(command, cwd=folder, capture_output=True, timeout=100)
            if not os.path.exists(f"{folder}/works.pdf"):
                return None
            command = ["pdftotext", "-layout", "-enc", "UTF-8", "works.pdf", "-"]
            text = subprocess.run(command, cwd=folder, capture_output=True, timeout=60).stdout
        except subprocess.TimeoutExpired:
            return None
    return re.sub(r"\s+", " ", text.decode("utf-8", "replace"))


def styles(folder):
    names = (name[: -len(".bbx")] for _, _, files in os.walk(folder) for name in files if name.endswith(".bbx"))
    return sorted({name for name in names if not LEFT_OUT.search(name)})


def languages(style, chance):
    native = next((language for language, of in NATIVE.items() if of.search(style)), None)
    found = ["de"] if native == "de" else ["en"]
    if native != "de":
        if chance.random() < 0.6:
            found.append("de")
        if chance.random() < 0.6:
            found.append(chance.choice(["fr", "it", "es", "pt", "nl"]))
    if native and native not in found:
        found.append(native)
    if chance.random() < 0.25 and native is None:
        found.append(chance.choice(ABROAD))
    return found


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("folder")
    asked.add_argument("--apart", action="store_true")
    asked.add_argument("--told", action="store_true")
    asked.add_argument("--each", type=int, default=45)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only")
    asked = asked.parse_args()
    of_language = collections.defaultdict(list)
    for line in sys.stdin:
        work = json.loads(line)
        of_language[work["language"][:2]].append(work)
    for style in styles(asked.folder):
        if (number(style) % 10 == 0) != asked.apart or asked.only not in (None, style):
            continue
        chance = random.Random(f"{asked.seed} {style}")
        for language in languages(style, chance):
            works = of_language[language] if language in of_language else of_language["en"]
            chosen = chance.sample(works, min(asked.each, len(works)))
            if language != "en":
                chosen += chance.sample(of_language["en"], asked.each // 8)
            entries, of, locators, notes = [], {}, {}, []
            for n, work in enumerate(chosen):
                told = entry(f"k{n}", work, chance)
                if told:
                    entries.append(told)
                    of[f"k{n}"] = work
            for key, work in of.items():
                if chance.random() >= 0.35:
                    continue
                pages = work.get("page", "").split("-")
                meant = pages[0] if work.get("page") and chance.random() < 0.6 else str(chance.randint(1, 400))
                if len(pages) == 2 and meant == pages[0] and int(pages[1]) > int(pages[0]):
                    meant = str(chance.randint(*map(int, pages)))
                locators[key] = meant
                notes.append("\\P2%s\\P\\ \\fullcite[%s]{%s}.\\P1\n\n" % (key, meant, key))
            options = chance.choice(["", "", ",giveninits=true", ",giveninits=true", ",uniquename=false"])
            if "jura2" in style or "german-legal" in style:
                options = ""
            text = text_of(style, LANGUAGES.get(language, language), options, entries, notes)
            tried, lines = 0, []
            for key, source, is_note in printed_entries(text or ""):
                if key not in of:
                    continue
                tried += 1
                pieces = labelled(source, of[key], locators.get(key) if is_note else None)
                if not pieces or not is_whole(pieces):
                    continue
                told = {"style": f"{style}.bbx", "locale": language, "item": of[key]} if asked.apart or asked.told else {}
                spoken = of[key]["language"][:2] if language != "en" else "en"
                lines.append({"language": spoken, "pieces": pieces, **told})
            # Of a style whose references are mostly not understood, the others may be misunderstood.
            if len(lines) >= 0.35 * tried:
                for line in lines:
                    print(json.dumps(line, ensure_ascii=False), flush=True)
            print(f"{style} {language}: {len(lines)} of {tried}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
