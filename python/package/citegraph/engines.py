"""Works of references in tables, by engines that have the tables: DuckDB and Spark.

``python -m citegraph.engines --engine duckdb refs.parquet out/`` reads a table with the columns ``id`` and ``reference``
and writes ``out/works.parquet``: for each ``id`` the ``work`` and the ``version``, named by the smallest id in each. They
are those that ``citegraph match`` finds on one machine, to the byte, however the table is cut and ordered.

:func:`match` is the whole of it, in SQL that both engines run; :mod:`citegraph.steps` says what each step is for. An engine
is what runs the SQL (:class:`DuckDB`, :class:`Spark`): it keeps tables, numbers rows, and finds connected components. The
few words that SQL spells in two ways are the engine's, too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow

import citegraph
from citegraph import steps

if TYPE_CHECKING:
    import duckdb
    import pyspark.sql

__all__ = ["DuckDB", "Engine", "Spark", "citations", "match", "references"]

# From the surest to the least sure.
VERDICTS = ("exact", "strong", "weak", "ambiguous")


class Engine(Protocol):
    """What runs the steps."""

    explode: str
    """The function that makes rows of a list."""
    collect: str
    """The function that makes a list of rows."""

    array: str
    """The function that makes a list of values."""

    def row(self, **columns: str) -> str:
        """The expression for a row within a row."""

    def first(self, count: str, values: str) -> str:
        """The expression for the first so many of a list."""

    def view(self, name: str, sql: str) -> None:
        """Calls a query by a name."""

    def table(self, name: str, sql: str) -> None:
        """Keeps what a query gives under a name: it is computed once."""

    def numbered(self, name: str, number: str, order: str, sql: str) -> None:
        """Keeps what a query gives, with a column of numbers that ascend in an order; they may have gaps."""

    def components(self, name: str, links: str) -> None:
        """Keeps the ``node`` and the ``component`` of what the links ``a``, ``b`` of a table connect."""

    def number(self, sql: str) -> int:
        """The number that a query gives."""


def match(engine: Engine, table: str, *, id: str = "id", reference: str = "reference", merge: str = "strong") -> None:
    """Finds the works of the references in a table, and keeps them as the table ``works``: ``id``, ``work``, ``version``.

    `id` and `reference` are the columns of the table; ids have to be distinct. `merge` is the least verdict that merges. A
    reference that is missing is one of no words. The tables in between stay to be looked at: ``parsed`` (:func:`references`
    reads it), ``nodes``, ``blocks``, ``pairs``, ``links``, ``components``.
    """
    if merge not in VERDICTS:
        raise ValueError(f"expected one of {', '.join(VERDICTS)}, found {merge!r}")
    unfit = engine.number(f"SELECT count(*) - count(DISTINCT {id}) FROM {table}")
    if unfit:
        raise ValueError(f"{unfit} ids of the table {table} are missing or not distinct")
    # Works are clustered with what is strong, whatever is merged.
    admitted = ", ".join(f"'{verdict}'" for verdict in VERDICTS[: max(VERDICTS.index(merge) + 1, 2)])
    row, explode, collect = engine.row, engine.explode, engine.collect

    # 1. Strings to fields and records.
    engine.table(
        "parsed",
        f"""
        SELECT id, fields, facts(fields.record) AS facts
        FROM (SELECT {id} AS id, parse_and_record(coalesce({reference}, '')) AS fields FROM {table}) AS read""",
    )
    # Titles that other records have for their outlet.
    engine.view(
        "outlets",
        """
        SELECT facts.outlet AS outlet FROM parsed WHERE facts.outlet IS NOT NULL
        GROUP BY facts.outlet HAVING min(facts.title) <> max(facts.title)""",
    )
    engine.view(
        "records",
        """
        SELECT id, coalesce(move_outlet(CASE WHEN outlet IS NOT NULL THEN fields.record END), fields.record) AS record
        FROM parsed LEFT JOIN outlets ON facts.called = outlet""",
    )
    # The distinct records are the nodes, numbered in their order.
    engine.numbered(
        "distinct_records",
        "node",
        "record",
        f"""
        SELECT record, facts(record) AS facts, ids, first_id, repeated FROM (
            SELECT record, {collect}(id) AS ids, min(id) AS first_id, count(*) > 1 AS repeated
            FROM records GROUP BY record) AS distinct_ones""",
    )
    # Titles that come out again and again: of each year the record with most authors counts, of equals the first.
    engine.view(
        "years",
        f"""
        SELECT facts.title AS title, facts.year AS year, min_by(record, {row(few="-facts.authors", node="node")}) AS record
        FROM distinct_records WHERE facts.title IS NOT NULL AND facts.year IS NOT NULL AND facts.authors > 0
        GROUP BY facts.title, facts.year""",
    )
    engine.view(
        "serials",
        f"""
        SELECT title AS serial FROM (
            SELECT title, is_column({collect}({row(year="year", record="record")})) AS is_serial
            FROM years GROUP BY title HAVING count(*) > 2) AS titles
        WHERE is_serial""",
    )
    engine.table(
        "nodes",
        """
        SELECT node, repeated, coalesce(mark_column(CASE WHEN serial IS NOT NULL THEN record END), record) AS record
        FROM distinct_records LEFT JOIN serials ON facts.title = serial""",
    )

    # 2. Keys; and in the block of each key the neighbours, in the nodes' order and, where there are many, in the authors'.
    engine.numbered("authors", "author", "by_author, node", "SELECT node, by_author(record) AS by_author FROM nodes")
    engine.view("keyed", f"SELECT node, {explode}(keys(record)) AS key FROM nodes")
    engine.table(
        "blocks",
        """
        SELECT key, least(size, 255) AS size, node, author
        FROM (SELECT key, node, count(*) OVER (PARTITION BY key) AS size FROM keyed) AS sized JOIN authors USING (node)
        WHERE size > 1""",
    )
    engine.view(
        "orders",
        f"""
        SELECT 1 AS turn, key, size, node, node AS place FROM blocks UNION ALL
        SELECT 2 AS turn, key, size, node, author AS place FROM blocks WHERE size > {steps.SMALL}""",
    )
    reach = f"CAST(greatest(2, least({steps.SMALL}, floor({steps.SMALL**2}.0 / size))) AS INT)"
    following = ", ".join(
        row(node=f"lead(node, {place}) OVER block", far=str(place)) for place in range(1, steps.SMALL + 1)
    )
    engine.view(
        "followed",
        f"""
        SELECT turn, key, size, node, {explode}({engine.first(reach, "others")}) AS other FROM (
            SELECT turn, key, size, node, {engine.array}({following}) AS others
            FROM orders WINDOW block AS (PARTITION BY turn, key ORDER BY place)) AS listed""",
    )
    engine.view(
        "neighbours",
        """
        SELECT least(node, other.node) AS a, greatest(node, other.node) AS b, turn, size, key, other.node < node AS before,
            other.far AS far
        FROM followed WHERE other.node IS NOT NULL""",
    )
    # Each node with so many after it in number, those of its smallest blocks first. Neighbours are many times the strings:
    # they are only ever sorted, which engines do past memory. On many machines, they go once to where their node is.
    engine.table(
        "pairs",
        f"""
        SELECT a, b FROM (
            SELECT a, b, row_number() OVER (PARTITION BY a ORDER BY turn, size, key, before, far) AS nth FROM (
                SELECT *, row_number() OVER (PARTITION BY a, b ORDER BY turn, size, key, before, far) AS again
                FROM (SELECT /*+ REPARTITION(a) */ * FROM neighbours) AS gathered) AS candidates
            WHERE again = 1) AS preferred
        WHERE nth <= {steps.MOST}""",
    )

    # 3. Verdicts.
    engine.table(
        "links",
        f"""
        SELECT a, b FROM pairs JOIN nodes AS x ON a = x.node JOIN nodes AS y ON b = y.node
        WHERE verdict(x.record, y.record).verdict IN ({admitted})""",
    )

    # 4. What the links connect, and the works within it.
    engine.components("components", "links")
    engine.view(
        "connected",
        f"""
        SELECT component, {collect}({row(node="node", record="record", repeated="repeated")}) AS nodes FROM (
            SELECT coalesce(component, node) AS component, node, record, repeated
            FROM nodes LEFT JOIN components USING (node) WHERE component IS NOT NULL OR repeated) AS found
        GROUP BY component""",
    )
    engine.view(
        "connecting",
        f"""
        SELECT component, {collect}({row(a="a", b="b")}) AS links
        FROM links JOIN components ON a = node GROUP BY component""",
    )
    engine.view(
        "placed",
        f"""
        SELECT place.node AS node, place.work AS work, place.version AS version, place.telling AS telling FROM (
            SELECT {explode}(component(nodes, links, '{merge}')) AS place
            FROM connected LEFT JOIN connecting USING (component)) AS places""",
    )
    # Copies of what says too little to be told from others are alone.
    engine.view(
        "members",
        f"""
        SELECT id, work, version, telling OR id = first_id AS joined FROM (
            SELECT {explode}(ids) AS id, first_id, coalesce(work, node) AS work, coalesce(version, node) AS version,
                coalesce(telling, true) AS telling
            FROM distinct_records LEFT JOIN placed USING (node)) AS listed""",
    )
    smallest = "CASE WHEN joined THEN min(CASE WHEN joined THEN id END) OVER (PARTITION BY {0}) ELSE id END AS {0}"
    engine.table("works", f"SELECT id, {smallest.format('work')}, {smallest.format('version')} FROM members")


def references() -> str:
    """The query for the references as they were read, after :func:`match`: ``id``, and the columns of
    :func:`citegraph.parse`."""
    columns = [f"fields.{field.name} AS {field.name}" for field in _type(citegraph.parse([]))]
    return f"SELECT id, {', '.join(columns)} FROM parsed"


def citations(table: str, citing: str, *, id: str = "id") -> str:
    """The query for who cites what, after :func:`match`: the column `citing` of the table, and the ``cited`` work; each
    citation once, as ``citegraph … --edges`` takes them."""
    return f"""
        SELECT DISTINCT CAST({citing} AS STRING) AS citing, CAST(work AS STRING) AS cited
        FROM (SELECT {id} AS id, {citing} FROM {table}) AS listed JOIN works USING (id) WHERE {citing} IS NOT NULL"""


class DuckDB:
    """DuckDB: one machine, in and out of memory. `connection` is one of DuckDB's; what it keeps goes to its database.

    >>> import duckdb
    >>> from citegraph import engines
    >>> connection = duckdb.connect()
    >>> connection.execute('''CREATE TABLE refs AS SELECT * FROM (VALUES
    ...     (1, 'Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.'),
    ...     (2, 'Doe, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30.'),
    ...     (3, 'A. Roe, “On the algae of mountain lakes,” J. Lakes 3 (2020) 4.')) AS refs(id, reference)''').fetchall()
    [(3,)]
    >>> engines.match(engines.DuckDB(connection), "refs")
    >>> connection.sql("SELECT id, work FROM works ORDER BY id").fetchall()
    [(1, 1), (2, 2), (3, 1)]
    """

    explode = "unnest"
    collect = "list"
    array = "list_value"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

        def known_as(type: pyarrow.DataType) -> Any:
            empty = pyarrow.table([pyarrow.array([], type)], names=["values"])
            return connection.from_arrow(empty).types[0]

        import duckdb
        from duckdb.func import FunctionNullHandling, PythonUDFType

        for name, (function, takes, gives) in _functions().items():
            # From an engine that the connection had before.
            with contextlib.suppress(duckdb.InvalidInputException):
                connection.remove_function(name)
            connection.create_function(
                name,
                _giving(pyarrow.chunked_array, function, len(takes)),
                [known_as(type) for type in takes],
                known_as(gives),
                type=PythonUDFType.ARROW,
                null_handling=FunctionNullHandling.SPECIAL,
            )

    def row(self, **columns: str) -> str:
        return f"struct_pack({', '.join(f'{name} := {value}' for name, value in columns.items())})"

    def first(self, count: str, values: str) -> str:
        return f"{values}[1:{count}]"

    def view(self, name: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {sql}")

    def table(self, name: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def numbered(self, name: str, number: str, order: str, sql: str) -> None:
        self.table(name, f"SELECT row_number() OVER (ORDER BY {order}) AS {number}, * FROM ({sql})")

    def components(self, name: str, links: str) -> None:
        found = steps.Components()
        for batch in self.connection.table(links).to_arrow_reader():
            found.add(batch["a"], batch["b"])
        self.connection.register("found_components", pyarrow.table(found.finish()))
        self.table(name, "SELECT * FROM found_components")
        self.connection.unregister("found_components")

    def number(self, sql: str) -> int:
        return int(self.connection.sql(sql).fetchall()[0][0])


class Spark:
    """Spark 4.1 or later: many machines. `session` is one of Spark's, `folder` a place that all of them see: the tables in
    between are kept there as Parquet, so that what a lost machine had is computed again from what was there before."""

    explode = "explode"
    collect = "collect_list"
    array = "array"

    def __init__(self, session: pyspark.sql.SparkSession, folder: str) -> None:
        from pyspark.sql.pandas.functions import arrow_udf
        from pyspark.sql.pandas.types import from_arrow_type

        self.session = session
        self.folder = folder
        # It would write rows of ours into columns of its own, and these into rows again.
        session.conf.set("spark.sql.execution.arrow.pythonUDF.columnarInput.enabled", "false")

        for name, (function, takes, gives) in _functions().items():
            wrapped = _giving(pyarrow.array, _in_a_worker(function), len(takes))
            session.udf.register(name, arrow_udf(wrapped, from_arrow_type(gives)))  # type: ignore[call-overload]

    def row(self, **columns: str) -> str:
        return f"named_struct({', '.join(f'{name!r}, {value}' for name, value in columns.items())})"

    def first(self, count: str, values: str) -> str:
        return f"slice({values}, 1, {count})"

    def view(self, name: str, sql: str) -> None:
        self.session.sql(sql).createOrReplaceTempView(name)

    def table(self, name: str, sql: str) -> None:
        self._keep(name, self.session.sql(sql))

    def numbered(self, name: str, number: str, order: str, sql: str) -> None:
        from pyspark.sql.functions import monotonically_increasing_id

        # Sorted, the partitions are in order, and so are the numbers.
        ordered = self.session.sql(f"SELECT * FROM ({sql}) AS unordered ORDER BY {order}")
        self._keep(name, ordered.withColumn(number, monotonically_increasing_id()))

    def components(self, name: str, links: str) -> None:
        def connected(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            found = steps.Components()
            for batch in batches:
                found.add(batch["a"], batch["b"])
            yield from pyarrow.table(found.finish()).to_batches()

        # One machine takes the links as they come, and holds the nodes.
        self._keep(name, self.session.table(links).coalesce(1).mapInArrow(connected, "node bigint, component bigint"))

    def number(self, sql: str) -> int:
        return int(self.session.sql(sql).collect()[0][0])

    def _keep(self, name: str, table: pyspark.sql.DataFrame) -> None:
        path = f"{self.folder}/{name}"
        table.write.mode("overwrite").parquet(path)
        self.session.read.schema(table.schema).parquet(path).createOrReplaceTempView(name)


def _type(array: Any) -> pyarrow.DataType:
    """The type of an array, as pyarrow has it."""
    return pyarrow.array(array).type


def _giving(array: Callable[[Any], Any], function: Callable[..., Any], takes: int) -> Callable[..., Any]:
    """A function of so many arrays that gives another kind of array. Spark sees by their types what they are."""

    def one(a: pyarrow.Array) -> pyarrow.Array:
        return array(function(a))

    def two(a: pyarrow.Array, b: pyarrow.Array) -> pyarrow.Array:
        return array(function(a, b))

    def three(a: pyarrow.Array, b: pyarrow.Array, c: pyarrow.Array) -> pyarrow.Array:
        return array(function(a, b, c))

    return (one, two, three)[takes - 1]


def _in_a_worker(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function on one thread: Spark has a process for each core already."""

    def on_one_thread(*arrays: Any) -> Any:
        # Read when the first array comes.
        os.environ.setdefault("RAYON_NUM_THREADS", "1")
        return function(*arrays)

    return on_one_thread


