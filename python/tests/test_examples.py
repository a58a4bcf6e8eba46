"""The examples of the documentation, run as they stand."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import citegraph
from citegraph import corpus, engines, steps
from conftest import table

HERE = Path(__file__).parent


@pytest.mark.parametrize("module", [citegraph, corpus, engines, steps], ids=lambda module: module.__name__)
def test_of_modules(module) -> None:
    found = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0 and found.failed == 0


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What README and notebook read: `crossref.parquet`, with a row for each paper and a list of what it cites."""
    refs = table(1200)
    cited: dict[str, list[dict[str, str]]] = {}
    for citing, reference in zip(refs["citing"].to_pylist(), refs["reference"].to_pylist()):
        cited.setdefault(f"10.1000/{citing}", []).append({"unstructured": reference})
    papers = pyarrow.table({"DOI": list(cited), "reference": list(cited.values())})
    pyarrow.parquet.write_table(papers, tmp_path / "crossref.parquet")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("dump")
def test_of_the_readme() -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(HERE.parent / "README.md"), module_relative=False, optionflags=flags)
    assert found.attempted > 5 and found.failed == 0


@pytest.mark.usefixtures("dump")
def test_of_the_notebook() -> None:
    notebook = json.loads((HERE.parent / "examples" / "works.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102
    assert len(names["coupling"]) == names["network"].number_of_edges() > 0
