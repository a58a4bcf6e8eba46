"""Matching in steps, for references that lie in tables of many machines: maps over rows, joins by key, groups.

:func:`citegraph.cluster` takes all records at once. Where an engine has them, it does the same in these steps, and the
works are the same, whatever the partitions and their order; :mod:`citegraph.engines` has them for DuckDB and for Spark.

1. **Records.** :func:`records` of the strings: bytes that sort as the records do.
2. **Outlets.** :func:`facts` of each record. Where an ``outlet`` holds two titles or more, records that are ``called`` by
   its name lose their title to it: :func:`move_outlet`.
3. **Nodes.** The distinct records, numbered in their order.
4. **Columns.** Of the nodes with one title, a year and authors: in each year the one with most authors, of equals the
   first. Where the first 24 of these, by year, are a column (:func:`is_column`), all of that title are marked:
   :func:`mark_column`.
5. **Pairs.** The :func:`keys` of each node. In a key's block, the nodes stand in their order. Each is compared with as many
   after it as :func:`reach` says of the block's size; in a block of more than `SMALL`, also with as many before and after
   it in the order of :func:`by_author`, then their own. No node is compared with more than `MOST` that come after it in
   number: first those of the first order, then of the second; each by the block's size (sizes above 255 count as 255), its
   key, those after it before those before it, the nearest first.
6. **Links.** Pairs whose :func:`verdict` is ``strong`` or ``exact``; with a looser threshold, those that it admits.
7. **Components** of the links, by the engine or by :class:`Components`.
8. **Works.** :func:`component` of each: the first node of each node's work. A node that is ``telling`` is one with its
   copies; else all but the first of them are works of their own. A node without links is a component of its own.

A key's block costs each of its nodes no more comparisons however many share it, so no key is too heavy; but a component is
clustered on one machine, and its records have to fit there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _citegraph
from ._citegraph import MOST, SMALL, Components

if TYPE_CHECKING:
    from ._citegraph import Array, Strings, Values

__all__ = [
    "MOST",
    "SMALL",
    "Components",
    "by_author",
    "component",
    "facts",
    "is_column",
    "keys",
    "mark_column",
    "move_outlet",
    "reach",
    "records",
    "verdict",
]


def records(strings: Strings) -> Array:
    """Reads reference strings into records, what is compared of them: bytes, some hundred each.

    Records sort as their bytes do, and the same reference gives the same bytes on every machine. They hold for one version
    of citegraph; those of another are refused.

    >>> from citegraph import steps
    >>> a, b = steps.records(["Roe, A. (2020). On tests. J. Tests, 3, 4.", "Roe, A. (2020). On tests. J. Tests, 3, 4."])
    >>> a == b
    True
    """
    return _citegraph.records(strings)


def facts(records: Values) -> Array:
    """What the steps look at: rows of ``{title, outlet, called, year, authors}``.

    ``title`` is the title as it is compared; ``outlet`` the journal or book that is named beside it, in a number;
    ``called`` the outlet that the title is, if it is one; ``authors`` how many are known.

    >>> from citegraph import steps
    >>> row = steps.facts(steps.records(["Roe, A. (2020). On Tests. Journal of Tests, 3(1), 4–9."]))[0].as_py()
    >>> row["title"], row["year"], row["authors"]
    ('on tests', 2020, 1)
    """
    return _citegraph.facts(records)


def by_author(records: Values) -> Array:
    """What the nodes of a large block are ordered by: first author, year, volume, page, in bytes."""
    return _citegraph.by_author(records)


def move_outlet(records: Values) -> Array:
    """Records whose title becomes their outlet."""
    return _citegraph.move_outlet(records)


def is_column(years: Values) -> Array:
    """Whether the records of a title are a column, which comes out again and again, by ever other people.

    Takes lists of ``{year, record}``, a list for each title and one record of each year, in any order.
    """
    return _citegraph.is_column(years)


def mark_column(records: Values) -> Array:
    """Records whose title is said to be a column's."""
    return _citegraph.mark_column(records)


def keys(records: Values) -> Array:
    """The keys of records: lists of whole numbers, ascending. Records that share one are worth comparing.

    >>> from citegraph import steps
    >>> one, other = (set(keys) for keys in steps.keys(steps.records([
    ...     "Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.",
    ...     "A. Roe, J. Lakes 3 (2020) 4.",
    ... ])).to_pylist())
    >>> len(one & other) > 0
    True
    """
    return _citegraph.keys(records)


def reach(size: int) -> int:
    """With how many after it a node is compared in a block of this size.

    >>> [reach(size) for size in (2, 16, 64, 1_000_000)]
    [16, 16, 4, 2]
    """
    return min(max(SMALL * SMALL // min(size, 255), 2), SMALL)


def verdict(a: Values, b: Values, *, level: str = "work") -> Array:
    """Compares records, row by row: ``{verdict, reason, bits}``.

    The verdicts are ``exact``, ``strong``, ``weak``, ``ambiguous`` and ``different``; the first two merge. `level` is
    ``work`` (a preprint and its article are one) or ``version`` (they are two). Which comes first plays no part.

    >>> from citegraph import steps
    >>> a = steps.records(["Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9."])
    >>> b = steps.records(["A. Roe, “On the algae of mountain lakes,” J. Lakes 3 (2020) 4."])
    >>> row = steps.verdict(a, b)[0].as_py()
    >>> row["verdict"], row["reason"]
    ('exact', 'same title, author and year')
    """
    return _citegraph.verdict(a, b, level)


def component(nodes: Values, links: Values, *, merge: str = "strong") -> Array:
    """Clusters the nodes of components, each a row.

    `nodes` are lists of ``{node, record, repeated}``, in any order: the records are distinct and numbered in their order,
    and ``repeated`` says whether there are several of one. `links` are lists of ``{a, b}``, numbers of nodes. Gives lists of ``{node, work, version, telling}``:
    the numbers of the first node of its work and of its version, and whether its copies are one with it.
    """
    return _citegraph.component(nodes, links, merge)
