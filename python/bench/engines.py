"""What the engines cost beside the plain program, on invented references.

    python bench/engines.py parse 1000000           strings per CPU second: program, Python, DuckDB, Spark
    python bench/engines.py list 10000              a list of strings in Python beside the bare parser in Rust
    python bench/engines.py match 100000 1000000    time, CPU, memory, bytes kept and shuffled, and whether the works are one

Spark parses within one process, and matches with a master and two workers, processes of their own of one core each.
Needs the program (`cargo build --release --features cli`; its path in CITEGRAPH, or ../target/release/citegraph), citegraph
installed with both engines, and Java. CPU seconds are those of all processes that a run starts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))
PROGRAM = os.environ.get("CITEGRAPH", str(HERE.parents[1] / "target" / "release" / "citegraph"))
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Cost:
    """Of a run: seconds by the clock, CPU seconds, the most memory at once, the most bytes in its folder at once."""

    clock: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    disk: int = 0


def run(command: list[str], folder: Path | None = None, **options: object) -> Cost:
    """Runs a command in a session of its own, and watches all processes of that session."""
    cost, cpu = Cost(), {}
    start = time.monotonic()
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    process = subprocess.Popen(command, start_new_session=True, env=environment, **options)

    def watch() -> None:
        while process.poll() is None:
            memory = 0
            for entry in os.scandir("/proc"):
                try:
                    fields = (
                        Path(entry.path, "stat").read_text().rsplit(") ", 1)[1].split() if entry.name.isdigit() else []
                    )
                except OSError:
                    continue
                if fields and int(fields[3]) == process.pid:
                    cpu[entry.name] = max(cpu.get(entry.name, 0), int(fields[11]) + int(fields[12]))
                    memory += int(fields[21]) * PAGE
            cost.memory = max(cost.memory, memory)
            if folder:
                cost.disk = max(cost.disk, size(folder))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    watcher.join()
    if code:
        raise SystemExit(f"{command} ended with {code}")
    cost.clock, cost.cpu = time.monotonic() - start, sum(cpu.values()) / TICKS
    return cost


def size(folder: Path) -> int:
    total = 0
    # What is gone meanwhile, `os.walk` passes over.
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.path.getsize(os.path.join(parent, name))
    return total


def written(count: int, folder: Path) -> tuple[Path, Path]:
    """So many references, as Parquet and as lines."""
    import pyarrow
    import pyarrow.parquet

    from references import references

    schema = pyarrow.schema(
        {"id": pyarrow.int64(), "citing": pyarrow.int64(), "truth": pyarrow.int64(), "reference": pyarrow.string()}
    )
    table, lines = folder / "refs.parquet", folder / "refs.txt"
    with pyarrow.parquet.ParquetWriter(table, schema) as parquet, open(lines, "w", encoding="utf-8") as text:
        rows: list[tuple[int, int, int, str]] = []
        for row in references(count):
            rows.append(row)
            text.write(row[3] + "\n")
            if len(rows) == 50_000:
                parquet.write_table(pyarrow.table(list(zip(*rows)), schema=schema))
                rows = []
        if rows:
            parquet.write_table(pyarrow.table(list(zip(*rows)), schema=schema))
    return table, lines


PYTHON = "import citegraph, pyarrow.parquet as p; citegraph.parse(p.read_table({table!r})['reference'].to_pylist())"
DUCKDB = """
import duckdb
from citegraph import engines
c = duckdb.connect()
c.execute("SET enable_progress_bar = false")
engines.DuckDB(c)
c.execute("COPY (SELECT {expression} AS fields FROM read_parquet({table!r})) TO {out!r} (FORMAT parquet)")
"""
SPARK = """
from pyspark.sql import SparkSession
from citegraph import engines
s = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
s = s.config("spark.driver.extraJavaOptions", "-XX:+UseParallelGC").getOrCreate()
engines.Spark(s, {out!r})
s.read.parquet({table!r}).createOrReplaceTempView("refs")
s.sql("SELECT {expression} AS fields FROM refs").write.mode("overwrite").parquet({out!r})
s.stop()
"""


def parse(count: int) -> None:
    """Strings per CPU second, with and without what a run costs that only copies the strings."""
    print(f"| parse of {count} strings | CPU s | strings per CPU s | of the program's |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, lines = written(count, folder)
        out = str(folder / "out.parquet")
        program = run([PROGRAM, "parse", str(lines)], stdout=subprocess.DEVNULL).cpu

        def line(what: str, cpu: float) -> None:
            print(f"| {what} | {cpu:.1f} | {count / cpu:.0f} | {program / cpu:.2f} |", flush=True)

        def python(code: str, **values: str) -> float:
            return run(
                [sys.executable, "-c", code.format(table=str(table), out=out, **values)], stderr=subprocess.DEVNULL
            ).cpu

        line("`citegraph parse`", program)
        line("`citegraph.parse(list)`", python(PYTHON))
        for engine, code in (("DuckDB", DUCKDB), ("Spark", SPARK)):
            whole, bare = python(code, expression="parse(reference)"), python(code, expression="reference")
            line(engine, whole)
            line(f"{engine}, less starting and copying", whole - bare)


LIST = """
import sys, time, citegraph
strings = open({lines!r}, encoding="utf-8").read().splitlines()
def seconds():
    start = time.process_time()
    citegraph.parse(strings)
    return time.process_time() - start
