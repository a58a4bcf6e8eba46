"""What the tests share: invented references, one machine's works, Spark where there is Java."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import citegraph

sys.path.insert(0, str(Path(__file__).parent))

from references import references


def table(count: int, seed: int = 1) -> pyarrow.Table:
    """References with their numbers, citing papers and true works."""
    number, citing, truth, reference = zip(*references(count, seed))
    return pyarrow.table(
        {"id": number, "citing": [f"P{paper}" for paper in citing], "truth": truth, "reference": reference}
    )


def one_machine(refs: pyarrow.Table) -> list[tuple[int, int, int]]:
    """The rows of works as all at once has them: id, work, version."""
    ids = refs["id"].to_pylist()
    found = citegraph.cluster(citegraph.records(refs["reference"])).to_pylist()
    return [(number, ids[row["work"]], ids[row["version"]]) for number, row in zip(ids, found)]


def partitions(refs: pyarrow.Table, count: int, folder: Path) -> Path:
    """The table in so many files, its rows shuffled."""
    folder.mkdir(parents=True)
    order = list(range(len(refs)))
    random.Random(count).shuffle(order)
    for part in range(count):
        rows = order[part::count]
        pyarrow.parquet.write_table(refs.take(rows), folder / f"part-{part:03}.parquet")
    return folder


@pytest.fixture(scope="session")
def java() -> None:
    """Tests that need Java are left out where there is none, and fail in continuous integration."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        said = "Spark isn't tested: there is no Java"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
