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
from bench.table import Figure

_BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
_CACHED = f"A page from the cache, one core; the post has {REPLIES} replies"
_MADE = "The post page made anew"
_ROUNDS, _SECONDS = 3, 2
_SHARE_OF_NGINX = 0.6
_MOST_MILLISECONDS = 3.0
_first_unknown = 9_000_000


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
    _Page(name="post, not compressed", path=POST, headers={}),
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
    """In turn and several times, so that a busy moment of the machine meets both."""
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(_run(site.base + page.path, page, site.pid))
        theirs.append(_run(nginx.url(page.file), page, nginx.pid))
    kilobytes = len(answer.body) / 1000
    encoding = answer.headers.get("content-encoding", "plain")

    def figure(
        name: str, unit: str, of: Callable[[list[wrk.Run]], float], least: float | None = None
    ) -> Figure:
        return Figure(
            part=_CACHED,
            name=f"{page.name}: {name}",
            value=of(ours),
            unit=unit,
            beside=of(theirs),
            beside_name="nginx",
            at_least=least,
        )

    about = f"{kilobytes:.1f} kB, {encoding}"
    yield figure(about, "/s", lambda runs: median(run.rate for run in runs), _SHARE_OF_NGINX)
    yield figure("p50", "ms", lambda runs: median(run.p50 for run in runs))
    yield figure("p99", "ms", lambda runs: median(run.p99 for run in runs))
    yield figure("CPU each", "µs", lambda runs: min(run.cpu for run in runs))


def _run(url: str, page: _Page, server: int) -> wrk.Run:
    return wrk.run(url, seconds=_SECONDS, headers=page.headers, server=server)


def made_anew(site: Site) -> Iterator[Figure]:
    """Each request names another comment to answer, of which the cache knows nothing."""
    unknown = count(_first_unknown)

    def another() -> Ask:
        return Ask(method="GET", path=f"{POST}?reply_to={next(unknown)}", status=200)

    clients.run(site, another, connections=1, seconds=0.5)
    alone = clients.bursts(site, another, connections=1)
    crowd = clients.run(site, another, connections=8, seconds=4)
    yield Figure(
        part=_MADE,
        name="CPU each",
        value=min(run.cpu for run in alone),
        unit="ms",
        at_most=_MOST_MILLISECONDS,
    )
    yield Figure(part=_MADE, name="CPU each, 8 at once", value=crowd.cpu, unit="ms")
    yield Figure(
        part=_MADE,
        name="one after another",
        value=median(run.rate for run in alone),
        unit="/s",
    )
    yield Figure(part=_MADE, name="8 at once", value=crowd.rate, unit="/s")
    yield Figure(part=_MADE, name="8 at once: p50", value=crowd.p50, unit="ms")
    yield Figure(part=_MADE, name="8 at once: p99", value=crowd.p99, unit="ms")
