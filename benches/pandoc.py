"""How papers are read that Pandoc printed in styles of the Citation Style Language: lists, citations, titles and authors.

    python benches/pandoc.py print PAPERS STYLES OUT [SEED]
    citegraph references --format json OUT > references.jsonl      (and so `citations` and `papers`)
    python benches/pandoc.py score OUT references.jsonl citations.jsonl papers.jsonl [-v]
    python benches/pandoc.py fields OUT references.jsonl PAPERS [-v]

PAPERS holds a folder for each paper, with its paper.md and its .bib file, as papers of a journal of software have them; STYLES are the
independent .csl files of a package of them. Each paper is printed in sixteen styles that are drawn at random among 42, each time as one of
text, Markdown, HTML, DOCX or PDF in one or two columns. It needs pandoc, xelatex and rapidfuzz. The gold is what Pandoc's citation
processor put into the document: entries and citations with their keys. Papers that cite fewer than four works are left out.

An entry is found if its letters and digits are those of one in the gold, up to an eighth; a citation if it leads to that entry. Of styles
that cite in notes, citations aren't counted: their notes are entries of their own.

`fields` says how the entries that were found are read, where lists cite by number, name or year: each field of the .bib file against what is
read, letters and digits compared, if the entry prints it. Numbers that an entry may print by chance (volume, issue) aren't counted.
"""

import collections
import concurrent.futures
import glob
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import unicodedata

FORMS = {
    "text": ("txt", ["-t", "plain", "--wrap=none", "-s"]),
    "wrapped": ("txt", ["-t", "plain", "--columns=76", "-s"]),
    "markdown": ("md", ["-t", "gfm", "-s", "--wrap=none"]),
    "html": ("html", ["-t", "html", "-s"]),
    "docx": ("docx", ["-t", "docx"]),
    "pdf": ("pdf", ["--pdf-engine=xelatex", "-V", "geometry:margin=1in"]),
    "columns": ("pdf", ["--pdf-engine=xelatex", "-V", "classoption=twocolumn", "-V", "geometry:margin=0.8in"]),
}
DRAWN = {"numeric": 14, "author-date": 14, "note": 8, "label": 3, "author": 3}
STYLES_OF_A_PAPER = 16
FEWEST = 4
ALIKE = 88


def styles(folder, seed):
    by_kind = collections.defaultdict(list)
    for path in sorted(glob.glob(os.path.join(folder, "*.csl"))):
        xml = open(path, encoding="utf8").read()
        kind = re.search(r'citation-format="([^"]+)"', xml)
        if kind and "<bibliography" in xml and "independent-parent" not in xml:
            by_kind[kind[1]].append(path)
    draw = random.Random(seed)
    return [(kind, path) for kind, n in DRAWN.items() for path in draw.sample(by_kind[kind], min(n, len(by_kind[kind])))]


