"""How many printed references are read as they were printed.

    node src/train/csl/print.mjs STYLES LOCALES --apart < works.jsonl > printed.jsonl
    python benches/printed.py strings printed.jsonl | citegraph parse - > read.jsonl
    python benches/printed.py score printed.jsonl read.jsonl [-v]

The printers of `src/train/latex` print such lines too.

A reference is right when its authors' families, title, year, container, volume, issue and first page are those that the style
printed, letters and digits compared. -v shows the others, with what was wanted and what was found.
"""

import collections
import json
import re
import sys
import unicodedata


def folded(text):
    text = unicodedata.normalize("NFKD", str(text or "")).lower()
    return "".join(c for c in text if c.isalnum())


def year(text):
    found = re.search(r"(1[5-9]|20)\d\d", str(text or ""))
    return found[0] if found else ""


def first_page(text):
    found = re.search(r"\d+", str(text or ""))
    return found[0] if found else folded(text)


def number(text):
    return re.sub(r"\D", "", str(text or "")) or folded(text)


def printed(line):
    """What a style printed, by field."""
    pieces, item = line["pieces"], line["item"]

    def of(*labels):
        return next((text for label, text in pieces if label in labels), "")

    container = re.sub(r"^\W*(in|dans|en|em)\b\W*", "", of("journal", "book"), flags=re.I)
    fields = {
        "title": folded(of("title")),
        "container": folded(container),
        # Some lists print it in the key alone.
        "year": year(of("date") or of("key")),
        "volume": number(of("volume")),
        "issue": number(of("issue")),
        "page": first_page(of("page")),
    }
    if item.get("author") and of("author"):
        families = [folded(name.get("family") or name.get("literal")) for name in item["author"]]
        fields["authors"] = [family for family in families if family in folded(of("author"))]
    return fields


def read(item):
    """What was read, by field."""
    date = item.get("issued") or {}
    parts = date.get("date-parts") or [[date.get("raw")]]
    return {
        "title": folded(item.get("title")),
        "container": folded(item.get("container-title")),
        "year": year(parts[0][0]),
        "volume": number(item.get("volume") or item.get("collection-number")),
        "issue": number(item.get("issue")),
        "page": first_page(item.get("page")),
        "authors": [folded(name.get("family") or name.get("literal")) for name in item.get("author", [])],
    }


def equal(field, wanted, found):
    if field != "authors":
        return wanted == found
    # A particle may be on either side.
    pairs = zip(wanted, found)
    return len(wanted) == len(found) and all(a.endswith(b) or b.endswith(a) for a, b in pairs)


def main():
    command, *paths = [arg for arg in sys.argv[1:] if arg != "-v"]
    lines = [json.loads(line) for line in open(paths[0])]
    if command == "strings":
        for line in lines:
            print("".join(text for _, text in line["pieces"]).strip())
        return
    whole, right, of = 0, collections.Counter(), collections.Counter()
    for line, item in zip(lines, open(paths[1]), strict=True):
        wanted, found = printed(line), read(json.loads(item))
        wrong = [field for field in wanted if not equal(field, wanted[field], found[field])]
        whole += not wrong
        of.update(list(wanted))
        right.update(field for field in wanted if field not in wrong)
        if wrong and "-v" in sys.argv:
            print(line["style"], "|", "".join(text for _, text in line["pieces"]))
            for field in wrong:
                print("   ", field, wanted[field], "/", found[field])
    print(f"{whole} of {len(lines)} right ({whole / len(lines):.1%})")
    print(", ".join(f"{field} {right[field] / of[field]:.1%}" for field in of))


main()
