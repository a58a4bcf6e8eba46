"""How sure the reader is, and how often it is right: the confidence of fields and of whole references against labels.

    python3 benches/calibration.py target/release/citegraph FOLDER SET…

FOLDER holds the scorer of the sets (`score.py`), which says when two values are the same, and `dev/SET.jsonl`, the labelled
references. Prints two tables in Markdown, of fields and of whole references, the means of each set, and for each set the area under
the curve: how often a reference that is read right is surer than one that isn't.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

# The scorer's names of the fields, and those of CSL-JSON. Authors are compared as a list, each with a confidence of its own.
FIELDS = {
    "title": "title", "container": "container-title", "volume": "volume", "issue": "issue", "pages": "page", "year": "issued",
}
OF_FIELDS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.001]
OF_WHOLE = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001]


def scorer(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    sys.argv = ["score.py", "--strict"]
    spec.loader.exec_module(module)
    return module


def prediction(csl):
    """A reference as the scorer has it."""
    fields = {key: str(csl[of]) for key, of in FIELDS.items() if of != "issued" and csl.get(of)}
    issued = csl.get("issued") or {}
    parts = issued.get("date-parts") or []
    year = str(parts[0][0]) if parts and parts[0] else issued.get("literal") or issued.get("raw")
    if year:
        fields["year"] = year
    name = lambda n: n.get("literal") or " ".join(filter(None, (n.get("non-dropping-particle"), n.get("family")))) or n.get("given")
    people = [name(n) or "" for n in csl.get("author") or []]
    if people:
        fields["author"] = people
    return {"fields": fields, "families": people}


def judged(program, folder, name, score):
    """(confidence, right) of each field that has a label, and of each whole reference."""
    gold = [json.loads(line) for line in (folder / "dev" / f"{name}.jsonl").open(encoding="utf8")]
    lines = "\n".join(g["raw"] for g in gold) + "\n"
    out = subprocess.run([program, "parse", "-"], input=lines, capture_output=True, text=True, check=True).stdout
    read = [json.loads(line) for line in out.splitlines()]
    assert len(read) == len(gold), f"{name}: {len(gold)} references, {len(read)} read"
    labels = [score.canon(g, True) for g in gold]
    labelled = {key for label in labels for key in label}
    fields, whole = [], []
    for label, csl in zip(labels, read):
        found = score.canon(prediction(csl), False)
        told = csl["custom"]["fields"]
        for key, of in FIELDS.items():
            if key in labelled and key in found and of in told:
                fields.append((told[of]["confidence"], label.get(key) == found[key]))
        core = [key for key in score.CORE if key in label]
        if core:
            right = all(label[key] == found.get(key) for key in core)
            whole.append((csl["custom"]["confidence"], right))
    return fields, whole


def table(pairs, cuts, what):
    """Rows of a table: ranges of confidence, the mean that was given, and the share that is right."""
    rows = [["given"], ["mean given"], ["right"], [what]]
    for low, high in zip(cuts, cuts[1:]):
        part = [pair for pair in pairs if low <= pair[0] < high]
        if not part:
            continue
        rows[0].append(f"{'0' if low == 0 else ''}–{min(high, 1):g}")
        rows[1].append(f"{sum(given for given, _ in part) / len(part):.2f}")
        rows[2].append(f"{sum(right for _, right in part) / len(part):.2f}")
        rows[3].append(f"{len(part):,}")
    return ["| " + " | ".join(rows[0]) + " |", "|---" * len(rows[0]) + "|"] + ["| " + " | ".join(row) + " |" for row in rows[1:]]


def area_under_the_curve(pairs):
    """The share of pairs of one right and one wrong of which the right one is surer; equals count half."""
    ordered = sorted(given for given, right in pairs if not right)
    right = [given for given, right in pairs if right]
    if not ordered or not right:
        return None
    from bisect import bisect_left, bisect_right

    wins = sum((bisect_left(ordered, given) + bisect_right(ordered, given)) / 2 for given in right)
    return wins / (len(right) * len(ordered))


def main(program, folder, *names):
    folder = Path(folder)
    score = scorer(folder)
    fields, whole, told = [], [], []
    for name in names:
        of_fields, of_whole = judged(program, folder, name, score)
        fields += of_fields
        whole += of_whole
        mean = lambda at: sum(pair[at] for pair in of_whole) / len(of_whole)
        told.append(f"{name}: given {mean(0):.2f}, right {mean(1):.2f}, area under the curve {area_under_the_curve(of_whole):.2f}")
    print("\n".join(table(fields, OF_FIELDS, "fields") + [""] + table(whole, OF_WHOLE, "references") + [""] + told))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
