"""Looking for words with few posts, and with as many as a busy blog has after decades."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import accumulate, cycle
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bench import clients
from bench.clients import Ask, Run
from bench.queue import with_an_editor
from bench.site import Site
from bench.table import Figure, middle
from blog.db import open_engine, reading, writing
from blog.posts.model import Kind, Post, Standing
from blog.search.index import store as index
from blog.terms.model import PostTag, Tag

_FEW, _MANY = 100, 10_000
_ROUNDS, _SECONDS = 5, 2.0
_MOST_MILLISECONDS = 50.0
_BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
_AT_ONCE, _WORDS, _A_POST, _TAGS = 500, 30_000, 500, 300
_SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo lan der sten".split()


def pages(folder: Path) -> Iterator[Figure]:
    yield from _pages(folder, {})


def pages_on_postgres(folder: Path, urls: dict[str, str]) -> Iterator[Figure]:
    """`urls` are of two empty databases, "few" and "many"."""
    yield from _pages(folder, urls)


def _pages(folder: Path, urls: dict[str, str]) -> Iterator[Figure]:
    """In turn, so that a busy moment of the machine meets both."""
    part = f"Search among {_MANY:,} posts" + (", on PostgreSQL" if urls else "")
    with ExitStack() as both:
        sites = {
            name: both.enter_context(_site(folder / name, number, urls.get(name, "")))
            for name, number in (("few", _FEW), ("many", _MANY))
        }
        for kind, asked in searches().items():
            rounds = [
                tuple(_run(sites[name], asked) for name in ("few", "many")) for _ in range(_ROUNDS)
            ]
            yield from _figures(part, kind, rounds)


def _figures(part: str, kind: str, rounds: Sequence[tuple[Run, ...]]) -> Iterator[Figure]:
    few, many = middle(rounds, by=lambda it: it[1].p50 / it[0].p50)
    goal, what = _MOST_MILLISECONDS, f"{kind}, p50"
    yield Figure(part=part, name=what, value=many.p50, unit="ms", at_most=goal)
    beside: dict[str, Any] = {"beside": few.p50, "beside_name": f"with {_FEW}", "unit": "ms"}
    yield Figure(part=part, name=f"{kind}, beside few", value=many.p50, **beside)


def _run(site: Site, asked: Sequence[str]) -> Run:
    each = cycle([Ask(method="GET", path=f"/search?q={words}", status=200) for words in asked])
    return clients.run(site, lambda: next(each), connections=1, seconds=_SECONDS)


def searches() -> dict[str, list[str]]:
    """The first word is in every post, the next ones in very many."""
    common, chance = word(0), random.Random(2)
    return {
        "a word of every post": [common],
        "common words": [f"{word(it)}+{word(it + 1)}" for it in range(12)],
        "rare words": [word(chance.randrange(2_000, 9_000)) for _ in range(40)],
        "beginnings": [word(chance.randrange(50, 9_000))[:3] for _ in range(40)],
        "phrases": [f"%22{word(it)}+{word(it + 1)}%22" for it in range(12)],
        "some of the words": [f"{word(it)}+nowhere+{word(it + 90)}" for it in range(12)],
        "nothing": ["nowhere", "nobody"],
    }


def word(number: int) -> str:
    """Of a language in which the first are the most frequent."""
    syllables = list[str]()
    while number or not syllables:
        number, which = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[which])
    return "".join(syllables) + "n"


def _site(instance: Path, number: int, url: str) -> Site:
    settings = {"DATABASE_URL": url} if url else {}
    with_an_editor(instance, **settings)
    fill(url or f"sqlite:///{instance / 'site.db'}", number)
    return Site(instance, COURIER="apart", **settings)


def fill(url: str, number: int) -> None:
    """As many posts as that, of five hundred words each, and search finds them."""
    engine = open_engine(url)
    write(engine, number)
    while True:
        with reading(engine) as look:
            rows = index.read(look, index.unmade(look, most=_AT_ONCE))
        if not rows:
            break
        with writing(engine) as session:
            index.keep(session, rows)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def write(engine: Any, number: int) -> None:
    chance = random.Random(1)
    words = [word(it) for it in range(_WORDS)]
    weights = list(accumulate(1 / (it + 1) for it in range(_WORDS)))
    with writing(engine) as session:
        session.execute(insert(Tag), [{"name": word(it), "slug": f"t{it}"} for it in range(_TAGS)])
        for at in range(0, number, _AT_ONCE):
            some = range(at, min(at + _AT_ONCE, number))
            said = [chance.choices(words, cum_weights=weights, k=_A_POST) for _ in some]
            rows = [_row(it, its) for it, its in zip(some, said, strict=True)]
            ids = session.scalars(insert(Post).returning(Post.id), rows).all()
            tags = [(it, tag) for it in ids for tag in chance.sample(range(1, _TAGS + 1), 3)]
            session.execute(insert(PostTag), [{"post_id": it, "tag_id": tag} for it, tag in tags])


def _row(at: int, words: Sequence[str]) -> dict[str, Any]:
    moment = _BEGAN + timedelta(hours=at)
    body = "\n\n".join(" ".join(words[it : it + 50]) for it in range(0, len(words), 50))
    return {
        "kind": Kind.POST, "standing": Standing.PUBLISHED, "slug": f"measured-{at}",
        "title": " ".join(words[3:9]), "lead": " ".join(words[9:20]), "body": body,
        "html": "".join(f"<p>{it}</p>\n" for it in body.split("\n\n")), "minutes": 3,
        "author": "Erin", "comments_open": True, "created_at": moment, "updated_at": moment,
        "published_at": moment,
    }  # fmt: skip
