"""The examples of the documentation, run as they stand."""

from __future__ import annotations

import doctest
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import citegraph
from citegraph import corpus, engines, steps
from conftest import table


@pytest.mark.parametrize("module", [citegraph, corpus, engines, steps], ids=lambda module: module.__name__)
def test_of_modules(module) -> None:
    found = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0 and found.failed == 0


def test_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads a dump, `crossref.parquet`, with a row for each paper and a list of what it cites."""
    refs = table(1200)
    cited: dict[str, list[dict[str, str]]] = {}
    for citing, reference in zip(refs["citing"].to_pylist(), refs["reference"].to_pylist()):
        cited.setdefault(f"10.1000/{citing}", []).append({"unstructured": reference})
    dump = pyarrow.table({"DOI": list(cited), "reference": list(cited.values())})
    pyarrow.parquet.write_table(dump, tmp_path / "crossref.parquet")
    monkeypatch.chdir(tmp_path)
    readme = Path(__file__).parents[1] / "README.md"
    found = doctest.testfile(
        str(readme), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    )
    assert found.attempted > 5 and found.failed == 0
