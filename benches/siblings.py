"""How well works are told apart from their siblings, and found again through noise: invented ones, so nobody fitted them.

    citegraph-train works 4000 --seed 19 > made.jsonl
    python benches/siblings.py print made.jsonl > printed.jsonl
    jq -r .raw printed.jsonl | citegraph match --strings - > found.jsonl
    python benches/siblings.py score printed.jsonl found.jsonl [-v]

Each group of works shares what siblings share (a container, authors, a year), each work is printed in four styles, and most
strings are damaged in one way. `score` prints, for each kind of siblings, how many of its pairs of two works are one, and how many
pairs of strings of one work are; and for each kind of damage how many damaged strings are one with an undamaged one of their work.
-v shows some of the wrong pairs. `--seed N` makes others of the same works.
"""

import collections
import itertools
import json
import random
import re
import sys

COPIES = 4
HEADS = ["Front Matter", "Back Matter", "Editorial", "Preface", "Contents", "Index", "Book Reviews", "Introduction", "Foreword", "News"]
COMPANIONS = [
    ("1. Theory", "2. Experiment"), ("I. Methods", "II. Results"), ("Part 1: Foundations", "Part 2: Applications"),
    ("Teil 1", "Teil 2"), ("first paper", "second paper"), ("Part I", "Part II"), ("I", "II"),
]
LEXICA = ["Dictionary of {}", "Encyclopedia of {}", "Lexicon of {}", "Companion to {}", "{}: A Handbook", "Handwörterbuch {}"]
FIELDS = ["Painters", "Geology", "Social Theory", "Insects", "Musical Terms", "Polymer Science", "Rivers and Lakes", "Law", "Statistics"]


# --- Works


def year(v):
    found = re.search(r"(1[89]|20)\d\d", v.get("Y", ""))
    return int(found[0]) if found else None


def work(made, rng):
    """What is printed of an invented work, by field."""
    v = made["values"]
    first = rng.randint(1, 1800)
    return {
        "kind": "article", "title": v["T"], "outlet": v["J"], "year": year(v) or rng.randint(1960, 2024),
        "authors": [(p["family"], p["given"]) for p in made["authors"]][:8], "volume": rng.randint(1, 180),
        "issue": rng.choice([None, rng.randint(1, 12)]), "pages": (first, first + rng.randint(1, 30)),
        "doi": v.get("O") if rng.random() < 0.3 else None, "press": v.get("K"), "place": v.get("L"), "edition": None,
        "book": v["B"], "editors": [(p["family"], p["given"]) for p in made["editors"]][:3],
    }


def next_page(one, rng):
    first = one["pages"][1] + 1 + rng.randint(0, 60)
    return (first, first + rng.randint(1, 20))


def doi_near(doi, n):
    """A DOI that differs in its end: those of one issue are numbered."""
    return doi and re.sub(r"\w{1,3}$", "", doi) + str(17 + n)