def _functions() -> dict[str, tuple[Callable[..., Any], list[pyarrow.DataType], pyarrow.DataType]]:
    """The functions that the SQL calls: what each is, what it takes, and what it gives."""

    def parse_and_record(strings: Any) -> Any:
        return citegraph.parse(strings, record=True)

    def component(nodes: Any, links: Any, merge: Any) -> Any:
        return steps.component(nodes, links, merge=merge[0].as_py() if len(merge) else "strong")

    text, binary, number, flag = pyarrow.string(), pyarrow.binary(), pyarrow.int64(), pyarrow.bool_()
    nodes = pyarrow.list_(pyarrow.struct({"node": number, "record": binary, "repeated": flag}))
    links = pyarrow.list_(pyarrow.struct({"a": number, "b": number}))
    years = pyarrow.list_(pyarrow.struct({"year": pyarrow.int32(), "record": binary}))
    none = pyarrow.array([], binary)
    return {
        "parse": (citegraph.parse, [text], _type(citegraph.parse([]))),
        "parse_and_record": (parse_and_record, [text], _type(parse_and_record([]))),
        "facts": (steps.facts, [binary], _type(steps.facts(none))),
        "by_author": (steps.by_author, [binary], binary),
        "move_outlet": (steps.move_outlet, [binary], binary),
        "mark_column": (steps.mark_column, [binary], binary),
        "is_column": (steps.is_column, [years], flag),
        "keys": (steps.keys, [binary], pyarrow.list_(number)),
        "verdict": (steps.verdict, [binary, binary], _type(steps.verdict(none, none))),
        "component": (
            component,
            [nodes, links, text],
            _type(steps.component(pyarrow.array([], nodes), pyarrow.array([], links))),
        ),
    }


