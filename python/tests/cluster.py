"""Spark with a master and workers, on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path


class Cluster:
    """A master and two workers of Spark, processes of their own on this machine."""

    def __init__(self, folder: Path, memory: str = "1g") -> None:
        import pyspark

        self.folder = folder
        self.home = Path(pyspark.__file__).parent
        self.environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1"}
        self.processes: list[subprocess.Popen[bytes]] = []
        # A port of 0 is any that is free; the log says which.
        self.start("master", "Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        self.url = self.said("master", "Starting Spark master at ").split()[0]
        for name in ("one", "two"):
            self.start(
                name,
                "Worker",
                "--cores",
                "1",
                "--memory",
                memory,
                "--webui-port",
                "0",
                "-d",
                str(folder / name),
                self.url,
            )
        for name in ("one", "two"):
            self.said(name, "Successfully registered with master")

    def start(self, name: str, kind: str, *arguments: str) -> None:
        command = [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind.lower()}.{kind}", *arguments]
        with open(self.folder / f"{name}.log", "wb") as log:
            # A group of its own to kill, in the session that `bench` measures; `process_group` is younger than Python 3.10.
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env=self.environment,
                preexec_fn=os.setpgrp,  # noqa: PLW1509
            )
        self.processes.append(process)

    def said(self, name: str, words: str, seconds: int = 180) -> str:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            log = (self.folder / f"{name}.log").read_text(errors="replace")
            if words in log:
                return log.split(words, 1)[1]
            time.sleep(0.2)
        raise AssertionError(f"{name} didn't say {words!r}: {log[-2000:]}")

    def kill(self, number: int) -> None:
        """Kills a process and those that it started, its executors among them."""
        process = self.processes[number]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        for number in range(len(self.processes)):
            self.kill(number)