def siblings(kind, works, rng):
    """A group of two to five works that share what the kind says. `works` brings whole works to take from."""
    one = next(works)
    group = [one]
    count = rng.randint(2, 5)
    if kind == "alone":
        return group
    if kind in ("dictionary", "dictionary, no page"):
        outlet = rng.choice(LEXICA).format(rng.choice(FIELDS))
        named = rng.random() < 0.4
        group = []
        for n in range(count):
            other = next(works)
            words = [w for w in re.findall(r"[^\W\d_]{5,}", other["title"] + " " + other["book"])]
            names = other["authors"][:1] if named else []
            title = rng.choice(words or ["Loess"]).capitalize()
            if rng.random() < 0.3:
                title = ", ".join(filter(None, [other["authors"][0][0], " ".join(other["authors"][0][1])])) if other["authors"] else title
            paged = kind == "dictionary"
            first = rng.randint(1, 900)
            group.append({
                **other, "kind": "chapter", "title": title, "book": outlet, "year": one["year"], "authors": names, "editors": [],
                "press": one["press"], "place": one["place"], "pages": (first, first + rng.randint(0, 3)) if paged else None, "doi": None,
            })
        seen = {}
        return [seen.setdefault(w["title"], w) for w in group if w["title"] not in seen]
    for n in range(1, count):
        other = next(works)
        if kind == "chapters":
            group[0] = one = {**group[0], "kind": "chapter"}
            group.append({**other, "kind": "chapter", **{f: one[f] for f in ("book", "year", "editors", "press", "place")},
                          "pages": next_page(group[-1], rng), "doi": doi_near(one["doi"], n)})
        elif kind == "front matter":
            if n == 1:
                group[0] = one = {**one, "title": rng.choice(HEADS), "authors": one["authors"][:rng.randint(0, 1)]}
            group.append({**one, "volume": one["volume"] + n, "year": one["year"] + rng.randint(0, 1), "issue": rng.randint(1, 12),
                          "pages": (rng.randint(1, 400),) * 2, "doi": doi_near(one["doi"], n)})
        elif kind == "erratum" and n == 1:
            said = rng.choice(["Erratum: {}", "Correction to: {}", "Corrigendum to “{}”", "{} (erratum)", "Reply to comment on “{}”"])
            group.append({**one, "title": said.format(one["title"]), "pages": next_page(one, rng), "doi": doi_near(one["doi"], n)})
        elif kind == "companions" and n == 1:
            first, second = rng.choice(COMPANIONS)
            mark = ". " if first[0].isupper() else ", "
            group = [{**one, "title": one["title"] + mark + first},
                     {**one, "title": one["title"] + mark + second, "pages": next_page(one, rng), "doi": doi_near(one["doi"], n)}]
        elif kind == "supplement":
            if n == 1:
                group[0] = one = {**one, "issue": "Suppl. 1", "pages": (f"S{one['pages'][0]}",) * 2}
            group.append({**other, **{f: one[f] for f in ("outlet", "year", "volume", "issue", "doi")},
                          "authors": other["authors"] if rng.random() < 0.6 else one["authors"],
                          "pages": (f"S{int(group[-1]['pages'][0][1:]) + rng.randint(0, 3)}",) * 2})
        elif kind == "same author, year, outlet":
            group.append({**one, "title": other["title"], "pages": next_page(group[-1], rng), "doi": doi_near(one["doi"], n),
                          "volume": one["volume"] + rng.randint(0, 1), "issue": other["issue"]})
        elif kind == "same year, volume":
            group.append({**other, **{f: one[f] for f in ("outlet", "year", "volume", "issue")}, "pages": next_page(group[-1], rng)})
        elif kind == "edition" and n <= 2:
            group[0] = one = {**one, "kind": "book", "edition": "2nd"}
            group.append({**one, "edition": ["3rd", "4th"][n - 1], "year": one["year"] + 6 * n, "doi": None})
        elif kind == "title changed" and n == 1:
            words = one["title"].split()
            long = [i for i, w in enumerate(words) if len(w) > 5 and w.isalpha()]
            others = [w for w in other["title"].split() if len(w) > 5 and w.isalpha()]
            if len(long) > 1 and others and len(words) < 12:
                at = rng.choice(long)
                changed = words[:at] + [rng.choice(others)] + words[at + 1:]
                group.append({**one, "title": " ".join(changed), "pages": next_page(one, rng), "volume": one["volume"] + 1,
                              "year": one["year"] + 1, "doi": doi_near(one["doi"], n)})
    return group


KINDS = {
    "alone": 30, "dictionary": 9, "dictionary, no page": 6, "chapters": 10, "front matter": 5, "erratum": 6, "companions": 7,
    "supplement": 8, "same author, year, outlet": 8, "same year, volume": 8, "edition": 5, "title changed": 4,
}


# --- Styles


def initials(given, dot=".", between=" "):
    return between.join(g[0] + dot for name in given for g in [name.lstrip("-")] if g)


def names(all, form, between, last, most=99, et_al="et al."):
    """`form` prints one (family, given); past `most` only the first of them and `et_al`."""
    if len(all) > most:
        return form(all[0]) + f"{between if between.strip() else ' '}".rstrip() + f" {et_al}"
    printed = [form(p) for p in all]
    return between.join(printed[:-1]) + last + printed[-1] if len(printed) > 1 else "".join(printed)


