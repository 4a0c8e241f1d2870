"""Replies and inquiries: from the form to the 303, each with its durable commit and its letter."""

from collections.abc import Callable, Iterator
from itertools import count

from bench import clients
from bench.clients import Ask
from bench.site import POST, Site
from bench.table import Figure, middle

_CONNECTIONS, _ROUNDS, _SECONDS = 8, 3, 2.0
_MOST_MILLISECONDS = 3.0
_TEXT = "We tried both in one year, and the difference was who set the agenda. This is thought {}."
_numbers = count(1)


Commits = Callable[[float], float]


def replies(site: Site, commits: Commits) -> Iterator[Figure]:
    """Each from somebody new, so that it is held and the office is written to."""
    return _measured(site, _reply, commits, part="A reply taken", at_most=_MOST_MILLISECONDS)


def inquiries(site: Site, commits: Commits) -> Iterator[Figure]:
    return _measured(site, _inquiry, commits, part="An inquiry taken", at_most=_MOST_MILLISECONDS)


def replies_on_postgres(site: Site, commits: Commits) -> Iterator[Figure]:
    """What is set as a goal is set for the database inside; this is for those who have both."""
    return _measured(site, _reply, commits, part="A reply taken, on PostgreSQL", at_most=None)


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
    site: Site, ask: Callable[[], Ask], commits: Commits, *, part: str, at_most: float | None
) -> Iterator[Figure]:
    clients.run(site, ask, connections=_CONNECTIONS, seconds=0.5)
    rounds = [
        (clients.run(site, ask, connections=_CONNECTIONS, seconds=_SECONDS), commits(1.0))
        for _ in range(_ROUNDS)
    ]
    run, bare = middle(rounds, by=lambda both: both[0].rate / both[1])
    least = min(both[0].cpu for both in rounds)
    alone = min(burst.cpu for burst in clients.bursts(site, ask, connections=1))
    crowd = f"{_CONNECTIONS} at once"

    yield Figure(
        part=part, name="CPU each, the least", value=min(least, alone), unit="ms", at_most=at_most
    )
    yield Figure(part=part, name="one after another: CPU each", value=alone, unit="ms")
    yield Figure(part=part, name=f"{crowd}: CPU each", value=least, unit="ms")
    yield Figure(
        part=part, name=crowd, value=run.rate, unit="/s", beside=bare, beside_name="bare commits"
    )
    yield Figure(part=part, name=f"{crowd}: p50", value=run.p50, unit="ms")
    yield Figure(part=part, name=f"{crowd}: p99", value=run.p99, unit="ms")