print(min(seconds() for _ in range(15)))
"""


def listed(count: int) -> None:
    """A list of strings in Python, on one thread, beside the bare parser in Rust: in turns, of all runs the quickest."""
    manifest = ["--manifest-path", str(HERE.parent / "Cargo.toml")]
    profile = ["--profile", os.environ.get("PROFILE", "release")]
    build = ["cargo", "build", "--example", "parse", *manifest, *profile, "--message-format", "json"]
    messages = subprocess.run(build, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    rust = next(m["executable"] for m in map(json.loads, messages) if m.get("executable"))
    with tempfile.TemporaryDirectory() as name:
        _, lines = written(count, Path(name))
        commands = ([rust, str(lines)], [sys.executable, "-c", LIST.format(lines=str(lines))])
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}

        def quickest(command: list[str]) -> float:
            return float(subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout)

        rounds = [[quickest(command) for command in commands] for _ in range(7)]
        bare, python = (min(seconds) for seconds in zip(*rounds))
        print(
            f"bare parser {count / bare:.0f} a second, citegraph.parse(list) {count / python:.0f}: {bare / python:.2f}"
        )
        print("of each turn:", *(f"{bare / python:.2f}" for bare, python in rounds))


def matching(counts: list[int]) -> None:
    """The works by the program, DuckDB with 1 GB of memory, and Spark."""
    print(
        "| strings | by | clock s | CPU s | memory MB | folder MB | shuffled MB | works |\n|---|---|---|---|---|---|---|---|"
    )
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            table, lines = written(count, folder)

            def line(what: str, cost: Cost, works: str, shuffled: int = 0, count: int = count) -> None:
                megabytes = " | ".join(str(value >> 20) for value in (cost.memory, cost.disk, shuffled))
                print(f"| {count} | {what} | {cost.clock:.0f} | {cost.cpu:.0f} | {megabytes} | {works} |", flush=True)

            whole = folder / "whole.jsonl"
            with open(whole, "wb") as out:
                line(
                    "`citegraph match`", run([PROGRAM, "match", "--strings", str(lines)], stdout=out), of_program(whole)
                )
            duckdb = ["-m", "citegraph.engines", "--memory", "1GB"]
            for engine, command in (("duckdb", duckdb), ("spark", [__file__, "cluster"])):
                out = folder / engine
                out.mkdir()
                with open(folder / "log", "w+b") as log:
                    cost = run([sys.executable, *command, str(table), str(out)], out, stderr=log)
                    log.seek(0)
                    told = log.read().decode(errors="replace").strip().splitlines()[-1]
                line(f"{engine}: {told}", cost, of_table(out / "works.parquet"), shuffled(out / "events"))
                shutil.rmtree(out)


def cluster(table: str, out: str) -> None:
    """The works by a master of Spark and two workers; they tell what they do in the folder `events`."""
    from cluster import Cluster

    folder = Path(out)
    events, local = folder / "events", folder / "local"
    events.mkdir()
    settings = {
        "spark.executor.memory": "1500m",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": events.as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }
    os.environ["SPARK_LOCAL_DIRS"] = str(local)
    spark = Cluster(folder, memory="1500m")
    try:
        told = " ".join(f"--conf {name}={value}" for name, value in settings.items())
        environment = {**spark.environment, "PYSPARK_SUBMIT_ARGS": f"{told} pyspark-shell"}
        command = [sys.executable, "-m", "citegraph.engines", "--engine", spark.url, table, out]
        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
    finally:
        spark.stop()


def shuffled(events: Path) -> int:
    """The bytes that tasks wrote for others to fetch."""
    total = 0
    for path in events.glob("*"):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if '"SparkListenerTaskEnd"' in line:
                    metrics = json.loads(line).get("Task Metrics", {})
                    total += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
    return total


def of_program(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            digest.update(f"{row['id']} {row['work']} {row['version']}\n".encode())
    return digest.hexdigest()[:12]


def of_table(path: Path) -> str:
    import duckdb

    digest = hashlib.sha256()
    files = f"{path}/*.parquet" if path.is_dir() else str(path)
    rows = duckdb.connect().execute("SELECT id, work, version FROM read_parquet(?) ORDER BY id", [files])
    while part := rows.fetchmany(100_000):
        digest.update("".join(f"{number} {work} {version}\n" for number, work, version in part).encode())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["parse", count]:
            parse(int(count))
        case ["list", count]:
            listed(int(count))
        case ["cluster", table, out]:
            cluster(table, out)
        case ["match", *counts]:
            matching([int(count) for count in counts])
        case _:
            raise SystemExit(__doc__)