def main(arguments: list[str] | None = None) -> int:
    """The command line: see ``--help``."""
    parser = argparse.ArgumentParser(
        prog="python -m citegraph.engines",
        description="Finds the works of references in Parquet: those that citegraph match finds, on DuckDB or Spark.",
        epilog="Writes OUT/works.parquet: id, work, version. With --fields also OUT/references.parquet: id and the columns of "
        "citegraph.parse; with --citing also OUT/citations.parquet: citing, cited, for citegraph's --edges.",
    )
    parser.add_argument("references", help="a Parquet file, or files by a pattern, or with Spark a folder")
    parser.add_argument("out", help="the folder to write to; with Spark, one that all its machines see")
    parser.add_argument(
        "--engine", default="duckdb", help="duckdb, spark (on this machine), spark://HOST:PORT, or sc://HOST:PORT"
    )
    parser.add_argument("--id", default="id", help="the column of ids, which are distinct")
    parser.add_argument("--reference", default="reference", help="the column of references")
    parser.add_argument("--citing", help="the column of the citing papers")
    parser.add_argument("--fields", action="store_true", help="write the references as they were read, too")
    parser.add_argument(
        "--merge",
        default="strong",
        choices=VERDICTS,
        help="the least verdict that merges",
    )
    parser.add_argument("--memory", help="how much memory DuckDB may use, as 4GB; what is more goes to OUT")
    args = parser.parse_args(arguments)

    results = {"works": "SELECT id, work, version FROM works ORDER BY id"}
    if args.fields:
        results["references"] = references()
    if args.citing:
        results["citations"] = citations("refs", args.citing, id=args.id) + " ORDER BY citing, cited"
    is_spark = args.engine == "spark" or args.engine.startswith(("spark://", "sc://"))
    if not is_spark and args.engine != "duckdb":
        parser.error(f"no engine is called {args.engine}: expected duckdb, spark, spark://HOST:PORT or sc://HOST:PORT")
    if is_spark and args.memory:
        parser.error("--memory is DuckDB's: Spark's memory is set where Spark is started")
    run = _spark if is_spark else _duckdb
    try:
        print(run(args, results), file=sys.stderr)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _told(engine: Engine) -> str:
    """What was done, and what was heaviest."""
    strings = engine.number("SELECT count(*) FROM works")
    works = engine.number("SELECT count(DISTINCT work) FROM works")
    pairs = engine.number("SELECT count(*) FROM pairs")
    most = "SELECT coalesce(max(nodes), 0) FROM (SELECT count(*) AS nodes FROM {0} GROUP BY {1}) AS counted"
    block, component = (engine.number(most.format(*of)) for of in [("blocks", "key"), ("components", "component")])
    return (
        f"{strings} references are {works} works; {pairs} pairs were compared; the heaviest key has {block} distinct "
        f"references, the largest component {component}"
    )


