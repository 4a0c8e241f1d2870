"""Replies and inquiries: from the form to the 303, each with its durable commit and its letter."""

from collections.abc import Callable, Iterator
from itertools import count
from statistics import median

from bench import clients
from bench.clients import Ask
from bench.site import POST, Site
from bench.table import Figure

_CONNECTIONS, _ROUNDS, _SECONDS = 8, 2, 3.0
_SECONDS_OF_COMMITS = 1.0
_MOST_MILLISECONDS = 3.0
_TEXT = "We tried both in one year, and the difference was who set the agenda. This is thought {}."
_numbers = count(1)


def replies(site: Site, commits: Callable[[float], float], *, part: str) -> Iterator[Figure]:
    """Each from somebody new, so that it is held and the office is written to."""
    return _measured(site, _reply, commits, part)


def inquiries(site: Site, commits: Callable[[float], float], *, part: str) -> Iterator[Figure]:
    return _measured(site, _inquiry, commits, part)


def _reply() -> Ask:
    number = next(_numbers)
    form = {
        "name": f"Ada {number}",
        "email": f"ada{number}@ada.example",
        "website": "",
        "comment": _TEXT.format(number),
        "reply_to": "",
    }
    return Ask(method="POST", path=f"{POST}comments", status=303, form=form)


def _inquiry() -> Ask:
    number = next(_numbers)
    form = {
        "name": f"Ada {number}",
        "email": f"ada{number}@ada.example",
        "phone": "+1 415 555 0100",
        "message": _TEXT.format(number),
        "page": POST,
    }
    return Ask(method="POST", path="/contact/", status=303, form=form)


def _measured(
    site: Site, ask: Callable[[], Ask], commits: Callable[[float], float], part: str
) -> Iterator[Figure]:
    clients.run(site, ask, connections=_CONNECTIONS, seconds=0.5)
    runs, bare = [], []
    for _ in range(_ROUNDS):
        bare.append(commits(_SECONDS_OF_COMMITS))
        runs.append(clients.run(site, ask, connections=_CONNECTIONS, seconds=_SECONDS))
    alone = min(run.cpu for run in clients.bursts(site, ask, connections=1))
    crowd = f"{_CONNECTIONS} at once"

    yield Figure(part=part, name="CPU each", value=alone, unit="ms", at_most=_MOST_MILLISECONDS)
    yield Figure(
        part=part, name=f"CPU each, {crowd}", value=min(run.cpu for run in runs), unit="ms"
    )
    yield Figure(
        part=part,
        name=crowd,
        value=median(run.rate for run in runs),
        unit="/s",
        beside=median(bare),
        beside_name="bare commits",
    )
    yield Figure(part=part, name=f"{crowd}: p50", value=median(run.p50 for run in runs), unit="ms")
    yield Figure(part=part, name=f"{crowd}: p99", value=median(run.p99 for run in runs), unit="ms")
