"""Room on the disk, and who may read what lies on it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from blog.doctor.database import in_bytes
from blog.doctor.finding import Finding, bad, ok, warn

_FULL, _TIGHT = 100 * 1024**2, 1024**3


class Room(Protocol):
    """What `os.statvfs` tells; only this of it is asked for."""

    @property
    def f_bavail(self) -> int: ...
    @property
    def f_frsize(self) -> int: ...


def room(folders: Iterable[Path], *, statvfs: Callable[[Path], Room] = os.statvfs) -> list[Finding]:
    return [_room(folder, statvfs(folder)) for folder in dict.fromkeys(folders)]


def _room(folder: Path, found: Room) -> Finding:
    what, free = f"disk of {folder}", found.f_bavail * found.f_frsize
    words = f"{in_bytes(free)} are free."
    if not os.access(folder, os.W_OK | os.X_OK):
        return bad(what, "The site may not write there.", "Give it to the user the site runs as.")
    if free < _FULL:
        return bad(what, words, "Make room now: a full disk takes no inquiry.")
    if free < _TIGHT:
        return warn(what, words, "Make room before it is full.")
    return ok(what, words)


def private(files: Iterable[Path]) -> list[Finding]:
    """Those that are there shall be read by the site's own user alone."""
    there = [path for path in files if path.is_file()]
    open_ones = [path for path in there if path.stat().st_mode & 0o077]
    todo = "chmod 600 {}"
    found = [
        bad(path.name, "Other users of this machine may read it.", todo.format(path))
        for path in open_ones
    ]
    names = ", ".join(path.name for path in there)
    return found or [ok("files", f"Nobody else may read {names}.")] * bool(there)
