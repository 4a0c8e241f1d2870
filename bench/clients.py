"""Visitors: a few connections that are kept alive, each asking again once it was answered."""

import http.client
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.machine import cpu_seconds
from bench.site import Site

_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip, br"}
_BURSTS, _SECONDS_OF_BURST = 6, 0.75


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request, and the status it has to be answered with."""

    method: str
    path: str
    status: int
    form: dict[str, str] | None = None
    cookie: str = ""


@dataclass(frozen=True, kw_only=True)
class Run:
    """`cpu` is the server's, in milliseconds for one request; so are p50 and p99."""

    rate: float
    p50: float
    p99: float
    cpu: float
    requests: int


def run(site: Site, ask: Callable[[], Ask], *, connections: int, seconds: float) -> Run:
    """`ask` says each time what comes next."""
    until = time.perf_counter() + seconds
    before, began = cpu_seconds(site.pid), time.perf_counter()

    def visit(_connection: int) -> list[float]:
        return _visit(site, ask, until)

    with ThreadPoolExecutor(connections) as pool:
        taken = sorted(each for visitor in pool.map(visit, range(connections)) for each in visitor)
    lasted, used = time.perf_counter() - began, cpu_seconds(site.pid) - before
    return Run(
        rate=len(taken) / lasted,
        p50=statistics.median(taken) * 1000,
        p99=taken[int(len(taken) * 0.99)] * 1000,
        cpu=used / len(taken) * 1000,
        requests=len(taken),
    )


def bursts(site: Site, ask: Callable[[], Ask], *, connections: int) -> list[Run]:
    """Short runs: neighbours only ever add to what a request takes, so the least of several is
    nearest to what it takes by itself."""
    return [
        run(site, ask, connections=connections, seconds=_SECONDS_OF_BURST) for _ in range(_BURSTS)
    ]


def _visit(site: Site, ask: Callable[[], Ask], until: float) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    taken = []
    while (began := time.perf_counter()) < until:
        _send(connection, ask())
        taken.append(time.perf_counter() - began)
    connection.close()
    return taken


def _send(connection: http.client.HTTPConnection, asked: Ask) -> None:
    body = None if asked.form is None else urlencode(asked.form)
    cookie = {"Cookie": asked.cookie} if asked.cookie else {}
    connection.request(asked.method, asked.path, body=body, headers=_FORM | cookie)
    answer = connection.getresponse()
    answer.read()
    if answer.status != asked.status:
        raise RuntimeError(f"{asked.method} {asked.path}: {answer.status}, not {asked.status}")