def text(node):
    """What is printed of a node of Pandoc's tree, its notes aside."""
    if isinstance(node, list):
        return "".join(map(text, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Note":
        return ""
    if kind == "Quoted":
        return "“" + text(content[1]) + "”"
    if kind in ("Code", "Math", "RawInline", "RawBlock", "CodeBlock"):
        return content[1] if isinstance(content[1], str) else ""
    return text(content[1] if kind in ("Span", "Div", "Link", "Cite") else content)


def walk(node, visit):
    if isinstance(node, list):
        for part in node:
            walk(part, visit)
    elif isinstance(node, dict):
        if "t" in node:
            visit(node)
        for part in node.values():
            walk(part, visit)


def print_one(job):
    paper, kind, style, out = job
    name = f"{os.path.basename(paper)}__{os.path.basename(style)[:-4]}"
    form = list(FORMS)[int(hashlib.md5(name.encode()).hexdigest(), 16) % len(FORMS)]
    source = open(os.path.join(paper, "paper.md"), encoding="utf8", errors="replace").read().rstrip()
    source = re.sub(r"(?m)^#+ *(References|Bibliography)\s*\Z", "", source) + "\n"
    command = ["pandoc", "-f", "markdown", "-t", "json", "--citeproc", "--csl", style, "--metadata", "reference-section-title=References"]
    command += ["--metadata", "link-citations=false", "--metadata", "lang=en-US"]
    for bibliography in sorted(glob.glob(os.path.join(paper, "*.bib"))):
        command += ["--bibliography", bibliography]
    made = subprocess.run(command, input=source.encode(), capture_output=True)
    if made.returncode:
        return f"{name}: {made.stderr.decode()[:200]}"
    tree = json.loads(made.stdout)
    refs, cites = {}, []

    def visit(node):
        if node["t"] == "Div" and node["c"][0][0].startswith("ref-"):
            refs[node["c"][0][0][4:]] = re.sub(r"\s+", " ", text(node["c"][1])).strip()
        if node["t"] == "Cite":
            cites.append([cited["citationId"] for cited in node["c"][0]])
        if node["t"] == "Image":
            node.update(t="Str", c="")

    walk(tree["blocks"], visit)
    if len(refs) < FEWEST:
        return None
    said = tree["meta"]
    authors = [
        text(author["c"]["name"]) if isinstance(author.get("c"), dict) and "name" in author["c"] else text(author)
        for author in said.get("authors", said.get("author", {})).get("c", [])
    ]
    inlines = [{"t": "MetaInlines", "c": [{"t": "Space"} if w == " " else {"t": "Str", "c": w} for w in re.split("( )", a)]} for a in authors]
    tree["meta"] = {"title": said["title"], "author": {"t": "MetaList", "c": inlines}, "lang": {"t": "MetaInlines", "c": [{"t": "Str", "c": "en-US"}]}}
    suffix, options = FORMS[form]
    written = os.path.join(out, f"{name}.{suffix}")
    made = subprocess.run(["pandoc", "-f", "json", *options, "-o", written], input=json.dumps(tree).encode(), capture_output=True)
    if made.returncode:
        return f"{name}: {form}: {made.stderr.decode()[:200]}"
    gold = {"form": form, "kind": kind, "refs": refs, "cites": cites, "title": text(said["title"]), "authors": authors}
    with open(os.path.join(out, "gold", name + ".json"), "w", encoding="utf8") as file:
        json.dump(gold, file, ensure_ascii=False)
    return None


def printed(papers, folder, out, seed=5):
    os.makedirs(os.path.join(out, "gold"), exist_ok=True)
    drawn, draw = styles(folder, int(seed)), random.Random(int(seed))
    jobs = [(paper, kind, style, out) for paper in sorted(glob.glob(papers + "/*")) for kind, style in draw.sample(drawn, STYLES_OF_A_PAPER)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for failed in filter(None, pool.map(print_one, jobs)):
            print(failed, file=sys.stderr)


def folded(string):
    return "".join(c for c in unicodedata.normalize("NFKD", string).lower() if c.isalnum())


def by_document(path):
    found = collections.defaultdict(list)
    for line in open(path, encoding="utf8"):
        row = json.loads(line)
        document = row.get("custom", {}).get("document") or row.get("document") or row["id"]
        found[os.path.basename(document)].append(row)
    return found


def paired(refs, found):
    """Which of the texts found is which entry of the gold, at most one each: the places in `found`, and keys."""
    from rapidfuzz import fuzz

    pairs = [(fuzz.ratio(folded(ref), raw), key, n) for key, ref in refs.items() for n, raw in enumerate(found)]
    keys, taken = {}, set()
    for alike, key, n in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= ALIKE and key not in taken and n not in keys:
            keys[n] = key
            taken.add(key)
    return keys


def works(paper):
    """The works of a paper's .bib files, as the Citation Style Language tells of them, by key."""
    found = {}
    for bibliography in sorted(glob.glob(os.path.join(paper, "*.bib"))):
        made = subprocess.run(["pandoc", "-f", "bibtex", "-t", "csljson", bibliography], capture_output=True)
        found.update((item["id"], item) for item in json.loads(made.stdout or "[]"))
    return found


def families(item):
    return [folded(author.get("family") or author.get("literal") or author.get("given") or "") for author in item.get("author", [])]


def fields(out, references, papers, verbose):
    references, known = by_document(references), {}
    printed, right = collections.Counter(), collections.Counter()
    for path in sorted(glob.glob(os.path.join(out, "gold", "*.json"))):
        name, gold = os.path.basename(path)[:-5], json.load(open(path, encoding="utf8"))
        if gold["kind"] in ("note", "label"):
            continue
        paper = name.split("__")[0]
        known.setdefault(paper, works(os.path.join(papers, paper)))
        rows = references.get(name, [])
        for n, key in paired(gold["refs"], [folded(row["custom"]["raw"]) for row in rows]).items():
            work, row = known[paper].get(key, {}), rows[n]
            raw = folded(row["custom"]["raw"])
            year = lambda item: str((item.get("issued", {}).get("date-parts") or [[""]])[0][0])
            pairs = {field: (folded(str(work.get(field, ""))), folded(str(row.get(field, "")))) for field in ("title", "container-title", "DOI", "publisher")}
            pairs["year"] = (year(work), year(row))
            pairs = {field: pair for field, pair in pairs.items() if pair[0] and pair[0] in raw}
            listed = [family for family in families(work) if family and family in raw]
            if listed:
                pairs["authors"] = (listed, families(row))
            for field, (wanted, read) in pairs.items():
                printed[field] += 1
                right[field] += wanted == read
                if verbose and wanted != read:
                    print(name, field, work.get(field, wanted), row.get(field, read), row["custom"]["raw"][:300], sep=" | ")
    for field in sorted(printed):
        print(f"{field:16} {100 * right[field] / printed[field]:5.1f} of {printed[field]:5}")


def score(out, references, citations, papers, verbose):
    references, citations, papers = by_document(references), by_document(citations), by_document(papers)
    sums = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(out, "gold", "*.json"))):
        name, gold = os.path.basename(path)[:-5], json.load(open(path, encoding="utf8"))
        found = references.get(name, [])
        keys = paired(gold["refs"], [folded(row["custom"]["raw"]) for row in found])
        key_of = {found[n]["id"]: key for n, key in keys.items()}
        cited = collections.Counter(key for keys in gold["cites"] for key in set(keys) if key in gold["refs"])
        led = collections.Counter(key_of.get(entry, entry) for row in citations.get(name, []) for entry in set(row["entries"]))
        paper = papers.get(name, [{}])[0]
        row = collections.Counter(
            papers=1, refs=len(gold["refs"]), found=len(found), right=len(keys), whole=len(keys) == len(found) == len(gold["refs"]),
            cited=cited.total(), led=led.total(), well=(cited & led).total(), title=folded(paper.get("title", "")) == folded(gold["title"]),
            authors=[family[-4:] for family in families(paper)] == [folded(a.split(",")[0].split()[-1])[-4:] for a in gold["authors"] if a.split()],
        )
        if verbose and (not row["whole"] or row["well"] < row["cited"]):
            print(name, gold["kind"], gold["form"], dict(row))
        for group in (gold["kind"], gold["kind"] + ", " + gold["form"]):
            sums[group] += row
    for group, s in sorted(sums.items()):
        share = lambda part, of: f"{100 * s[part] / max(1, s[of]):5.1f}"
        cites = "" if group.startswith("note") else f"  citations {share('well', 'cited')} / {share('well', 'led')}"
        print(f"{group:22} papers {s['papers']:3}  entries {share('right', 'refs')} / {share('right', 'found')}, whole {s['whole']:3}{cites}"
              f"  titles {s['title']}, authors {s['authors']}")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[2:] if a != "-v"]
    commands = {"print": printed, "score": lambda *paths: score(*paths, "-v" in sys.argv), "fields": lambda *paths: fields(*paths, "-v" in sys.argv)}
    commands[sys.argv[1]](*arguments)
