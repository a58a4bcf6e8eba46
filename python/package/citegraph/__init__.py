"""Reads the bibliographies of papers and turns them into a citation graph that can be questioned.

>>> import citegraph
>>> roe = citegraph.parse(["Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9."])[0].as_py()
>>> roe["title"], roe["container_title"], roe["year"]
('On tests', 'Journal of Tests', 2020)

Arrays and tables go in and come out through Arrow's PyCapsule interface: what pyarrow, pandas, Polars, DuckDB and others
hold is taken as it is, and what comes back they take without copying it (``pyarrow.table(…)``, ``polars.DataFrame(…)``,
``duckdb.sql("from …")``). Python's lock is released while citegraph works, on all cores.

===================  =====================================================================
:func:`read`         papers in files: a :class:`Corpus`, which answers questions as tables
:func:`parse`        reference strings to fields, with where they are printed and how sure
:func:`records`      reference strings to what is compared of them, in bytes
:func:`cluster`      records to works, all at once
:func:`verdict`      whether two records are one work, and why
:func:`keys`         what records worth comparing have in common
:mod:`~.steps`       matching in steps, for tables that no one machine holds
:mod:`~.engines`     those steps on DuckDB and on Spark
===================  =====================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _citegraph
from ._citegraph import Error, __version__
from .corpus import Corpus, read
from .steps import keys, records, verdict

if TYPE_CHECKING:
    from ._citegraph import Array, Strings, Values

__all__ = ["Corpus", "Error", "__version__", "cluster", "keys", "parse", "read", "records", "verdict"]


def parse(strings: Strings, *, record: bool = False) -> Array:
    """Reads reference strings, each into a row of CSL's fields.

    Takes an Arrow array of strings, or a list of them; gives an array of as many rows, chunked where the input is. A
    missing string is a missing row. The fields have CSL's names, lower case and with underscores; besides them:

    - ``year`` is that of ``issued``, which is ISO 8601 as far as the date goes, or the date as printed;
    - ``spans`` say where each field is printed, in characters (``string[start:end]``), and how sure it is, from 0 to 1;
      ``confidence`` is that of the least sure;
    - ``issues`` say what is doubtful, ``rest`` is what has no field;
    - ``further`` are the works that the string names after the first, ``pinpoint`` is the page that is meant, ``signal``
      what stands before the source, ``et_al`` whether that shortens the authors;
    - ``record``, if it is asked for, is the same row of :func:`records`, at less than reading the strings twice.

    >>> import citegraph
    >>> row = citegraph.parse(["Roe, A. & Lee, B. “On lakes,” J. Lakes 12, no. 3 (2023), 4–9."])[0].as_py()
    >>> [person["family"] for person in row["author"]], row["volume"], row["issue"], row["page"]
    (['Roe', 'Lee'], '12', '3', '4–9')
    >>> [(span["field"], span["start"]) for span in row["spans"]][:2]
    [('author', 0), ('author', 10)]
    """
    return _citegraph.parse(strings, record)


def cluster(records: Values, *, merge: str = "strong") -> Array:
    """Finds which :func:`records` are one work: rows of ``{work, version}``, for each the number of its first record.

    `merge` is the least verdict that merges: ``exact``, ``strong``, ``weak`` or ``ambiguous``. The same records come
    together in whatever order they are given. All are held in memory, about a kilobyte each; for more than that there is
    :mod:`citegraph.engines`.

    >>> import citegraph
    >>> found = citegraph.cluster(citegraph.records([
    ...     "Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.",
    ...     "Doe, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30.",
    ...     "A. Roe, “On the algae of mountain lakes,” J. Lakes 3 (2020) 4.",
    ... ]))
    >>> [row["work"] for row in found.to_pylist()]
    [0, 1, 0]
    """
    return _citegraph.cluster(records, merge)
