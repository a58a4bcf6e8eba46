"""Papers in, answers out."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import citegraph

LAKES = """# On the depth of lakes

Ann Roe

Journal of Lakes 5 (2020)

## Introduction

Lakes are deep, and their dialects are many (Lee, 2001). That the algae of mountain lakes grow slowly has been known for
long (Roe, 2015), and many have said so since. What grows in the harbours is another question (Falk, 1999), which this
paper leaves to others. We measured nine lakes in three summers, each at dawn and at dusk.

## Results

The deepest lake was the coldest, as Roe (2015) had found. Its banks are inhabited by those who speak as Lee (2001) has
written, and nobody else does. We counted the algae by hand, twice, and the counts agreed within a tenth.

## References

Lee, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30.

Roe, A. (2015). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.

Sato, C. (2010). Harbour walls of granite. Harbour Press.
"""
RIVERS = """# On the course of rivers

Bea Lee

Journal of Lakes 6 (2021)

## Introduction

Rivers run downhill, and algae run with them (Roe, 2015). How far they get before the first harbour depends on the slope,
on the season, and on the people who take the water out again. We followed two rivers from the spring to the sea.

## References

Roe, A. (2015). On the algae of mountain lakes. J. Lakes 3, 4–9.

Lee, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> citegraph.Corpus:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "lakes.md").write_text(LAKES, encoding="utf-8")
    (folder / "rivers.md").write_text(RIVERS, encoding="utf-8")
    told: list[tuple[int, int]] = []
    corpus = citegraph.read(folder, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    return corpus


def rows(table: object) -> list[dict]:
    return pyarrow.table(table).to_pylist()


def test_answers_are_tables(corpus: citegraph.Corpus) -> None:
    assert [paper["id"] for paper in rows(corpus.papers())] == ["lakes", "rivers"]
    assert {reference["document"] for reference in rows(corpus.references())} == {"lakes", "rivers"}
    works = {work["id"]: work for work in rows(corpus.works())}
    assert all(reference["work"] in works for reference in rows(corpus.references()))
    (shared,) = rows(corpus.shared())
    assert (shared["a"], shared["b"], shared["count"]) == ("lakes", "rivers", 2)
    assert all(edge["citing"] in works and edge["cited"] in works for edge in rows(corpus.edges()))
    printed = {citation["printed"]: citation for citation in rows(corpus.citations())}
    assert any(citation["resolution"] == "missing" for citation in printed.values())
    own = [citation for citation in rows(corpus.self_citations()) if citation["any_author"] == "yes"]
    assert {citation["document"] for citation in own} == {"lakes", "rivers"}
    findings = {(row["document"], row["finding"]) for row in rows(corpus.check(this_year=2026))}
    assert {("lakes", "missing"), ("lakes", "uncited"), ("rivers", "uncited")} <= findings
    assert rows(corpus.cycles()) == []
    assert pyarrow.table(corpus.conflicts()).column_names == [
        "work",
        "field",
        "value",
        "standing",
        "documents",
        "members",
    ]


def test_graphs_of_others(corpus: citegraph.Corpus) -> None:
    works, edges = len(corpus.works()), len(corpus.edges())
    network = corpus.to_networkx()
    assert (network.number_of_nodes(), network.number_of_edges()) == (works, edges)
    graph = corpus.to_igraph()
    assert (graph.vcount(), graph.ecount()) == (works, edges)
    assert graph.vs["name"] == [work["id"] for work in rows(corpus.works())]
    matrix = corpus.to_scipy()
    assert matrix.shape == (works, works) and matrix.nnz == edges
    coupling = matrix @ matrix.T
    places = {work["id"]: place for place, work in enumerate(rows(corpus.works()))}
    assert coupling[places["lakes"], places["rivers"]] == 2


def test_a_notebook_shows_the_picture(corpus: citegraph.Corpus) -> None:
    assert corpus._repr_html_().startswith("<svg ")
    assert corpus.page(title="Lakes & rivers").startswith("<!doctype html>")
    assert repr(corpus).startswith("<citegraph.Corpus: 2 papers, ")


def test_what_progress_raises_ends_the_reading(tmp_path: Path) -> None:
    (tmp_path / "lakes.md").write_text(LAKES, encoding="utf-8")

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        citegraph.read(tmp_path, progress=stop)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    with pytest.raises(citegraph.Error, match="empty.md: empty"):
        citegraph.read(tmp_path)
    (tmp_path / "empty.md").unlink()
    with pytest.raises(citegraph.Error, match="no paper in this folder"):
        citegraph.read(tmp_path)
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(citegraph.Error, match="no paper"):
        citegraph.read(tmp_path)
