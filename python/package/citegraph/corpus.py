"""Papers in files, the works that they cite, and answers about them as tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from . import _citegraph

if TYPE_CHECKING:
    import igraph
    import networkx
    import scipy.sparse

    from ._citegraph import Table

Path = str | os.PathLike[str]


def read(
    paths: Path | Iterable[Path], *, merge: str = "strong", progress: Callable[[int, int], Any] | None = None
) -> Corpus:
    """Reads papers, and links what they cite.

    `paths` are files, or folders of ``.pdf``, ``.txt`` and ``.md`` files; files may also hold records, as databases and
    reference managers export them (RIS, BibTeX, Web of Science, OpenAlex, Crossref and others, known by their content).
    `merge` is the least verdict that makes entries one work: ``exact``, ``strong``, ``weak`` or ``ambiguous``. `progress` is
    called with how many files are read, and of how many.

    Raises :class:`citegraph.Error` at the first file that can't be read, and where there is no paper at all.

    >>> import citegraph, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("lakes", "rivers"):
    ...         text = "# References\\n- Roe, A. (2020). On tests. *Journal of Tests*, 3(1), 4–9.\\n"
    ...         _ = pathlib.Path(folder, name + ".md").write_text(text, encoding="utf-8")
    ...     corpus = citegraph.read(folder)
    >>> corpus
    <citegraph.Corpus: 2 papers, 3 works>
    >>> [(pair["a"], pair["b"], pair["count"]) for pair in corpus.shared().to_struct_array().to_pylist()]
    [('lakes', 'rivers', 1)]
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    files = [os.fspath(path) for path in paths]
    if not files:
        raise _citegraph.Error("expected paths of papers, found none")
    return Corpus(_citegraph.Corpus.read(files, merge, progress))


class Corpus:
    """Papers, the works that they and their entries are, and who cites whom: what :func:`read` gives.

    Each answer is an Arrow table. Entries are called ``DOCUMENT:LABEL``, works by the smallest of their members. ``start``
    and ``end`` of what stands in a paper are bytes of its text.
    """

    def __init__(self, inner: _citegraph.Corpus) -> None:
        self._inner = inner

    def __repr__(self) -> str:
        return f"<citegraph.Corpus: {self._inner.paper_count()} papers, {self._inner.work_count()} works>"

    def _repr_html_(self) -> str:
        return self._inner.svg()

    def papers(self) -> Table:
        """What each paper says of itself, how it cites, what was found in it, and ``warnings``: what wasn't."""
        return self._inner.papers()

    def works(self) -> Table:
        """The works: the best reading of the fields, ``members`` (papers and entries), ``documents`` that are or cite it,
        ``versions`` (the members of each), ``verdict`` and ``reason`` of the weakest merge."""
        return self._inner.works()

    def references(self) -> Table:
        """The entries of lists and notes: ``work``, ``kind``, ``region``, ``refers_to`` (of "ibid." and its like), ``raw``,
        and the columns of :func:`citegraph.parse`."""
        return self._inner.references()

    def citations(self) -> Table:
        """The citations in the running texts: as ``printed``, with the ``entries`` that each leads to. ``resolution`` is
        ``exact``, ``several``, ``near``, ``ambiguous`` or ``missing``."""
        return self._inner.citations()

    def edges(self) -> Table:
        """The graph: the ``citing`` and the ``cited`` work, the citing ``document``, its ``entries``, how often it cites
        ``in_text``."""
        return self._inner.edges()

    def shared(self) -> Table:
        """What each pair of papers shares: ``count``, ``jaccard``, ``cosine``, and the ``works`` with both papers' entries."""
        return self._inner.shared()

    def cycles(self, *, length: int = 8, most: int = 1000) -> Table:
        """The circles in which citations lead, of at most so many works, and at most so many of them; a warning says where
        there may be more."""
        table, extent = self._inner.cycles(length, most)
        if extent is not None:
            import warnings

            warnings.warn(f"not all cycles are listed: {extent}", stacklevel=2)
        return table

    def self_citations(self) -> Table:
        """Who cites themselves: for each citation whether ``any_author``, the ``first_author`` or the ``journal`` is one
        (``yes``, ``no`` or ``unknown``), and the ``authors`` as printed here and there."""
        return self._inner.self_citations()

    def conflicts(self) -> Table:
        """The fields on which entries of one work disagree, a row for each reading."""
        return self._inner.conflicts()

    def check(self, *, this_year: int | None = None) -> Table:
        """What is cited and not listed, listed and not cited, cited otherwise than listed; what can't be, or not together."""
        return self._inner.check(date.today().year if this_year is None else this_year)

    def svg(self) -> str:
        """A picture of the graph: papers and the works that two or more of them cite, by years."""
        return self._inner.svg()

    def page(self, *, title: str | None = None) -> str:
        """The explorer: one page of HTML to click through, which needs nothing else."""
        return self._inner.page(title)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The graph for NetworkX: works by their ids, with ``title`` and ``year``; an edge for each paper's citation."""
        import networkx

        graph = networkx.MultiDiGraph()
        graph.add_nodes_from((work["id"], {"title": work["title"], "year": work["year"]}) for work in self._nodes())
        graph.add_edges_from(
            (edge.pop("citing"), edge.pop("cited"), edge) for edge in self.edges().to_struct_array().to_pylist()
        )
        return graph

    def to_igraph(self) -> igraph.Graph:
        """The graph for igraph: vertices with ``name``, ``title`` and ``year``, in the order of :meth:`works`."""
        import igraph

        nodes, places = self._places()
        edges = self.edges()
        graph = igraph.Graph(n=len(nodes), directed=True)
        graph.vs["name"] = [work["id"] for work in nodes]
        graph.vs["title"] = [work["title"] for work in nodes]
        graph.vs["year"] = [work["year"] for work in nodes]
        ends = zip(edges["citing"].to_pylist(), edges["cited"].to_pylist())
        graph.add_edges([(places[citing], places[cited]) for citing, cited in ends])
        for column in ("document", "entries", "in_text", "confidence"):
            graph.es[column] = edges[column].to_pylist()
        return graph

    def to_scipy(self) -> scipy.sparse.csr_array:
        """Who cites whom as a sparse matrix, row and column `i` the work `i` of :meth:`works`; 1 where the row's work cites
        the column's."""
        import numpy
        import scipy.sparse

        nodes, places = self._places()
        edges = self.edges()
        rows = [places[citing] for citing in edges["citing"].to_pylist()]
        columns = [places[cited] for cited in edges["cited"].to_pylist()]
        ends = (numpy.array(rows, dtype="int64"), numpy.array(columns, dtype="int64"))
        matrix = scipy.sparse.csr_array((numpy.ones(len(rows), dtype="int64"), ends), shape=(len(nodes), len(nodes)))
        matrix.data[:] = 1
        return matrix

    def _nodes(self) -> list[dict[str, Any]]:
        return list(self.works().select(["id", "title", "year"]).to_struct_array().to_pylist())

    def _places(self) -> tuple[list[dict[str, Any]], dict[str, int]]:
        nodes = self._nodes()
        return nodes, {work["id"]: place for place, work in enumerate(nodes)}
