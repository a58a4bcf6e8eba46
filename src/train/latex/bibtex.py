"""Prints invented works in BibTeX's styles, each piece with what it is: what the chooser learns of lists that LaTeX makes.

    python bibtex.py STYLES [--apart] [--told] [--each 150] [--seed 1] < items.jsonl > printed.jsonl

STYLES are folders with .bst files, colons between; the works are those of `src/train/csl/items.mjs`. It needs bibtex and pylatexenc.
The same input gives the same bytes. A tenth of the styles, told by their names, is never printed in but with `--apart`; its lines, as with
`--told`, tell their style and work too. BibTeX is handed each field with a control code around it, which it prints as it stands, or after
its first letter and before its last, so that a style may still put the first letter in upper case and the others in lower.
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

from pylatexenc import latex2text, latexwalker, macrospec

from marked import LABELS, can_be_written, issued, names, number, tex, units, with_authors_and_editors, with_match, with_remarks

CODE = dict(zip(LABELS, (chr(c) for c in range(1, 27) if c not in (9, 10, 11, 12, 13))))
LABEL = {code: label for label, code in CODE.items()}
CLOSE = chr(27)
# Control codes are blanks to some programs; codes of the private use area are to none.
PRIVATE = 0xE000

KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "incollection", "paper-conference": "inproceedings", "thesis": "phdthesis", "report": "techreport",
    "webpage": "misc", "post-weblog": "misc", "article": "misc", "dataset": "misc", "software": "misc",
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ORDINALS = ["", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"]
# Fields that a style prints in other letters, marked inside.
TEXTS = {"title", "journal", "book", "publisher", "place", "series", "genre"}

# Styles of packages that print macros of their own, of things that aren't references, and for reading by programs.
LEFT_OUT = re.compile(
    r"^(?:.*nm\.bst|bab|geralpha|gerplain|gerunsrt|gerabbrv|udesoftec|nederlands|bookdb|listbib|annotate|figbib|biblatex|cite|notex"
    r"|inlinebib|abntex2-options|bibexport|export|expcites|expkeys|xagsm|gloss|acronyms|jurabib|jureco|jurunsrt|jox)"
)
GERMAN = re.compile(r"ger|din|dtk|german|^ksfh|natdin|alphadin|plaindin|abbrvdin|unsrtdin|^g(?:abbrv|alpha|plain|unsrt)|bgteubner|lni")
FRENCH = re.compile(r"^fr|smf|francais|frplain")


def around(label, text):
    return CODE[label] + tex(text) + CLOSE


def inside(label, text):
    letters = units(text)
    if len(letters) < 3 or not can_be_written(text):
        return None
    return letters[0] + CODE[label] + "".join(letters[1:-1]) + CLOSE + letters[-1]


def entry(key, work, chance):
    """The work as a .bib file has it; None if BibTeX has no such entries."""
    kind = KINDS.get(work["type"])
    if not kind or not work.get("title"):
        return None
    title = inside("title", work["title"])
    if not title:
        return None
    fields = {"title": "{" + title + "}" if chance.random() < 0.35 else title}
    for people in ("author", "editor"):
        if work.get(people):
            fields[people] = names(work[people])
    date = issued(work)
    if date[0]:
        fields["year"] = around("date", str(date[0]))
    container, publisher = work.get("container-title"), work.get("publisher")
    if kind == "article":
        if not container:
            return None
        fields["journal"] = inside("journal", container)
        if work.get("volume"):
            fields["volume"] = around("volume", work["volume"])
        if work.get("issue"):
            fields["number"] = around("issue", work["issue"])
    elif container and kind in ("incollection", "inproceedings"):
        fields["booktitle"] = inside("book", container)
        if kind == "inproceedings" and publisher and chance.random() < 0.4:
            fields["organization"] = inside("publisher", publisher)
    elif container and kind == "misc":
        fields["howpublished"] = inside("journal", container)
    if kind == "inproceedings" and "booktitle" not in fields:
        if not work.get("event"):
            return None
        fields["booktitle"] = inside("book", work["event"])
    if work.get("page"):
        fields["pages"] = CODE["page"] + work["page"].replace("-", "--" if chance.random() < 0.8 else "-") + CLOSE
    if publisher:
        field = {"phdthesis": "school", "techreport": "institution", "misc": "howpublished"}.get(kind, "publisher")
        if field not in fields and "organization" not in fields:
            fields[field] = inside("publisher", publisher)
    if work.get("publisher-place"):
        fields["address"] = inside("place", work["publisher-place"])
    if work.get("collection-title"):
        fields["series"] = inside("series", work["collection-title"])
    if kind in ("book", "incollection", "inproceedings"):
        if work.get("collection-number") and "series" in fields:
            fields["volume" if chance.random() < 0.6 else "number"] = around("volume", work["collection-number"])
        elif work.get("volume"):
            fields["volume"] = around("volume", work["volume"])
    if work.get("edition"):
        n = int(work["edition"])
        fields["edition"] = around("edition", chance.choice([ORDINALS[n], {2: "2nd", 3: "3rd"}.get(n, f"{n}th")]))
    if kind in ("phdthesis", "techreport") and work.get("genre"):
        if kind == "phdthesis" and chance.random() < 0.5:
            kind = chance.choice(["phdthesis", "mastersthesis"])
        else:
            fields["type"] = inside("genre", work["genre"])
    if kind == "techreport" and work.get("number"):
        fields["number"] = around("number", work["number"])
    if work["type"] == "article" and work.get("number"):
        if chance.random() < 0.5:
            fields["eprint"], fields["archiveprefix"] = around("arxiv", work["number"]), "arXiv"
        else:
            fields["note"] = around("arxiv", chance.choice(["arXiv:", "arXiv preprint arXiv:", ""]) + work["number"])
    if work.get("version") and "note" not in fields:
        fields["note"] = around("note", chance.choice(["Version ", "version ", ""]) + work["version"])
    if work.get("DOI"):
        fields["doi"] = around("doi", work["DOI"])
    if work.get("URL"):
        fields["url"] = CODE["url"] + work["URL"] + CLOSE
    if work.get("accessed") and chance.random() < 0.6:
        year, month, day = work["accessed"]["date-parts"][0]
        word = MONTHS[month - 1].capitalize()
        seen = around("accessed", chance.choice([f"{year}-{month:02}-{day:02}", f"{day} {word} {year}", f"{word}. {day}, {year}"]))
        draw = chance.random()
        if draw < 0.4:
            fields["note"] = chance.choice(["Accessed ", "accessed ", "[Online; accessed ", "Accessed: "]) + seen
        elif draw < 0.6:
            fields["urldate"] = seen
    for identifier in ("ISBN", "ISSN"):
        if work.get(identifier):
            fields[identifier.lower()] = around("isbn", work[identifier].replace("ISBN ", ""))
    if any(value is None for value in fields.values()):
        return None
    told = [f"  {field} = {{{value}}}" for field, value in fields.items()]
    if len(date) > 1:
        told.append(f"  month = {MONTHS[date[1] - 1]}")
    return f"@{kind}{{{key},\n" + ",\n".join(told) + "\n}\n"


# --- What a style printed

# The macros of styles: how many arguments they take, and what is printed of them (%s or %(2)s for an argument).
MACROS = {
    "bibinfo": (2, "%(2)s"), "bibfield": (2, "%(2)s"), "href": (2, "%(2)s"), "hrefnoop": (2, "%(2)s"), "Eprint": (2, "%(2)s"),
    "foreignlanguage": (2, "%(2)s"), "enquote": (1, "“%s”"), "bibenquote": (1, "“%s”"), "doi": (1, "doi:%s"), "harvardurl": (1, "URL: %s"),
    "APACrefYearMonthDay": (3, "(%(1)s)"), "APACrefatitle": (2, "%(1)s"), "APACrefbtitle": (2, "%(1)s"),
    "APACjournalVolNumPages": (4, "%(1)s, %(2)s(%(3)s), %(4)s"), "APACaddressPublisher": (2, "%(1)s: %(2)s"),
    **{macro: (1, "%s") for macro in """
        bibnamefont bibfnamefont citenamefont eprint url path nolinkurl texttt bibsc bibname emph textit textbf textsc textsl textsf textrm
        Title APACrefauthors Capitalize MakeTextLowercase uppercase lowercase textnormal bsc BibEmph mbox bibyear bibauthor bibtitle bibpages
        bibbooktitle bibjournal bibaddress bibvolume bibpublisher bibeditor bibnumber bibinstitution bibedition bibschool showURL
        showarticletitle showISSN showDOI showISBN showISBNx capitalize dkbiburl""".split()},
    **{macro: (1, "") for macro in "natexlab BibitemShut PrintBackRefs APACinsertmetastar noopsort bibtype selectlanguage urlstyle".split()},
    **{macro: (3, "") for macro in "bibAnnote citeauthoryear mciteSetBstMidEndSepPunct abntrefinfo".split()},
    **{macro: (0, "") for macro in """
        newblock BibitemOpen em sc it bf sl rm tt itshape bfseries scshape upshape mdseries BBAY CurrentBib hskip relax bibsep penalty cyr
        bibquotesingle allowbreak bgroup egroup mcitedefaultseppunct mcitedefaultmidpunct mcitedefaultendpunct mciteBstWouldAddEndPuncttrue
        EndOfBibitem hfill BIBentryALTinterwordspacing BIBentrySTDinterwordspacing string""".split()},
    **{macro: (0, text) for macro, text in {
        "urlprefix": "URL ", "URLprefix": "URL ", "doiprefix": "doi:", "ldots": "…", "guillemotleft": "«", "guillemotright": "»",
        "quotedblbase": "„", "BBA": "&", "BBACOMMA": ",", "bysame": "———", "BPBI": ". ", "BHBI": ".-", "BBOP": "(", "BBCP": ")",
        "bblvolume": "volume", "harvardyearleft": "(", "harvardyearright": ")", "harvardand": "and", "thinspace": " ", "newline": " ",
        "og": "« ", "fg": " »", "smfandname": "et", "smfedsname": "éds.", "smfedname": "éd.", "bblpp": "pp.", "bblp": "p.", "bblvol": "vol.",
        "bblno": "no.", "bbland": "and", "bbled": "ed.", "bbleds": "eds.", "bbledby": "edited by", "bblin": "in", "bblof": "of",
        "bbledn": "edn.", "bbltechrep": "Technical Report", "BIBand": "und", "andname": "and", "Inname": "In", "editorname": "ed.",
        "editornames": "eds.", "pagesname": "pages", "bblpages": "pages", "dkbibdash": "–"}.items()},
}
# Those that LaTeX itself has.
KNOWN = set(MACROS) | set("ss o O ae AE oe l L i c v H k r u protect textquotedblleft quad penalty kern hskip hspace vspace".split())


def reader():
    walker, printer = latexwalker.get_default_latex_context_db(), latex2text.get_default_latex_context_db()
    walker.add_context_category("bst", prepend=True, macros=[macrospec.MacroSpec(macro, "{" * n) for macro, (n, _) in MACROS.items()])
    printed = [latex2text.MacroTextSpec(macro, simplify_repl=text) for macro, (_, text) in MACROS.items()]
    printer.add_context_category("bst", prepend=True, macros=printed)
    to_text = latex2text.LatexNodes2Text(latex_context=printer, strict_latex_spaces=False, keep_braced_groups=False, math_mode="text")
    return walker, to_text


WALKER, TO_TEXT = reader()
LENGTH = r"-?[\d.]*\s*(?:em|ex|pt)?(?:\s*plus\s*[\d.]+\s*em)?(?:\s*minus\s*[\d.]+\s*em)?"
SPACE = re.compile(rf"\\(?:penalty|kern|hskip|hspace|vspace)\s*\*?\{{?{LENGTH}\}}?(?:\\relax)?[ ]?")


def text_of(source):
    """What LaTeX prints of it; None if it has macros that nothing is known of."""
    source = "".join(chr(PRIVATE + ord(c)) if ord(c) < 32 and c not in "\n\t\r" else c for c in source)
    source = re.sub(r"(?<!\\)%.*?\n\s*", "", source)
    if any(macro not in KNOWN for macro in re.findall(r"\\([a-zA-Z@]+)", source.replace("\\href@noop", ""))):
        return None
    source = SPACE.sub(" ", source).replace("\\href@noop", "\\hrefnoop").replace("\\bibAnnote", "")
    nodes, _, _ = latexwalker.LatexWalker(source, latex_context=WALKER, tolerant_parsing=True).get_latex_nodes()
    text = re.sub(r"\s+", " ", TO_TEXT.nodelist_to_text(nodes)).strip()
    return "".join(chr(ord(c) - PRIVATE) if PRIVATE <= ord(c) < PRIVATE + 32 else c for c in text)


def printed_entries(bbl):
    """The key and the source of each entry of a list."""
    bbl = re.sub(r"\\begin\{thebibliography\}(\[[^\]]*\])?\{[^}]*\}|\\end\{thebibliography\}", "", bbl)
    for part in re.split(r"\\(?:bibitem|harvarditem)\b\s*", bbl)[1:]:
        part = part.strip()
        if part.startswith("["):
            depth = 0
            for i, c in enumerate(part):
                depth += (c == "{") - (c == "}")
                if c == "]" and depth <= 0:
                    part = part[i + 1 :].lstrip("%\n \t")
                    break
        key = re.match(r"\{+(k\d+)\}+", part) or re.search(r"\{(k\d+)\}", part[:300])
        if key:
            yield key[1], part[key.end() :]


MONTH_BEFORE = re.compile(r"(?<![\w])((?:\d{1,2}\.?\s+)?[^\W\d_]{3,9}\.?[\s,.'/~]{1,3})$")
MONTH_AFTER = re.compile(r"([\s,.]{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)(?=\W|$)", re.I)
IS_MONTH = re.compile(
    r"jan|feb|mar|mär|apr|ma[iyj]|jun|jul|aug|sep|oct|okt|nov|de[cz]|janv|fév|avr|juin|juil|aoû|déc|gen|mag|giu|lug|ago|set|ott|dic|ene|abr",
    re.I,
)
IS_NO_MONTH = re.compile(r"(?:volume|number|pages|month|edition)", re.I)
GENRE = (
    r"(PhD thesis|Ph\.?\s?D\.? thesis|Ph\.?\s?D\.? dissertation|Master[’']?s thesis|Doctoral dissertation|PhD dissertation|Technical Report"
    r"|Tech\.? Rep(?:ort|t)?\.?|Dissertation|Diplomarbeit|Thèse de doctorat)"
)


def with_month(pieces):
    """The month is of the date, on whichever side it stands."""
    for n, (label, text) in enumerate(pieces):
        if label != "date":
            continue
        before = n and pieces[n - 1][0] is None and MONTH_BEFORE.search(pieces[n - 1][1])
        if before:
            word = before[1].strip()
            bare = before[1].strip(" .,'~")
            if bare[:1].upper() in "JFMASONDÅ" and not IS_NO_MONTH.match(word) and IS_MONTH.match(word):
                pieces[n - 1][1], pieces[n][1] = pieces[n - 1][1][: before.start()], before[1] + text
        after = n + 1 < len(pieces) and pieces[n + 1][0] is None and MONTH_AFTER.match(pieces[n + 1][1])
        if after:
            pieces[n][1], pieces[n + 1][1] = pieces[n][1] + after[1], pieces[n + 1][1][after.end() :]
    return pieces


def labelled(text, work):
    """The pieces of a printed reference; None if what marks them got lost."""
    # Some styles print the first page alone, without the mark behind the last.
    page = CODE["page"]
    text = re.sub(page + r"(\w+)(?![^\x00-\x1f]*" + CLOSE + ")", lambda found: page + found[1] + CLOSE, text)
    pieces, label, read, one_more = [], None, "", False
    for c in text:
        if c in LABEL:
            if label:
                return None
            if LABEL[c] in TEXTS and read and not read[-1].isspace():
                pieces.append([None, read[:-1]])
                read = read[-1]
            else:
                pieces.append([None, read])
                read = ""
            label = LABEL[c]
        elif c == CLOSE:
            if not label:
                return None
            if label in TEXTS:
                one_more = True
            else:
                pieces.append([label, read])
                label, read = None, ""
        else:
            read += c
            if one_more:
                pieces.append([label, read])
                label, read, one_more = None, "", False
    if label:
        return None
    pieces.append([None, read])
    pieces = [piece for piece in pieces if piece[1]]
    pieces = with_authors_and_editors(pieces, work)
    if pieces is None:
        return None
    if len(issued(work)) > 1:
        pieces = with_month(pieces)
    if work["type"] in ("thesis", "report"):
        pieces = with_match(pieces, GENRE, "genre", re.I) or pieces
    joined = []
    for of, text in pieces:
        if joined and joined[-1][0] == of:
            joined[-1][1] += text
        else:
            joined.append([of, text])
    return with_remarks(joined)


# What a style says of its own in a reference is short.
MOST_UNLABELLED = 90


def is_whole(pieces, text):
    labels = collections.Counter(label for label, _ in pieces if label)
    if len(labels) < 3 or labels["title"] > 1 or not (labels["title"] or labels["journal"]):
        return False
    if re.search(r"[\\{}$\x00-\x1f]|undefined|, ?,|\?\?|\( *\)|,\.", text):
        return False
    return sum(len(text) for label, text in pieces if label is None) <= MOST_UNLABELLED


def styles(folders):
    found = {}
    for folder in folders:
        for root, _, files in os.walk(folder):
            for name in files:
                if name.endswith(".bst"):
                    found.setdefault(name, os.path.join(root, name))
    return dict(sorted(found.items()))


def bbl_of(style, path, folders, entries):
    """The list that a style makes of entries."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/works.bib", "w", encoding="utf-8") as bib:
            bib.write("\n".join(entries))
        with open(f"{folder}/works.aux", "w", encoding="utf-8") as aux:
            aux.write("\\citation{*}\n\\bibstyle{" + style[: -len(".bst")] + "}\n\\bibdata{works}\n")
        searched = ":".join([".", os.path.dirname(path), *folders])
        try:
            subprocess.run(["bibtex", "works"], cwd=folder, env={**os.environ, "BSTINPUTS": searched}, capture_output=True, timeout=60)
            with open(f"{folder}/works.bbl", encoding="utf-8", errors="replace") as bbl:
                return bbl.read()
        except (subprocess.TimeoutExpired, OSError):
            return ""


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("folders")
    asked.add_argument("--apart", action="store_true")
    asked.add_argument("--told", action="store_true")
    asked.add_argument("--each", type=int, default=150)
    asked.add_argument("--seed", type=int, default=1)
    asked = asked.parse_args()
    works = [json.loads(line) for line in sys.stdin]
    every = styles(asked.folders.split(":"))
    folders = sorted({os.path.dirname(path) for path in every.values()})
    for style, path in every.items():
        if (number(style) % 10 == 0) != asked.apart or LEFT_OUT.match(style):
            continue
        chance = random.Random(f"{asked.seed} {style}")
        language = "de" if GERMAN.search(style) else "fr" if FRENCH.search(style) else "en"
        own = lambda work: work["language"][:2] == language
        # Lists in English cite works of all languages.
        chosen = [work for work in works if own(work) or language == "en" and chance.random() < 0.1]
        chance.shuffle(chosen)
        entries, of = [], {}
        for n, work in enumerate(chosen[: asked.each]):
            told = entry(f"k{n}", work, chance)
            if told:
                entries.append(told)
                of[f"k{n}"] = work
        tried, lines = 0, []
        for key, source in printed_entries(bbl_of(style, path, folders, entries)):
            tried += 1
            # BibTeX breaks long lines anywhere, inside a key too.
            if key not in of:
                continue
            text = text_of(source)
            pieces = text and labelled(text, of[key])
            if not pieces or not is_whole(pieces, re.sub(r"[\x00-\x1f]", "", text)):
                continue
            of_language = of[key]["language"][:2] if language != "en" else "en"
            told = {"style": style, "locale": language, "item": of[key]} if asked.apart or asked.told else {}
            lines.append({"language": of_language, "pieces": pieces, **told})
        # Of a style whose references are mostly not understood, the others may be misunderstood.
        if len(lines) >= 0.4 * tried:
            for line in lines:
                print(json.dumps(line, ensure_ascii=False))
        print(f"{style}: {len(lines)} of {tried}", file=sys.stderr)


if __name__ == "__main__":
    main()
