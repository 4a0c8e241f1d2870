"""Keeping what an editor writes: the round trip of one autosave, beside a bare commit."""

import json
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from bench import commits
from bench.queue import cookie_of, with_an_editor
from bench.site import Site
from bench.table import Figure

_PART = "An autosave of a post of 6 KB"
_TIMES, _SECONDS_OF_COMMITS = 200, 2.0
_TEXT = "Both help people to grow, and each asks for something else.\n\n" * 100


def round_trips(folder: Path) -> Iterator[Figure]:
    """One after the other, each with a text that is a word longer than the last."""
    with_an_editor(folder)
    with Site(folder, COURIER="apart") as site:
        keep = _keeper(site)
        taken = sorted(_seconds(partial(keep, number)) for number in range(_TIMES))
    bare = 1000 / commits.of_sqlite(folder, seconds=_SECONDS_OF_COMMITS)
    for name, place in (("p50", 0.5), ("p95", 0.95)):
        value = taken[int(_TIMES * place)] * 1000
        yield Figure(
            part=_PART, name=name, value=value, unit="ms", beside=bare, beside_name="a bare commit"
        )


def _seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _keeper(site: Site) -> Callable[[int], None]:
    """What the page does while one writes: the new text, with the version it has seen."""
    cookie = cookie_of(site)
    page = _ask(f"{site.base}/desk/posts/new", cookie)
    about = {name: _value(page, name) for name in ("csrf_token", "born", "seen", "version")}
    address = f"{site.base}/desk/posts/new/draft"

    def keep(number: int) -> None:
        nonlocal address
        typed = {**about, "title": "Measured", "body": f"{_TEXT}{'more ' * number}"}
        found = json.loads(_ask(address, cookie, typed))
        about.update({name: str(found[name]) for name in ("version", "seen") if name in found})
        address = f"{site.base}{found['draft']}"

    return keep


def _ask(url: str, cookie: str, typed: dict[str, str] | None = None) -> str:
    body = urlencode(typed).encode() if typed else None
    asked = urllib.request.Request(url, body, {"Cookie": cookie, "X-Fragment": "draft"})
    with urllib.request.urlopen(asked) as answer:
        return str(answer.read().decode())


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    return found[1] if found else ""
