"""Arrays in, arrays out."""

from __future__ import annotations

import subprocess
import sys
import threading

import duckdb
import pandas
import polars
import pyarrow
import pytest

import citegraph
from citegraph import steps

STRINGS = [
    "Roe, A., & van der Lee, B. (2023, July 5). On tests. Journal of Tests, 12(3), 4–9. https://doi.org/10.1000/182",
    "Müller, Ä., Über Seen, in: Zeitschrift für Seen 4 (1999), S. 12–15.",
    "",
    "Ibid., 7.",
]


def test_any_kind_of_strings_is_read_alike() -> None:
    read = citegraph.parse(STRINGS).to_pylist()
    for strings in (
        pyarrow.array(STRINGS),
        pyarrow.array(STRINGS, pyarrow.large_string()),
        pyarrow.array(STRINGS, pyarrow.string_view()),
        pyarrow.array(STRINGS).dictionary_encode(),
        pyarrow.chunked_array([STRINGS[:1], [], STRINGS[1:]]),
        pandas.Series(STRINGS),
        polars.Series(STRINGS),
        tuple(STRINGS),
    ):
        assert citegraph.parse(strings).to_pylist() == read, type(strings)


def test_what_is_chunked_stays_so() -> None:
    strings = pyarrow.chunked_array([STRINGS[:1], STRINGS[1:]])
    assert pyarrow.chunked_array(citegraph.parse(strings)).num_chunks == 2
    assert len(citegraph.parse([])) == len(citegraph.records([])) == 0
    none = pyarrow.chunked_array([], pyarrow.string())
    assert pyarrow.chunked_array(citegraph.parse(none)).type == pyarrow.array(citegraph.parse([])).type


def test_others_take_what_comes_back() -> None:
    parsed = pyarrow.array(citegraph.parse(STRINGS))
    table = pyarrow.Table.from_struct_array(parsed)
    assert polars.DataFrame(table)["year"].to_list() == [2023, 1999, None, None]
    assert duckdb.sql("SELECT title FROM \"table\" WHERE doi = '10.1000/182'").fetchall() == [("On tests",)]
    assert list(table.to_pandas()["volume"])[:2] == ["12", "4"]


def test_spans_are_python_slices() -> None:
    for text, row in zip(STRINGS, citegraph.parse(STRINGS).to_pylist()):
        printed = {span["field"]: text[span["start"] : span["end"]] for span in row["spans"]}
        for field in ("title", "container_title", "volume", "page"):
            assert row[field] is None or row[field].strip("“”.") in printed[field], (field, printed)
        assert all(0 <= span["confidence"] <= 1 for span in row["spans"])
        assert row["confidence"] == min((span["confidence"] for span in row["spans"]), default=None)
    assert citegraph.parse(STRINGS).to_pylist()[1]["author"][0]["family"] == "Müller"


def test_what_is_missing_stays_missing() -> None:
    strings = pyarrow.array([STRINGS[0], None])
    records = citegraph.records(strings)
    a_number = pyarrow.array(citegraph.keys(records))
    assert pyarrow.array(citegraph.parse(strings)).is_valid().to_pylist() == [True, False]
    assert pyarrow.array(records).is_valid().to_pylist() == [True, False]
    assert a_number.is_valid().to_pylist() == [True, False]
    assert pyarrow.array(citegraph.verdict(records, records)).is_valid().to_pylist() == [True, False]
    assert citegraph.cluster(records).to_pylist() == [{"work": 0, "version": 0}, {"work": 1, "version": 1}]


def test_ids_do_not_depend_on_the_batch() -> None:
    whole = citegraph.parse(STRINGS, record=True).to_pylist()
    assert [citegraph.parse([text], record=True).to_pylist()[0] for text in STRINGS] == whole
    assert [row["record"] for row in whole] == citegraph.records(STRINGS).to_pylist()


def test_records_sort_as_their_bytes_do() -> None:
    records = sorted(citegraph.records(STRINGS).to_pylist())
    assert records[0] == citegraph.records([""]).to_pylist()[0]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: citegraph.parse(7), "expected an Arrow array or a list of strings, found int"),
        (lambda: citegraph.parse(pyarrow.array([7])), "expected strings, found Int64"),
        (lambda: citegraph.keys(pyarrow.array([b"other"])), "row 0 holds no record of this version of citegraph"),
        (
            lambda: citegraph.cluster(citegraph.records([]), merge="sure"),
            'expected one of exact, strong, weak, ambiguous, found "sure"',
        ),
        (
            lambda: citegraph.verdict(citegraph.records([""]), citegraph.records([])),
            "1 records can't be compared with 0",
        ),
        (lambda: steps.component(pyarrow.array([1]), pyarrow.array([1])), "expected lists, found Int64"),
        (lambda: citegraph.read("no such file"), "no such file: no such file or folder"),
    ],
)
def test_errors_say_what_was_expected(call, said: str) -> None:
    with pytest.raises((ValueError, TypeError)) as raised:
        call()
    assert str(raised.value).startswith(said)


def test_components_of_edges_in_pieces() -> None:
    found = steps.Components()
    for a, b in [([5, 1], [9, 2]), ([], []), ([2, 7], [5, 7])]:
        found.add(pyarrow.array(a, pyarrow.int64()), pyarrow.array(b, pyarrow.int64()))
    table = pyarrow.table(found.finish())
    assert list(zip(*(table[name].to_pylist() for name in ("node", "component")))) == [
        (1, 1), (2, 1), (5, 1), (7, 7), (9, 1),
    ]  # fmt: skip


def test_the_lock_is_released() -> None:
    """Another thread runs while one parses: it counts on."""
    done = threading.Event()

    def work() -> None:
        citegraph.parse(STRINGS[:2] * 2000)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    count = 0
    while not done.wait(0.001):
        count += 1
    thread.join()
    assert count > 3


def test_the_import_is_light() -> None:
    """No heavy package is imported, and it takes under a fifth of a second of processor time."""
    code = (
        "import sys, time; start = time.process_time(); import citegraph; took = time.process_time() - start;"
        "heavy = {'pyarrow', 'numpy', 'pandas', 'polars', 'duckdb', 'pyspark', 'networkx', 'arro3'} & set(sys.modules);"
        "assert not heavy, heavy; assert took < 0.2, took"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
