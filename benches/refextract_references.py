#!/usr/bin/env python3
"""refextract's references in the form of `citegraph references --format json FOLDER`, so that a scorer that calls the program can
measure refextract on the same papers in its place.

    pip install refextract
    SCORER benches/refextract_references.py PAPERS

What refextract takes for one reference is printed in pieces, by meaning; the longest text that it keeps of it counts here.
"""

import contextlib
import json
import pathlib
import sys

from refextract import extract_references_from_file, extract_references_from_string


def references(path: pathlib.Path) -> list[str]:
    with contextlib.redirect_stdout(sys.stderr):
        if path.suffix == ".pdf":
            found = extract_references_from_file(str(path))
        else:
            found = extract_references_from_string(path.read_text(encoding="utf-8", errors="replace"), is_only_references=False)
    # Several works of one reference share its text.
    texts = [max(reference.get("raw_ref", [""]), key=len) for reference in found]
    return [text for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]


def main() -> None:
    command, folder = sys.argv[1], pathlib.Path(sys.argv[-1])
    if command != "references":
        raise SystemExit(2)
    for path in sorted(folder.iterdir()):
        try:
            found = references(path)
        except Exception as error:  # refextract raises what its parts raise.
            print(f"{path}: {error}", file=sys.stderr)
            continue
        for n, raw in enumerate(found, 1):
            custom = {"document": path.stem, "label": str(n), "raw": raw}
            print(json.dumps({"id": f"{path.stem}:{n}", "custom": custom}, ensure_ascii=False))


if __name__ == "__main__":
    main()
