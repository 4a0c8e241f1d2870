"""A PostgreSQL of the suite's own: from Debian's package, in a temporary folder, for one run."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.lacking import lacking

_PACKAGES = Path("/usr/lib/postgresql")
# Nothing here has to outlive a power cut.
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def needed() -> None:
    """Whoever asks cannot go on without it."""
    if _binaries() is None:
        lacking("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def address(folder: Path, name: str) -> str:
    """Where database `name` of the server in `folder` is; the server is started if it is not up."""
    _start_once(folder)
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"


def create(folder: Path, name: str) -> str:
    """A new and empty database; returns where it is."""
    _start_once(folder)
    _run(folder, "createdb", "-h", str(folder), "-U", "postgres", name)
    return address(folder, name)


def stop(folder: Path) -> None:
    """The server and all it held are gone."""
    if (folder / "data" / "postmaster.pid").exists():
        _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _start_once(folder: Path) -> None:
    """Whichever worker is first starts it, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "data" / "postmaster.pid").exists():
            _start(folder)


def _start(folder: Path) -> None:
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    folder.chmod(0o700)
    _run(folder, "initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} {_FAST}"
    log = str(folder / "log")
    _run(folder, "pg_ctl", "-D", str(data), "-w", "-l", log, "-o", options, "start")


def _run(folder: Path, command: str, *arguments: str) -> None:
    """As an unprivileged user, since PostgreSQL refuses to be root's."""
    binaries = _binaries()
    assert binaries is not None
    as_postgres: dict[str, Any] = {}
    if os.geteuid() == 0:
        as_postgres = {"user": "postgres", "group": "postgres", "extra_groups": []}
    log = folder.parent / f"{folder.name}.{command}.log"
    with log.open("a") as written:  # a pipe would stay open for as long as the server lives
        done = subprocess.run(
            [str(binaries / command), *arguments],
            cwd=folder,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            **as_postgres,
        )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{log.read_text(encoding='utf-8')}")


def _binaries() -> Path | None:
    found = [path.parent for path in _PACKAGES.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)
