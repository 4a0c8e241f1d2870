"""What the process itself costs: its start, its memory, and the letters it delivers."""

import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.machine import cpu_seconds, memory
from bench.site import Site
from bench.table import Figure

_STARTS = 5
_MOST_SECONDS, _MOST_MEGABYTES = 2.0, 120.0
_SECONDS_OF_DELIVERY = 4.0
_PROCESS = "The process"


def starts(instance: Path) -> Iterator[Figure]:
    """Not the first start, which makes the database."""
    taken = []
    for _ in range(_STARTS):
        with Site(instance, COURIER="apart") as site:
            taken.append(site.seconds_to_start)
    yield Figure(
        part=_PROCESS,
        name="start, to the first answer",
        value=statistics.median(taken),
        unit="s",
        at_most=_MOST_SECONDS,
    )


def memory_of(site: Site, *, after: str) -> Iterator[Figure]:
    used = memory(site.pid)
    yield Figure(
        part=_PROCESS,
        name=f"peak memory after {after}",
        value=used["VmHWM"],
        unit="MB",
        at_most=_MOST_MEGABYTES,
    )
    yield Figure(part=_PROCESS, name="memory then", value=used["VmRSS"], unit="MB")


def deliveries(instance: Path) -> Iterator[Figure]:
    """The courier inside the server finds what the forms have left, and writes it to files."""
    with Site(instance) as site:
        before, began, due = cpu_seconds(site.pid), time.perf_counter(), _due(instance)
        while time.perf_counter() - began < _SECONDS_OF_DELIVERY and _due(instance):
            time.sleep(0.05)
        lasted, used = time.perf_counter() - began, cpu_seconds(site.pid) - before
        gone = due - _due(instance)
        part = "The courier, letters written to files"
        yield Figure(part=part, name="CPU a letter", value=used / gone * 1000, unit="ms")
        yield Figure(part=part, name="letters", value=gone / lasted, unit="/s")
        yield from memory_of(site, after="delivering")


def _due(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "site.db", timeout=15)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM letter WHERE stage = 'due'").fetchone()
    return int(number)
