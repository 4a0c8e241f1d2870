"""Pages out of the cache beside nginx, and the post page made anew each time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from bench import clients, static, wrk
from bench.clients import Ask
from bench.machine import program
from bench.site import POST, REPLIES, Site
from bench.static import Nginx, ask, serving
from bench.table import Figure, middle

_BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
_CACHED = f"A page from the cache, one core; the post has {REPLIES} replies"
_MADE = "The post page made anew"
_ROUNDS, _SECONDS = 5, 1
_SHARE_OF_NGINX = 0.6
_MOST_MILLISECONDS = 3.0
_FIRST_UNKNOWN = 9_000_000


@dataclass(frozen=True, kw_only=True)
class _Page:
    name: str
    path: str
    headers: dict[str, str]

    @property
    def file(self) -> str:
        return self.name.replace(" ", "-").replace(",", "")


_PAGES = (
    _Page(name="post", path=POST, headers=_BROWSER),
    _Page(name="home", path="/", headers=_BROWSER),
    _Page(name="post, uncompressed", path=POST, headers={}),
)


def cached(site: Site, folder: Path) -> Iterator[Figure]:
    lacking = [name for name in ("nginx", "wrk") if not program(name)]
    if lacking:
        yield Figure(part=_CACHED, name="all", needs=f"{' and '.join(lacking)} not installed")
        return
    answers = {page.file: ask(site.base + page.path, page.headers) for page in _PAGES}
    with serving(folder, answers) as nginx:
        for page in _PAGES:
            yield from _race(site, nginx, page, answers[page.file])


def _race(site: Site, nginx: Nginx, page: _Page, answer: static.Answer) -> Iterator[Figure]:
    """In turn and several times, so that a busy moment of the machine meets both; shown is the
    round that is in the middle by its ratio, and the least CPU of all."""
    rounds = [
        (_run(site.base + page.path, page, site.pid), _run(nginx.url(page.file), page, nginx.pid))
        for _ in range(_ROUNDS)
    ]
    ours, theirs = middle(rounds, by=lambda both: both[0].rate / both[1].rate)

    def figure(
        name: str, unit: str, of: Callable[[wrk.Run], float], at_least: float | None = None
    ) -> Figure:
        return Figure(
            part=_CACHED,
            name=f"{page.name}: {name}",
            value=of(ours),
            unit=unit,
            beside=of(theirs),
            beside_name="nginx",
            at_least=at_least,
        )

    encoding = answer.headers.get("content-encoding", "as it is")
    about = f"{len(answer.body) / 1000:.1f} kB, {encoding}"
    goal = _SHARE_OF_NGINX if page.headers else None  # browsers ask for it compressed
    yield figure(about, "/s", lambda run: run.rate, goal)
    yield figure("p50", "ms", lambda run: run.p50)
    yield figure("p99", "ms", lambda run: run.p99)
    ours = min((both[0] for both in rounds), key=lambda run: run.cpu)
    theirs = min((both[1] for both in rounds), key=lambda run: run.cpu)
    yield figure("CPU each", "µs", lambda run: run.cpu)


def _run(url: str, page: _Page, server: int) -> wrk.Run:
    return wrk.run(url, seconds=_SECONDS, headers=page.headers, server=server)


def made_anew(site: Site) -> Iterator[Figure]:
    """Each request names another comment to answer, of which the cache knows nothing."""
    unknown = count(_FIRST_UNKNOWN)

    def another() -> Ask:
        return Ask(method="GET", path=f"{POST}?reply_to={next(unknown)}", status=200)

    clients.run(site, another, connections=1, seconds=0.5)
    bursts = clients.bursts(site, another, connections=1)
    crowd = clients.run(site, another, connections=8, seconds=4)
    alone, rate = min(it.cpu for it in bursts), median(it.rate for it in bursts)
    least = min(alone, crowd.cpu)
    yield Figure(
        part=_MADE, name="CPU each, the least", value=least, unit="ms", at_most=_MOST_MILLISECONDS
    )
    yield Figure(part=_MADE, name="one after another: CPU each", value=alone, unit="ms")
    yield Figure(part=_MADE, name="one after another", value=rate, unit="/s")
    yield Figure(part=_MADE, name="8 at once: CPU each", value=crowd.cpu, unit="ms")
    yield Figure(part=_MADE, name="8 at once", value=crowd.rate, unit="/s")
    yield Figure(part=_MADE, name="8 at once: p50", value=crowd.p50, unit="ms")
    yield Figure(part=_MADE, name="8 at once: p99", value=crowd.p99, unit="ms")
