"""The machine: its two cores, what a process has used of it, and how busy it is right now."""

import os
import shutil
import socket
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_UTIME, _STIME = 11, 12  # in /proc/PID/stat, counted behind the command's bracket
_ROUNDS = 3_000_000
_PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"

_CORES = sorted(os.sched_getaffinity(0))
CLIENT_CORE, SERVER_CORE = _CORES[0], _CORES[-1]


def program(name: str) -> str | None:
    """Where it is; Debian keeps servers where an ordinary user's PATH does not look."""
    return shutil.which(name, path=_PLACES)


def pinned(*command: str, core: int = SERVER_CORE) -> list[str]:
    return ["taskset", "-c", str(core), *command]


def stay_on_client_core() -> None:
    """For this process and the threads it starts; what it runs is pinned by itself."""
    os.sched_setaffinity(0, {CLIENT_CORE})


def cpu_seconds(pid: int) -> float:
    """What all threads of a process have used, in it and in the kernel for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_UTIME]) + int(fields[_STIME])) / _TICKS


def memory(pid: int) -> dict[str, float]:
    """In MB, by the names of /proc/PID/status: VmHWM is the peak, VmRSS what it is now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    pairs = (line.split() for line in lines if line.startswith(("VmHWM", "VmRSS")))
    return {name.rstrip(":"): int(kilobytes) / 1024 for name, kilobytes, _ in pairs}


def loop_seconds() -> float:
    """CPU time of a fixed loop. It grows when neighbours take the machine's caches and clock, and
    what the site needs grows with it."""
    began, total = time.process_time(), 0
    for number in range(_ROUNDS):
        total += number * number
    return time.process_time() - began


def file_system(folder: Path) -> str:
    """Its kind: on a tmpfs a durable commit costs nothing and says nothing."""
    found = (line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines())
    holding = [(place, kind) for place, kind in found if folder.is_relative_to(place)]
    return max(holding, key=lambda it: len(it[0]))[1]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
