"""What the process itself costs: its start, its memory, and the letters it delivers."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from bench.machine import cpu_seconds, memory
from bench.site import Site
from bench.table import Figure

_STARTS = 5
_MOST_SECONDS, _MOST_MEGABYTES = 2.0, 120.0
_SECONDS_OF_DELIVERY = 4.0


def starts(instance: Path) -> Iterator[Figure]:
    """Not the first start, which makes the database."""
    part = "A start, to the first answer"
    taken, used = [], []
    for _ in range(_STARTS):
        with Site(instance, COURIER="apart") as site:
            taken.append(site.seconds_to_start)
            used.append(cpu_seconds(site.pid))
    yield Figure(part=part, name="time", value=median(taken), unit="s", at_most=_MOST_SECONDS)
    yield Figure(part=part, name="CPU", value=min(used), unit="s")


def memory_of(site: Site, *, part: str) -> Iterator[Figure]:
    used = memory(site.pid)
    peak, now = used["VmHWM"], used["VmRSS"]
    yield Figure(part=part, name="memory, peak", value=peak, unit="MB", at_most=_MOST_MEGABYTES)
    yield Figure(part=part, name="memory, in the end", value=now, unit="MB")


def deliveries(instance: Path) -> Iterator[Figure]:
    """The courier inside the server finds what the forms have left, and writes it to files."""
    part = "The courier inside the server, letters written to files"
    with Site(instance) as site:
        before, began, due = cpu_seconds(site.pid), time.perf_counter(), _due(instance)
        while time.perf_counter() - began < _SECONDS_OF_DELIVERY and _due(instance):
            time.sleep(0.05)
        lasted, used = time.perf_counter() - began, cpu_seconds(site.pid) - before
        gone = due - _due(instance)
        yield Figure(part=part, name="CPU a letter", value=used / gone * 1000, unit="ms")
        yield Figure(part=part, name="letters", value=gone / lasted, unit="/s")
        yield from memory_of(site, part=part)


def _due(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "site.db", timeout=15)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM letter WHERE stage = 'due'").fetchone()
    return int(number)
