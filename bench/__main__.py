"""`make bench`: how fast the site is, beside nginx and the database's own commits."""

import argparse
import json
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import (
    autosave,
    commits,
    forms,
    inbox,
    judging,
    life,
    mail,
    pages,
    pictures,
    postgres,
    queue,
    rendering,
    searching,
)
from bench.machine import (
    CLIENT_CORE,
    SERVER_CORE,
    file_system,
    loop_seconds,
    stay_on_client_core,
)
from bench.site import Site, prepare
from bench.table import Figure, Loops, as_rows, drawn

_BUSY = 1.25  # times the quickest loop


def main() -> None:
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    stay_on_client_core()
    with tempfile.TemporaryDirectory(prefix="bench") as named:
        folder = Path(named)
        folder.chmod(0o711)  # PostgreSQL runs as another user
        about = _about(folder)
        figures, loops = _measured(_everything(folder, with_postgres=asked.postgres))
    print(about, _how_busy(loops), "", drawn(figures, loops), sep="\n")
    if asked.json:
        content = {"about": about, "loop_seconds": loops, "figures": as_rows(figures)}
        asked.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures for a program")
    parser.add_argument("--postgres", action="store_true", help="replies on PostgreSQL as well")
    return parser.parse_args()


def _everything(folder: Path, *, with_postgres: bool) -> Iterator[Figure]:
    instance = folder / "site"
    prepare(instance)
    yield from life.starts(instance)
    bare = partial(_bare_sqlite, folder)
    with Site(instance, COURIER="apart") as site:
        yield from pages.cached(site, folder / "nginx")
        yield from pages.made_anew(site)
        yield from forms.replies(site, bare)
        yield from forms.inquiries(site, bare)
        yield from life.memory_of(site, part="The process after all that")
    yield from life.deliveries(instance)
    yield from mail.deliveries(instance)
    yield from judging.learning_and_judging(instance / "site.db")
    yield from rendering.posts()
    yield from queue.pages(folder / "queues")
    yield from inbox.pages(folder / "inboxes")
    yield from searching.pages(folder / "searches")
    yield from autosave.round_trips(folder / "autosave")
    yield from pictures.variants()
    if with_postgres:
        yield from _on_postgres(folder)


def _bare_sqlite(folder: Path, seconds: float) -> float:
    return commits.of_sqlite(folder, seconds=seconds)


def _on_postgres(folder: Path) -> Iterator[Figure]:
    if not postgres.is_here():
        yield Figure(part="On PostgreSQL", name="all", needs="PostgreSQL not installed")
        return
    with postgres.running(folder / "postgres") as address:
        url, instance = f"postgresql+psycopg:{address}", folder / "on-postgres"
        prepare(instance, DATABASE_URL=url)

        def bare(seconds: float) -> float:
            return commits.of_postgres(f"postgresql:{address}", seconds=seconds)

        with Site(instance, COURIER="apart", DATABASE_URL=url) as site:
            yield from forms.replies_on_postgres(site, bare)
        urls = {name: postgres.another(url, f"inbox_{name}") for name in ("few", "many")}
        yield from inbox.pages_on_postgres(folder / "inboxes-on-postgres", urls)
        urls = {name: postgres.another(url, f"search_{name}") for name in ("few", "many")}
        yield from searching.pages_on_postgres(folder / "searches-on-postgres", urls)


def _measured(found: Iterator[Figure]) -> tuple[list[Figure], Loops]:
    """With the loop timed before and after each part."""
    figures: list[Figure] = []
    loops: Loops = {}
    before = loop_seconds()
    for figure in found:
        if figure.part not in loops:
            print(f"{figure.part} …", file=sys.stderr, flush=True)
            loops[figure.part] = (before, loop_seconds())
            before = loops[figure.part][1]
        figures.append(figure)
    return figures, loops


def _about(folder: Path) -> str:
    cores = (
        f"server on core {SERVER_CORE}, client on core {CLIENT_CORE}"
        if SERVER_CORE != CLIENT_CORE
        else "server and client share the one core, so no rate says much"
    )
    return f"Python {platform.python_version()}; {cores}; data on {file_system(folder)}."


def _how_busy(loops: Loops) -> str:
    taken = [seconds for both in loops.values() for seconds in both]
    quick, slow = min(taken), max(taken)
    told = f"A fixed loop took {quick:.2f} to {slow:.2f} s of CPU."
    if slow < quick * _BUSY:
        return told
    return (
        f"{told} The machine was uneven: beside each part stands the loop before and after it,\n"
        "and what a part needs of CPU grows with its loop."
    )


if __name__ == "__main__":
    main()
