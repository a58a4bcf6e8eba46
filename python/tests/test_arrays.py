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
        pandas.Series(STRINGS, dtype=object),
        pyarrow.array(STRINGS).dictionary_encode().cast(pyarrow.dictionary(pyarrow.int8(), pyarrow.large_string())),
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
    read = citegraph.parse(strings).to_pylist()
    for same in (
        [STRINGS[0], None],
        pandas.Series([STRINGS[0], None], dtype=object),
        polars.Series([STRINGS[0], None]),
        strings.dictionary_encode(),
        strings.cast(pyarrow.string_view()),
    ):
        assert citegraph.parse(same).to_pylist() == read, type(same)
    for none in (pyarrow.array([None]), [None], pyarrow.array([None], pyarrow.large_string())):
        assert citegraph.parse(none).to_pylist() == [None] == citegraph.records(none).to_pylist()


@pytest.mark.parametrize("none", [[], pyarrow.array([]), pyarrow.array([], pyarrow.string_view())])
def test_of_nothing_comes_nothing_with_its_columns(none) -> None:
    some = citegraph.records(STRINGS)
    for function in (citegraph.parse, citegraph.records):
        assert len(found := pyarrow.array(function(none))) == 0
        assert found.type == pyarrow.array(function(STRINGS)).type
    nothing = citegraph.records(none)
    for function in (
        citegraph.keys,
        citegraph.cluster,
        steps.facts,
        steps.by_author,
        steps.move_outlet,
        steps.mark_column,
    ):
        assert len(found := pyarrow.array(function(nothing))) == 0
        assert found.type == pyarrow.array(function(some)).type
    assert pyarrow.array(citegraph.verdict(nothing, nothing)).type == pyarrow.array(citegraph.verdict(some, some)).type


def test_odd_strings_are_read_too() -> None:
    """Control characters, hundreds of names; of a megabyte it is said that it is too long, and all of it is kept."""

    def many(count: int) -> str:
        return "".join(f"Müller, {chr(65 + n % 26)}., " for n in range(count)) + "(2020). Über Seen."

    odd = ["\0", "Roe, A. (2020). On\0tests. J. Tests, 3\0, 4.", "\u202e\ufffe\U0010ffff", many(300), many(90_000)]
    assert len(odd[-1].encode()) > 1_000_000
    read = citegraph.parse(odd, record=True).to_pylist()
    assert [row["record"] for row in read] == citegraph.records(odd).to_pylist()
    for text, row in zip(odd, read):
        assert all(0 <= span["start"] < span["end"] <= len(text) for span in row["spans"])
    *_, names, megabyte = read
    assert len(names["spans"]) > 300 and names["spans"][-1]["end"] > len(odd[-2]) - 12
    assert [issue["issue"] for issue in megabyte["issues"]] == ["entry too long to be read"]
    assert megabyte["rest"] == [odd[-1]]


def test_ids_do_not_depend_on_the_batch() -> None:
    whole = citegraph.parse(STRINGS, record=True).to_pylist()
    assert [citegraph.parse([text], record=True).to_pylist()[0] for text in STRINGS] == whole
    assert [row["record"] for row in whole] == citegraph.records(STRINGS).to_pylist()


def test_records_sort_as_their_bytes_do() -> None:
    records = sorted(citegraph.records(STRINGS).to_pylist())
    assert records[0] == citegraph.records([""]).to_pylist()[0]


def years(numbers: list[int | None]) -> pyarrow.Array:
    record = citegraph.records(STRINGS[:1])[0].as_py()
    return pyarrow.array([[{"year": number, "record": record} for number in numbers]])


def component(links: list[dict[str, int]]) -> list[dict]:
    records = sorted(citegraph.records(STRINGS[:2]).to_pylist())
    nodes = [{"node": node, "record": record, "repeated": False} for node, record in enumerate(records)]
    return steps.component(pyarrow.array([nodes]), pyarrow.array([links])).to_pylist()[0]


def edges(a: list, b: list) -> None:
    steps.Components().add(pyarrow.array(a), pyarrow.array(b))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: citegraph.parse(7), "expected an Arrow array or a list of strings, found int"),
        (lambda: citegraph.parse("Roe"), "expected an Arrow array or a list of strings, found str"),
        (lambda: citegraph.parse(["Roe", 7]), "expected an Arrow array or a list of strings, found int in row 1"),
        (lambda: citegraph.parse(["Roe", "\ud800"]), "row 1 is no text: UnicodeEncodeError"),
        (lambda: citegraph.parse(pyarrow.array([7])), "expected strings, found Int64"),
        (lambda: citegraph.parse(pyarrow.array([7]).dictionary_encode()), "expected strings, found Int64"),
        (lambda: citegraph.parse(pyarrow.array([b"\xff"])), "expected strings, found Binary"),
        (lambda: citegraph.parse(pyarrow.table({"a": ["Roe"], "b": ["Lee"]})), "expected strings, found Struct"),
        (lambda: citegraph.keys(STRINGS), "expected records, found Utf8View"),
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
        (lambda: steps.is_column(years([2001, None])), "expected whole numbers, of which 1 are missing"),
        (lambda: component([{"a": 0, "b": 7}]), "0 and 7 are linked, but not both in the component"),
        (lambda: edges([1, 2], [3]), "2 nodes can't be connected with 1"),
        (lambda: edges([1, None], [3, 4]), "expected whole numbers, of which 1 are missing"),
        (lambda: edges(["1"], ["2"]), "expected whole numbers, found Utf8"),
        (lambda: citegraph.read("no such file"), "no such file: no such file or folder"),
        (lambda: citegraph.read([]), "expected paths of papers, found none"),
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


def test_links_lead_both_ways() -> None:
    records = sorted(citegraph.records([STRINGS[0], STRINGS[0].replace("van der Lee", "Lee")]).to_pylist())
    nodes = [{"node": node, "record": record, "repeated": False} for node, record in zip((3, 8), records)]
    for link in ({"a": 3, "b": 8}, {"a": 8, "b": 3}):
        (found,) = steps.component(pyarrow.array([nodes]), pyarrow.array([[link]])).to_pylist()
        assert [row["work"] for row in found] == [3, 3]


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
