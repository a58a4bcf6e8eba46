"""Each field of a row that is written in Rust has its column: serde_arrow leaves out what has none, without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parent.parent / "src").glob("*.rs"))

# What makes columns names them so: `text("title")`, `["volume", "issue"].map(text)`.
COLUMNS = re.compile(r"\b(?:text|texts|number|count|share|list|row|Field::new)\b[(),]")
STRUCT = re.compile(r"#\[derive\([^)]*\bSerialize\b[^)]*\)\]\s*(?:pub )?struct (\w+)[^{;]*\{(.*?)\n *\}", re.S)
FIELD = re.compile(r"^\s*(#\[serde\(flatten\)\]\s*)?(?:pub(?:\([^)]*\))? )?(?:r#)?(\w+):", re.M)


def functions(source: str) -> list[tuple[int, int]]:
    """From where to where each function's text goes."""
    starts = re.finditer(r"^( *)(?:pub )?fn ", source, re.M)
    return [(start.start(), source.index(f"\n{start[1]}}}", start.end())) for start in starts]


def without_columns(source: str) -> list[str]:
    """The fields of rows that no column is named after, where the row's function makes columns, or else where any does."""
    missing = []
    bodies = functions(source)
    makers = [(a, b) for a, b in bodies if COLUMNS.search(source[a:b])]
    for row in STRUCT.finditer(source):
        around = [(a, b) for a, b in makers if a < row.start() < b] or makers
        columns = {name for a, b in around for name in re.findall(r'"(\w+)"', source[a:b])}
        fields = [name for flat, name in FIELD.findall(row[2]) if not flat]
        assert fields or "flatten" in row[2], f"no field of {row[1]} was seen"
        missing += [f"{row[1]}.{name}" for name in fields if name not in columns]
    return missing


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_each_field_has_its_column(path: Path) -> None:
    assert without_columns(path.read_text(encoding="utf-8")) == []


def test_rows_are_seen() -> None:
    rows = [row[1] for path in SOURCES for row in STRUCT.finditer(path.read_text(encoding="utf-8"))]
    assert {"Person", "ItemRow", "PrintedRow", "Finding", "Facts"} <= set(rows)
    assert len(rows) == sum(path.read_text(encoding="utf-8").count("derive(Serialize") for path in SOURCES)


@pytest.mark.parametrize(
    "row", ["ItemRow<'r>", "Person<'r>", "Facts<'r>", "Finding", "Row<'r>", "Row", "Shared", "Step", "Same"]
)
def test_a_field_more_is_told(row: str) -> None:
    grown = 0
    for source in (path.read_text(encoding="utf-8") for path in SOURCES):
        for found in re.finditer(rf"struct {re.escape(row)} \{{", source):
            more = source[: found.end()] + "\n    unheard_of: i64," + source[found.end() :]
            assert without_columns(more) == [row.removesuffix("<'r>") + ".unheard_of"]
            grown += 1
    assert grown
