"""Debian's PostgreSQL in a folder of its own, as durable as it comes."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

_PACKAGES = Path("/usr/lib/postgresql")


def is_here() -> bool:
    return bool(_binaries())


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Its address, as libpq has it. It refuses to be root's, so root has it run by its own user."""
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    _run(folder, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    options = f"-c listen_addresses= -c unix_socket_directories={folder}"
    _run(folder, "pg_ctl", "-D", data, "-w", "-l", f"{data}/log", "-o", options, "start")
    try:
        yield f"//postgres@/postgres?host={folder}"
    finally:
        _run(folder, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def another(url: str, name: str) -> str:
    """A database of that name on the same server, new and empty."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    found = engine.url.set(database=name).render_as_string(hide_password=False)
    engine.dispose()
    return found


def _run(folder: Path, command: str, *arguments: str) -> None:
    as_postgres: dict[str, Any] = {}
    if os.geteuid() == 0:
        as_postgres = {"user": "postgres", "group": "postgres", "extra_groups": []}
    said = folder.parent / f"{folder.name}.log"
    with said.open("a") as log:  # a pipe would stay open for as long as the server lives
        done = subprocess.run(
            [str(_binaries()[-1] / command), *arguments],
            cwd=folder,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **as_postgres,
        )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{said.read_text()}")


def _binaries() -> list[Path]:
    found = [path.parent for path in _PACKAGES.glob("*/bin/initdb")]
    return sorted(found, key=lambda path: int(path.parent.name))