def _match(engine: Engine, args: argparse.Namespace) -> None:
    # A column that isn't there is told before the works are found, not after.
    engine.view("citing_papers", f"SELECT {args.citing or 'NULL'} AS citing FROM refs")
    match(engine, "refs", id=args.id, reference=args.reference, merge=args.merge)


def _duckdb(args: argparse.Namespace, results: dict[str, str]) -> str:
    import duckdb

    # What the caller can mend; all else is a fault of this module.
    mendable = (duckdb.IOException, duckdb.BinderException, duckdb.ParserException, duckdb.OutOfMemoryException)
    os.makedirs(args.out, exist_ok=True)
    kept = os.path.join(args.out, "matching.duckdb")
    connection = duckdb.connect(kept, config={"temp_directory": os.path.join(args.out, "matching.tmp")})
    try:
        if args.memory:
            connection.execute("SET memory_limit = ?", [args.memory])
        connection.execute("SET preserve_insertion_order = false")
        try:
            connection.read_parquet(args.references).create_view("refs")
        except duckdb.InvalidInputException as error:
            raise ValueError(f"no Parquet is read from {args.references}: {error}") from error
        engine = DuckDB(connection)
        _match(engine, args)
        for name, sql in results.items():
            connection.sql(sql).write_parquet(os.path.join(args.out, f"{name}.parquet"))
        return _told(engine)
    except mendable as error:
        raise ValueError(str(error)) from error
    finally:
        connection.close()
        os.unlink(kept)


def _spark(args: argparse.Namespace, results: dict[str, str]) -> str:
    # Its workers run this Python unless another is named.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.errors import AnalysisException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("citegraph")
    if args.engine.startswith("sc://"):
        session = builder.remote(args.engine).getOrCreate()
    else:
        session = builder.master("local[*]" if args.engine == "spark" else args.engine).getOrCreate()
    try:
        session.read.parquet(args.references).createOrReplaceTempView("refs")
        engine = Spark(session, f"{args.out}/matching")
        _match(engine, args)
        for name, sql in results.items():
            session.sql(sql).write.mode("overwrite").parquet(f"{args.out}/{name}.parquet")
        return _told(engine)
    except AnalysisException as error:
        raise ValueError(str(error)) from error
    finally:
        session.stop()


if __name__ == "__main__":
    raise SystemExit(main())