def inverted(p):
    return f"{p[0]}, {initials(p[1])}" if p[1] else p[0]


def direct(p):
    return f"{initials(p[1])} {p[0]}".strip()


def bare(p):
    return f"{p[0]} {initials(p[1], '', '')}".strip()


def full(p):
    return f"{p[0]}, {' '.join(p[1])}" if p[1] else p[0]


def short(outlet):
    """An outlet's name as journals abbreviate it."""
    small = {"of", "the", "and", "for", "in", "on", "der", "die", "und", "für", "de", "di", "la", "et", "des", "del", "della", "e"}
    words = [w for w in outlet.split() if w.lower() not in small]
    if len(words) < 2:
        return outlet
    return " ".join(w[:max(4, len(w) // 2)] + "." if len(w) > 6 and w.isalpha() else w for w in words)


def pp(w, dash="–", cut=False):
    if not w["pages"]:
        return ""
    first, last = map(str, w["pages"])
    if first == last:
        return first
    if cut and len(first) == len(last):
        same = next((i for i, (a, b) in enumerate(zip(first, last)) if a != b), 0)
        last = last[same:]
    return f"{first}{dash}{last}"


def tidy(text):
    """Without what an empty field leaves behind."""
    text = re.sub(r"\(\s*\)|\[\s*\]|“”", "", text)
    text = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:")
    text = re.sub(r"([,;:]\s*)+([,;:.])", r"\2", re.sub(r"\.(\s*\.)+", ".", text))
    return re.sub(r"([?!])\.", r"\1", text)


def where(w, article, chapter):
    """The part after a title: of an article by `article`, of what is in a book by `chapter`, of a book its publisher."""
    if w["kind"] == "article":
        return article(w)
    if w["kind"] == "chapter":
        return chapter(w)
    return ", ".join(filter(None, [w["edition"] and w["edition"] + " ed.", w["press"], w["place"]]))


def vi(w, form="{}({})", plain="{}"):
    return form.format(w["volume"], w["issue"]) if w["issue"] else plain.format(w["volume"])


def vancouver(w):
    y = w["year"]
    book = lambda w: f"In: {names(w['editors'], bare, ', ', ', ')}{', editors' if w['editors'] else ''}. {w['book']}. {w['place'] or ''}: {w['press'] or ''}; {y}. p. {pp(w, '-', True)}."
    tail = where(w, lambda w: f"{short(w['outlet'])}. {y};{vi(w)}:{pp(w, '-', True)}.", book)
    tail = tail if w["kind"] != "book" else f"{tail}; {y}."
    return f"{names(w['authors'], bare, ', ', ', ', 6, 'et al')}. {w['title']}. {tail}"


def nature(w):
    tail = where(w, lambda w: f"{short(w['outlet'])} {w['volume']}, {pp(w)} ({w['year']}).",
                 lambda w: f"in {w['book']} (eds {names(w['editors'], inverted, ', ', ' & ')}) {pp(w)} ({w['press'] or ''}, {w['year']}).")
    tail = tail if w["kind"] != "book" else f"({tail}, {w['year']})."
    return f"{names(w['authors'], inverted, ', ', ' & ', 5)} {w['title']}. {tail}"


def rsc(w):
    tail = where(w, lambda w: f"{short(w['outlet'])}, {w['year']}, {w['volume']}, {str(w['pages'][0])}.",
                 lambda w: f"{w['title']}, in {w['book']}, ed. {names(w['editors'], direct, ', ', ' and ')}, {w['press'] or ''}, {w['place'] or ''}, {w['year']}, pp. {pp(w)}.")
    tail = tail if w["kind"] != "book" else f"{w['title']}, {tail}, {w['year']}."
    return f"{names(w['authors'], direct, ', ', ' and ')}, {tail}"


def springer(w):
    tail = where(w, lambda w: f"{short(w['outlet'])} {vi(w)}:{pp(w)}.",
                 lambda w: f"In: {names(w['editors'], bare, ', ', ', ')} (eds) {w['book']}. {w['press'] or ''}, {w['place'] or ''}, pp {pp(w)}.")
    return f"{names(w['authors'], bare, ', ', ', ')} ({w['year']}) {w['title']}. {tail}"


def acm(w):
    tail = where(w, lambda w: f"{w['outlet']} {w['volume']}, {w['issue'] or ''} ({w['year']}), {pp(w)}.",
                 lambda w: f"In {w['book']}, {names(w['editors'], lambda p: ' '.join([*p[1], p[0]]), ', ', ' and ')} (Eds.). {w['press'] or ''}, {w['place'] or ''}, {pp(w)}.")
    return f"{names(w['authors'], lambda p: ' '.join([*p[1], p[0]]), ', ', ', and ')}. {w['year']}. {w['title']}. {tail}"


def din(w):
    tail = where(w, lambda w: f"In: {w['outlet']} {w['volume']} ({w['year']}){', Nr. %s' % w['issue'] if w['issue'] else ''}, S. {pp(w, '-')}",
                 lambda w: f"In: {names(w['editors'], full, ' ; ', ' ; ')} (Hrsg.): {w['book']}. {w['place'] or ''} : {w['press'] or ''}, {w['year']}, S. {pp(w, '-')}")
    tail = tail if w["kind"] != "book" else f"{tail}, {w['year']}"
    return f"{names([(p[0].upper(), p[1]) for p in w['authors']], full, ' ; ', ' ; ')}: {w['title']}. {tail}"


def notes(w):
    tail = where(w, lambda w: f"{w['outlet']} {vi(w, '{}, no. {}')} ({w['year']}): {pp(w)}.",
                 lambda w: f"in {w['book']}, ed. {names(w['editors'], lambda p: ' '.join([*p[1], p[0]]), ', ', ' and ')} ({w['place'] or ''}: {w['press'] or ''}, {w['year']}), {pp(w)}.")
    tail = tail if w["kind"] != "book" else f"({tail}, {w['year']})."
    return f"{names(w['authors'], lambda p: ' '.join([*p[1], p[0]]), ', ', ' and ')}, “{w['title']},” {tail}"


def mdpi(w):
    tail = where(w, lambda w: f"{short(w['outlet'])} {w['year']}, {w['volume']}, {pp(w)}.",
                 lambda w: f"In {w['book']}; {names(w['editors'], inverted, '; ', '; ')}, Eds.; {w['press'] or ''}: {w['place'] or ''}, {w['year']}; pp. {pp(w)}.")
    tail = tail if w["kind"] != "book" else f"{tail}, {w['year']}."
    return f"{names(w['authors'], inverted, '; ', '; ')} {w['title']}. {tail}"


def harvard(w):
    tail = where(w, lambda w: f"{w['outlet']}, {vi(w, 'vol. {}, no. {}', 'vol. {}')}, pp. {pp(w)}.",
                 lambda w: f"in {names(w['editors'], direct, ', ', ' & ')} (eds), {w['book']}, {w['press'] or ''}, {w['place'] or ''}, pp. {pp(w)}.")
    return f"{names(w['authors'], lambda p: inverted(p).replace(',', '').replace('.', ''), ', ', ' & ')} {w['year']}, ‘{w['title']}’, {tail}"


def gost(w):
    tail = where(w, lambda w: f"// {w['outlet']}. – {w['year']}. – Vol. {w['volume']}{', no. %s' % w['issue'] if w['issue'] else ''}. – P. {pp(w, '-')}.",
                 lambda w: f"// {w['book']}. – {w['place'] or ''}: {w['press'] or ''}, {w['year']}. – P. {pp(w, '-')}.")
    tail = tail if w["kind"] != "book" else f"– {tail}, {w['year']}."
    return f"{names(w['authors'], lambda p: bare(p).replace(',', ''), ', ', ', ', 4)} {w['title']} {tail}"


def aps(w):
    tail = where(w, lambda w: f"{short(w['outlet'])} {w['volume']}, {str(w['pages'][0])} ({w['year']}).",
                 lambda w: f"{w['title']}, in {w['book']}, edited by {names(w['editors'], direct, ', ', ' and ')} ({w['press'] or ''}, {w['place'] or ''}, {w['year']}), p. {pp(w)}.")
    tail = tail if w["kind"] != "book" else f"{w['title']} ({tail}, {w['year']})."
    return f"{names(w['authors'], direct, ', ', ', and ', 6)}, {tail}"


STYLES = [vancouver, nature, rsc, springer, acm, din, notes, mdpi, harvard, gost, aps]
UNTITLED = {rsc, aps}


# --- Damage


def misread(text, rng):
    pairs = {"l": "1", "i": "l", "m": "rn", "o": "c", "e": "c", "n": "ii", "u": "n", "h": "b", "0": "O", "5": "S"}
    return "".join(pairs[c] if c in pairs and rng.random() < 0.025 else c for c in text)


def hyphenated(text, rng):
    def cut(m):
        word = m[0]
        at = rng.randint(3, len(word) - 3)
        return word[:at] + rng.choice(["- ", "-", "-", "¬ "]) + word[at:] if rng.random() < 0.2 else word
    return re.sub(r"[^\W\d_]{7,}", cut, text)


def spaces_lost(text, rng):
    return "".join(c for c in text if c != " " or rng.random() > 0.25)


def spaces_put_in(text, rng):
    return "".join(c + " " if c.isalnum() and rng.random() < 0.06 else c for c in text)


DAMAGE = {
    "none": None, "spaces lost": spaces_lost, "spaces put in": spaces_put_in, "letters misread": misread, "hyphenated": hyphenated,
    "end lost": lambda text, rng: text[:int(len(text) * rng.uniform(0.6, 0.9))],
    "authors left out": None, "title cut": None, "year off": None, "DOI otherwise": None,
}


# What styles print around editors and pages, where there are none.
NO_EDITORS = re.compile(r"\s*\(eds\s*\)|\s*\(Hrsg\.\):|,\s*\(Eds\.\)|;\s*,\s*Eds\.|,\s*ed\.\s*(?=\()|,\s*edited by\s*(?=\()|\bin\s*\(eds\),")
NO_PAGES = re.compile(r"[,;]?\s*(?:–\s*)?\b(?:pp?\.?|S\.|P\.)\s*(?=[.)]*$)|,\s*(?=\.$)")


def printed(w, style, damage, rng):
    w = dict(w)
    if damage == "authors left out" and len(w["authors"]) > 2:
        w["authors"] = w["authors"][:rng.randint(1, len(w["authors"]) - 1)]
    if damage == "title cut" and len(w["title"].split()) > 7:
        w["title"] = " ".join(w["title"].split()[:rng.randint(5, len(w["title"].split()) - 2)])
    if damage == "year off":
        w["year"] += rng.choice([-1, 1])
    text = style(w)
    if w["kind"] == "chapter" and not w["editors"]:
        text = NO_EDITORS.sub(lambda m: " in" if m[0].startswith("in") else "", text).replace("In: . ", "In: ").replace(" ed. (", " (")
    if not w["pages"]:
        text = NO_PAGES.sub("", text)
    if not w["authors"]:
        text = text.lstrip(" .,:")
    if w["doi"] and (damage == "DOI otherwise" or rng.random() < 0.5):
        if damage == "DOI otherwise":
            at = rng.randint(len(w["doi"]) - 3, len(w["doi"]) - 1)
            forms = ["https://doi.org/{}/abstract", "http://dx.doi.org/{}.", "doi: {}?via=hub", "DOI {}.pdf"]
            text += " " + rng.choice(forms).format(w["doi"]) if rng.random() < 0.7 else " doi:" + w["doi"][:at]
        else:
            text += " " + rng.choice(["https://doi.org/", "doi:"]) + w["doi"]
    text = tidy(text)
    return DAMAGE[damage](text, rng) if DAMAGE.get(damage) else text


def make(path, seed):
    rng = random.Random(seed)
    made = [m for m in map(json.loads, open(path, encoding="utf8")) if m["language"] not in ("zh", "ja")]
    rng.shuffle(made)
    works = iter([work(m, rng) for m in made if m["authors"] and m["values"].get("T") and m["values"].get("J") and m["values"].get("B")])
    lines = []
    try:
        for number in itertools.count():
            kind = rng.choices(list(KINDS), KINDS.values())[0]
            for n, w in enumerate(siblings(kind, works, rng)):
                # What a style without titles prints of a work without pages is nobody's alone; nor are authors of many others'.
                styles = [s for s in STYLES if w["kind"] == "article" and w["authors"] or s not in UNTITLED]
                if kind in ("front matter", "supplement"):
                    styles = [s for s in styles if s not in UNTITLED]
                for copy, style in enumerate(rng.sample(styles, COPIES)):
                    damage = "none" if copy == 0 else rng.choice(list(DAMAGE))
                    raw = printed(w, style, damage, rng)
                    lines.append({"id": f"{number}.{n}.{copy}", "cluster": f"{number}.{n}", "group": number, "kind": kind,
                                  "style": style.__name__, "damage": damage, "raw": raw})
    except StopIteration:
        pass
    rng.shuffle(lines)
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))


# --- Scores


def score(path, found, verbose):
    lines = [json.loads(l) for l in open(path, encoding="utf8")]
    works = {int(r["id"]): r["work"] for r in map(json.loads, open(found, encoding="utf8"))}
    for n, line in enumerate(lines):
        line["work"] = works.get(n + 1, f"alone {n}")
    rng = random.Random(0)
    groups = collections.defaultdict(list)
    for line in lines:
        groups[line["group"]].append(line)
    one, two = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    damage = collections.defaultdict(collections.Counter)
    wrong = collections.defaultdict(list)
    for group in groups.values():
        for a, b in itertools.combinations(group, 2):
            kind, joined = a["kind"], a["work"] == b["work"]
            same = a["cluster"] == b["cluster"]
            (one if same else two)[kind][joined] += 1
            if same != joined:
                wrong[("missed: " if same else "merged: ") + kind].append((a, b))
            if same:
                untitled = any(x["style"] in ("rsc", "aps") for x in (a, b)) and kind not in ("chapters",)
                for x, y in ((a, b), (b, a)):
                    if y["damage"] == "none":
                        damage[("no title, " if untitled else "") + x["damage"]][joined] += 1
    strangers = collections.Counter()
    by_work = collections.defaultdict(list)
    for line in lines:
        by_work[line["work"]].append(line)
    for members in by_work.values():
        for a, b in itertools.combinations(members, 2):
            if a["group"] != b["group"]:
                strangers["pairs"] += 1
                wrong["merged: strangers"].append((a, b))
    true = sum(c[True] for c in one.values())
    false = sum(c[True] for c in two.values()) + strangers["pairs"]
    missed = sum(c[False] for c in one.values())
    p, r = true / max(true + false, 1), true / max(true + missed, 1)
    print(f"{len(lines)} strings, {len({l['cluster'] for l in lines})} works: pairwise P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}")
    print(f"\n{'siblings':28} merged, of pairs of two works   found, of pairs of one work")
    for kind in KINDS:
        a, b = two[kind], one[kind]
        told = f"{a[True]:6} of {sum(a.values()):6} {a[True] / sum(a.values()):.4f}" if a else f"{'':23}"
        print(f"{kind:28} {told}          {b[True]:6} of {sum(b.values()):6} {b[True] / max(sum(b.values()), 1):.4f}")
    print(f"{'strangers':28} {strangers['pairs']:6}")
    print(f"\n{'damage':28} found, of pairs with an undamaged one")
    for kind, c in sorted(damage.items()):
        print(f"{kind:28} {c[True]:6} of {sum(c.values()):6} {c[True] / sum(c.values()):.4f}")
    if verbose:
        for kind, pairs in sorted(wrong.items()):
            print(f"\n{kind}: {len(pairs)}")
            for a, b in rng.sample(pairs, min(verbose, len(pairs))):
                print(f"  {a['damage']}: {a['raw']}\n  {b['damage']}: {b['raw']}\n")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 19
    if arguments[:1] == ["print"]:
        make(arguments[1], seed)
    elif arguments[:1] == ["score"]:
        score(arguments[1], arguments[2], 12 if "-v" in arguments else 0)
    else:
        sys.exit(__doc__)
