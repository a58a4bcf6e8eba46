"""What the printers of BibTeX's and biblatex's styles share: how a work's fields are written for LaTeX with marks around them, and
how the people of a work, who can't be marked, are found in what a style printed of them."""

import re
import unicodedata

LABELS = [
    "title", "journal", "book", "series", "date", "volume", "issue", "page", "publisher", "place", "edition", "genre", "number", "doi",
    "url", "isbn", "arxiv", "accessed", "note", "author", "editor",
]

ACCENTS = {
    "\u0301": "'", "\u0300": "`", "\u0302": "^", "\u0308": '"', "\u0303": "~", "\u030c": "v", "\u0327": "c", "\u030a": "r", "\u0304": "=",
    "\u0306": "u", "\u0307": ".", "\u030b": "H", "\u0328": "k",
}
LETTERS = {
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}",
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$",
    "\u00a0": "~", "…": r"{\ldots}", "«": r"{\guillemotleft}", "»": r"{\guillemotright}", "„": r"{\quotedblbase}",
}


def number(text):
    """A number that a text always has (FNV-1a)."""
    found = 2166136261
    for byte in text.encode():
        found = ((found ^ byte) * 16777619) & 0xFFFFFFFF
    return found


def units(text):
    """The letters of a text as LaTeX writes them."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        if c in LETTERS:
            out.append(LETTERS[c])
            continue
        parts = unicodedata.normalize("NFD", c)
        if len(parts) == 2 and parts[1] in ACCENTS:
            accent, base = ACCENTS[parts[1]], {"i": r"\i", "j": r"\j"}.get(parts[0], parts[0])
            grouped = accent.isalpha() or base.startswith("\\")
            out.append("{\\" + accent + ("{" + base + "}" if grouped else base) + "}")
        elif c not in "{}\\^~":
            out.append(c)
    return out


def tex(text):
    return "".join(units(text))


def can_be_written(text):
    """Whether classical LaTeX has its letters."""
    return not any(ord(c) > 0x17F and c not in LETTERS for c in text)


def whole_name(person):
    return (person.get("non-dropping-particle", "") + " " + person["family"]).strip()


def name(person):
    """"von Roe, Jr., Ann". A body stands in braces."""
    if "literal" in person or not person.get("given"):
        return "{" + tex(person.get("literal") or whole_name(person)) + "}"
    parts = [whole_name(person)] + ([person["suffix"]] if person.get("suffix") else []) + [person["given"]]
    return ", ".join(map(tex, parts))


def names(people):
    return " and ".join(map(name, people))


def any_apostrophe(pattern):
    return pattern.replace("’", "['’]")


def printed_name(person):
    """What a style may have made of a name: given names cut or in full, before or behind, a particle on either side."""
    if "literal" in person:
        return any_apostrophe(re.escape(person["literal"]))
    spaced = lambda text: r"\s+".join(map(re.escape, text.split()))
    family = any_apostrophe(spaced(person["family"]))
    particle = person.get("non-dropping-particle")
    if particle:
        family = rf"(?:{spaced(particle)}\s+)?{family}"
    given = []
    for word in (w for w in re.split(r"[\s.]+", person.get("given", "")) if w):
        parts = [part for part in word.split("-") if part]
        initials = r"[-~ ‐–.]*".join(re.escape(part[0]) for part in parts)
        given.append(rf"(?:{re.escape(word)}|{initials}|{re.escape(word[0])})\.?")
    if not given:
        return family
    every = r"[-\s]*".join(given)
    some = f"(?:{every}" + (f"|(?:{given[0]})" if len(given) > 1 else "") + ")"
    suffix = rf"(?:,?\s*{re.escape(person['suffix']).replace(chr(92) + '.', chr(92) + '.?')})?" if person.get("suffix") else ""
    if particle:
        some += rf"(?:\s+{re.escape(particle)}(?!\w))?"
    return (
        rf"(?:(?<!\w){some}\s*{family}{suffix}|(?<!\w){family}{suffix}\s*,?\s*\(?{some}\)?{suffix}|(?<!\w){family}{suffix})"
    )


BETWEEN = re.compile(r"[\s,;&./]*(?:and|und|et|e|y|i|en|og|och|ja|a|és|ve|u|\\&|&)?[\s,;]*")
AND_OTHERS = re.compile(r"(?:\s*,?\s*(?:and\s+)?(?:et\.?\s+al\b\.?|and others|u\.\s?a\.|et~al\.))?", re.I)


def with_people(pieces, people, label):
    """The pieces with the people found in the first of no label that names the first of them; None if they aren't all there."""
    for n, (of, text) in enumerate(pieces):
        first = of is None and re.search(printed_name(people[0]), text, re.I)
        if not first:
            continue
        start, end, count = first.start(), first.end(), 1
        for person in people[1:]:
            found = re.compile(printed_name(person), re.I).match(text, BETWEEN.match(text, end).end())
            if not found:
                break
            end, count = found.end(), count + 1
        if count < len(people):
            others = AND_OTHERS.match(text, end).end()
            if others == end:
                return None
            end = others
        if text[end : end + 1] == "." and text[end - 1 : end].isupper():
            end += 1
        parts = [[None, text[:start]], [label, text[start:end]], [None, text[end:]]]
        return pieces[:n] + [part for part in parts if part[1]] + pieces[n + 1 :]
    return None


def with_authors_and_editors(pieces, work):
    """The pieces with those whom the work has; None if its authors aren't found, or where it has none its editors."""
    authors, editors = work.get("author"), work.get("editor")
    if authors:
        pieces = with_people(pieces, authors, "author")
    if pieces is None or not editors:
        return pieces
    return with_people(pieces, editors, "editor") or (pieces if authors else None)


def with_match(pieces, pattern, label, flags=0):
    """The pieces with the first match of the pattern in one of no label; None if there is none."""
    for n, (of, text) in enumerate(pieces):
        found = of is None and re.search(pattern, text, flags)
        if found:
            parts = [[None, text[: found.start()]], [label, found[0]], [None, text[found.end() :]]]
            return pieces[:n] + [part for part in parts if part[1]] + pieces[n + 1 :]
    return None


# "[Internet]", "[J/OL]"
REMARK = re.compile(r"\[[^\W\d_][\w /.-]{0,20}\]")


def with_remarks(pieces):
    """The pieces with what stands in square brackets of its own as remarks."""
    out = []
    for label, text in pieces:
        end = 0
        for found in REMARK.finditer(text) if label is None else ():
            out += [[None, text[end : found.start()]], ["note", found[0]]]
            end = found.end()
        out.append([label, text[end:]])
    return [piece for piece in out if piece[1]]


def issued(work):
    return (work.get("issued") or {}).get("date-parts", [[None]])[0]
