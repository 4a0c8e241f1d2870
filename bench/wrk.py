"""wrk, which asks one server for one page as fast as it can."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from bench.machine import CLIENT_CORE, cpu_seconds, pinned, program

_CONNECTIONS = 16
_IN_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, kw_only=True)
class Run:
    """`cpu` is the server's, in microseconds for one request; p50 and p99 are milliseconds."""

    rate: float
    p50: float
    p99: float
    cpu: float


def run(url: str, *, seconds: int, headers: Mapping[str, str], server: int) -> Run:
    """One thread on the client's core, keep-alive; `server` is the process that answers."""
    given = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = (program("wrk") or "wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", "--latency")
    before = cpu_seconds(server)
    done = subprocess.run(
        pinned(*command, *given, url, core=CLIENT_CORE), capture_output=True, text=True, check=True
    )
    used = cpu_seconds(server) - before
    return _read(done.stdout, used)


def _read(printed: str, used: float) -> Run:
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise RuntimeError(f"wrk met with errors:\n{printed}")
    requests = int(_found(r"(\d+) requests in", printed))
    return Run(
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", printed)),
        p50=_milliseconds(_found(r"\n +50%\s+(\S+)", printed)),
        p99=_milliseconds(_found(r"\n +99%\s+(\S+)", printed)),
        cpu=used / requests * 1e6,
    )


def _found(pattern: str, printed: str) -> str:
    found = re.search(pattern, printed)
    assert found, printed
    return found[1]


def _milliseconds(words: str) -> float:
    found = re.fullmatch(r"([\d.]+)(us|ms|s)", words)
    assert found, words
    return float(found[1]) * _IN_MILLISECONDS[found[2]]
