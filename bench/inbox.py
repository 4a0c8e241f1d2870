"""The inbox with few inquiries, and with as many as an office has after decades."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bench import clients, crowd
from bench.clients import Ask, Run
from bench.queue import cookie_of, with_an_editor
from bench.site import Site
from bench.table import Figure, middle
from blog.db import open_engine, writing
from blog.inquiries.model import Inquiry, State
from blog.inquiries.reference import reference

_INBOX = "/desk/inquiries/"
_FEW, _MANY = 100, 100_000
_ROUNDS, _SECONDS = 5, 2.0
_MOST, _MOST_MILLISECONDS = 3.0, 100.0
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_AT_ONCE = 2_000
_STATES = (State.NEW, *[State.ANSWERED] * 3, *[State.CLOSED] * 4, State.SPAM, State.OPEN)


def pages(folder: Path) -> Iterator[Figure]:
    yield from _pages(folder, {})


def pages_on_postgres(folder: Path, urls: dict[str, str]) -> Iterator[Figure]:
    """`urls` are of two empty databases, "few" and "many"."""
    yield from _pages(folder, urls)


def _pages(folder: Path, urls: dict[str, str]) -> Iterator[Figure]:
    """In turn, so that a busy moment of the machine meets both."""
    part = f"The inbox with {_MANY:,} inquiries" + (", on PostgreSQL" if urls else "")
    with ExitStack() as both:
        sites = {
            name: both.enter_context(_site(folder / name, number, urls.get(name, "")))
            for name, number in (("few", _FEW), ("many", _MANY))
        }
        cookies = {name: cookie_of(site) for name, site in sites.items()}
        for kind, paths in (("list", [_INBOX]), ("search", _searches())):
            asks = {name: [_ask(path, cookies[name]) for path in paths] for name in sites}
            rounds = [
                tuple(_run(sites[name], asks[name]) for name in ("few", "many"))
                for _ in range(_ROUNDS)
            ]
            yield from _figures(part, kind, rounds)


def _figures(part: str, kind: str, rounds: Sequence[tuple[Run, ...]]) -> Iterator[Figure]:
    few, many = middle(rounds, by=lambda it: it[1].p99 / it[0].p99)
    beside: dict[str, Any] = {"beside_name": f"with {_FEW}", "unit": "ms", "part": part}
    if kind == "list":
        yield Figure(name="p99", value=many.p99, beside=few.p99, at_most=_MOST, **beside)
        yield Figure(name="p50", value=many.p50, beside=few.p50, **beside)
        return
    p50 = many.p50
    yield Figure(part=part, name="a search, p50", value=p50, unit="ms", at_most=_MOST_MILLISECONDS)
    yield Figure(name="a search, p99", value=many.p99, beside=few.p99, **beside)


def _run(site: Site, asked: Sequence[Ask]) -> Run:
    each = cycle(asked)
    return clients.run(site, lambda: next(each), connections=1, seconds=_SECONDS)


def _ask(path: str, cookie: str) -> Ask:
    return Ask(method="GET", path=path, status=200, cookie=cookie)


def _searches() -> list[str]:
    """Words that nearly every inquiry has, rare ones, beginnings, names, and a reference."""
    said = [word for words in crowd.texts(40, seed=1) for word in words.split()]
    chance = random.Random(2)
    looked_for = [
        *chance.sample(said, 20), *(" ".join(chance.sample(said, 2)) for _ in range(10)),
        *(word[:3] for word in chance.sample([it for it in said if len(it) > 5], 5)),
        "sam 77", "sam77@prospect.example", "555 0100", reference(77), "nobody at all",
    ]  # fmt: skip
    return [f"{_INBOX}?state=all&words={word.replace(' ', '+')}" for word in looked_for]


def _site(instance: Path, number: int, url: str) -> Site:
    settings = {"DATABASE_URL": url} if url else {}
    with_an_editor(instance, **settings)
    fill(url or f"sqlite:///{instance / 'site.db'}", number)
    return Site(instance, COURIER="apart", **settings)


def fill(url: str, number: int) -> None:
    """As many inquiries as that, from a thousand people."""
    engine = open_engine(url)
    said = crowd.texts(min(number, 20_000), seed=3)
    with writing(engine) as session:
        for at in range(0, number, _AT_ONCE):
            some = range(at, min(at + _AT_ONCE, number))
            session.execute(insert(Inquiry), [_row(it, said) for it in some])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE inquiry"))
    engine.dispose()


def _row(at: int, said: Sequence[str]) -> dict[str, Any]:
    person, moment = at % 1_000, _BEGAN + timedelta(minutes=at)
    email = f"sam{person}@prospect.example"
    return {
        "name": f"Sam {person}", "email": email, "email_key": email,
        "message": said[at % len(said)],
        "phone": "+1 415 555 0100" if at % 97 == 0 else "", "page": "/contact/", "reasons": [],
        "state": _STATES[at % len(_STATES)], "network": "192.0.2.0/24", "created_at": moment,
        "moved_at": moment,
    }  # fmt: skip
