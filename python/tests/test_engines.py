"""Engines give the works of one machine, however the table is cut and ordered."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet
import pytest

import citegraph
from citegraph import engines
from cluster import Cluster
from conftest import one_machine, partitions, table

REFS = table(3000)
FEW = table(600, seed=2)


def rows(parquet: Path | str) -> list[tuple[int, int, int]]:
    found = pyarrow.parquet.read_table(parquet)
    return list(zip(*(found[name].to_pylist() for name in ("id", "work", "version"))))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citegraph.engines", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_works_are_the_true_ones() -> None:
    """What is compared to below is right: nearly all pairs of one work, hardly any of two, by the invented truth."""
    truth = REFS["truth"].to_pylist()
    works = [work for _, work, _ in one_machine(REFS)]
    true: dict[int, int] = {}
    found: dict[int, int] = {}
    both: dict[tuple[int, int], int] = {}
    for pair in zip(truth, works):
        true[pair[0]] = true.get(pair[0], 0) + 1
        found[pair[1]] = found.get(pair[1], 0) + 1
        both[pair] = both.get(pair, 0) + 1
    pairs = [sum(n * (n - 1) // 2 for n in counts.values()) for counts in (true, found, both)]
    assert pairs[2] > 0.95 * pairs[1] and pairs[2] > 0.85 * pairs[0], pairs


@pytest.mark.parametrize("count", [1, 7, 64])
def test_duckdb(count: int, tmp_path: Path) -> None:
    parts = partitions(REFS, count, tmp_path / "refs")
    done = run("--memory", "1GB", "--citing", "citing", "--fields", parts / "*.parquet", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "out" / "works.parquet") == one_machine(REFS)
    assert sorted(os.listdir(tmp_path / "out")) == ["citations.parquet", "references.parquet", "works.parquet"]
    citations = pyarrow.parquet.read_table(tmp_path / "out" / "citations.parquet")
    expected = {(citing, str(work)) for citing, (_, work, _) in zip(REFS["citing"].to_pylist(), one_machine(REFS))}
    assert set(zip(citations["citing"].to_pylist(), citations["cited"].to_pylist())) == expected
    assert len(pyarrow.parquet.read_table(tmp_path / "out" / "references.parquet")) == len(REFS)


def test_neighbours_that_do_not_fit_the_memory(tmp_path: Path) -> None:
    """They are a hundred times the references, and more than twice the memory here."""
    refs = table(12_000)
    kept = {"temp_directory": str(tmp_path / "spilled"), "threads": "2", "preserve_insertion_order": "false"}
    connection = duckdb.connect(str(tmp_path / "kept.duckdb"), config={**kept, "memory_limit": "50MB"})
    connection.register("refs", refs)
    engines.match(engines.DuckDB(connection), "refs")
    assert connection.sql("SELECT id, work, version FROM works ORDER BY id").fetchall() == one_machine(refs)
    neighbours = connection.sql("SELECT count(*) FROM neighbours").fetchall()[0][0]
    assert neighbours * 7 * 8 > 50_000_000


@pytest.mark.parametrize("merge", ["exact", "weak", "ambiguous"])
def test_other_thresholds(merge: str) -> None:
    connection = duckdb.connect()
    connection.register("refs", FEW)
    engines.match(engines.DuckDB(connection), "refs", merge=merge)
    found = connection.sql("SELECT work FROM works ORDER BY id").fetchall()
    ids = FEW["id"].to_pylist()
    whole = citegraph.cluster(citegraph.records(FEW["reference"]), merge=merge).to_pylist()
    assert [work for (work,) in found] == [ids[row["work"]] for row in whole]


def test_ids_may_be_texts_and_references_missing() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE mine (name VARCHAR, printed VARCHAR)")
    roe = "Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9."
    rows = [("b", roe), ("c", None), ("a", roe), ("d", None)]
    connection.executemany("INSERT INTO mine VALUES (?, ?)", rows)
    engines.match(engines.DuckDB(connection), "mine", id="name", reference="printed")
    assert connection.sql("SELECT id, work FROM works ORDER BY id").fetchall() == [
        ("a", "a"), ("b", "a"), ("c", "c"), ("d", "d"),
    ]  # fmt: skip
    connection.execute("INSERT INTO mine VALUES ('a', 'Lee, B. (2001). Lexical borrowing.'), (NULL, 'x')")
    with pytest.raises(ValueError, match="2 ids of the table mine are missing or not distinct"):
        engines.match(engines.DuckDB(connection), "mine", id="name", reference="printed")


def test_nothing_is_kept_of_what_cannot_be_matched() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE refs AS SELECT 1 AS id, 'Roe' AS reference FROM range(2)")
    engine = engines.DuckDB(connection)
    with pytest.raises(ValueError, match="1 ids of the table refs are missing or not distinct"):
        engines.match(engine, "refs")
    with pytest.raises(ValueError, match="expected one of exact, strong, weak, ambiguous, found 'sure'"):
        engines.match(engine, "refs", merge="sure")
    assert connection.sql("SHOW TABLES").fetchall() == [("refs",)]


def test_of_nothing_comes_an_empty_table(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(FEW.slice(0, 0), tmp_path / "refs.parquet")
    done = run("--citing", "citing", "--fields", tmp_path / "refs.parquet", tmp_path / "out")
    assert done.returncode == 0 and done.stderr.startswith("0 references are 0 works"), done.stderr
    works = pyarrow.parquet.read_table(tmp_path / "out" / "works.parquet")
    assert works.column_names == ["id", "work", "version"] and len(works) == 0
    assert set(works.schema.types) == {pyarrow.int64()}


@pytest.mark.parametrize("engine", ["abacus", "sparks"])
def test_an_engine_that_is_not_known(engine: str, tmp_path: Path) -> None:
    done = run("--engine", engine, "refs.parquet", tmp_path)
    assert done.returncode == 2 and f"no engine is called {engine}" in done.stderr


def test_an_option_that_is_not_the_engines(tmp_path: Path) -> None:
    done = run("--engine", "spark", "--memory", "1GB", "refs.parquet", tmp_path)
    assert done.returncode == 2 and "--memory is DuckDB's" in done.stderr


def test_what_the_caller_can_mend_is_said(tmp_path: Path) -> None:
    done = run(tmp_path / "none.parquet", tmp_path / "out")
    assert done.returncode == 2 and done.stderr.startswith("error: ") and "none.parquet" in done.stderr
    parts = partitions(FEW, 1, tmp_path / "refs")
    files = parts / "*.parquet"
    (tmp_path / "text.parquet").write_text("no table")
    for arguments, said in [
        (["--reference", "printed", files], "printed"),
        (["--citing", "by", files], "by"),
        (["--memory", "much", files], "Memory must have a number"),
        ([tmp_path / "text.parquet"], "text.parquet"),
    ]:
        done = run(*arguments, tmp_path / "out")
        assert done.returncode == 2 and done.stderr.startswith("error: ") and said in done.stderr, done.stderr
        assert os.listdir(tmp_path / "out") == []


@pytest.mark.usefixtures("java")
def test_spark(tmp_path: Path) -> None:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "3").getOrCreate()
    try:
        for count in (1, 7, 64):
            parts = partitions(FEW, count, tmp_path / f"refs{count}")
            # Spark reads many small files in one partition unless it is told otherwise.
            session.read.parquet(str(parts)).repartition(count).createOrReplaceTempView("refs")
            engines.match(engines.Spark(session, str(tmp_path / f"kept{count}")), "refs")
            found = session.sql("SELECT id, work, version FROM works ORDER BY id").collect()
            assert [tuple(row) for row in found] == one_machine(FEW)
    finally:
        session.stop()


@pytest.mark.usefixtures("java")
def test_a_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    parts = partitions(FEW, 7, tmp_path / "refs")
    out = tmp_path / "out"
    cluster = Cluster(tmp_path)
    try:
        command = [sys.executable, "-m", "citegraph.engines", "--engine", cluster.url, parts, out]
        environment = {
            **cluster.environment,
            "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.shuffle.partitions=8 pyspark-shell",
        }
        job = subprocess.Popen(
            list(map(str, command)), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        until = time.monotonic() + 300
        while (
            not (out / "matching" / "nodes" / "_SUCCESS").exists() and job.poll() is None and time.monotonic() < until
        ):
            time.sleep(0.1)
        assert job.poll() is None, "the job was to be in its middle"
        cluster.kill(1)
        said, _ = job.communicate(timeout=300)
        assert job.returncode == 0, said.decode(errors="replace")[-4000:]
        assert rows(out / "works.parquet") == one_machine(FEW)
    finally:
        cluster.stop()
