"""The desk's queue with few comments, and with as many as a site has after years."""

import http.cookiejar
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from bench import clients, crowd
from bench.clients import Ask, Run
from bench.site import ROOT, Site, prepare
from bench.table import Figure, middle

_QUEUE = "/desk/comments/"
_FEW, _MANY, _HELD_OF_MANY = 100, 100_000, 20_000
_ROUNDS, _SECONDS = 5, 2.0
_MOST = 3.0
_PART = f"The queue with {_MANY:,} comments, {_HELD_OF_MANY:,} of them held"
_PASSWORD = "a-green-door-in-autumn"


def pages(folder: Path) -> Iterator[Figure]:
    """In turn, so that a busy moment of the machine meets both."""
    sizes = {"few": (_FEW, _FEW // 5), "many": (_MANY, _HELD_OF_MANY)}
    with ExitStack() as both:
        few, many = (
            both.enter_context(_site(folder / name, *sizes[name])) for name in ("few", "many")
        )
        asked = [(site, _queue(site)) for site in (few, many)]
        rounds = [tuple(_run(*one) for one in asked) for _ in range(_ROUNDS)]
    few_run, many_run = middle(rounds, by=lambda it: it[1].p99 / it[0].p99)
    beside = f"with {_FEW}"
    yield Figure(
        part=_PART, name="p99", value=many_run.p99, unit="ms", beside=few_run.p99,
        beside_name=beside, at_most=_MOST,
    )  # fmt: skip
    yield Figure(
        part=_PART, name="p50", value=many_run.p50, unit="ms", beside=few_run.p50,
        beside_name=beside,
    )  # fmt: skip
    few_cpu, many_cpu = (min(one[at].cpu for one in rounds) for at in (0, 1))
    yield Figure(
        part=_PART, name="CPU each, the least", value=many_cpu, unit="ms", beside=few_cpu,
        beside_name=beside,
    )  # fmt: skip


def _run(site: Site, asked: Ask) -> Run:
    return clients.run(site, lambda: asked, connections=1, seconds=_SECONDS)


def _site(instance: Path, comments: int, held: int) -> Site:
    with_an_editor(instance)
    crowd.fill(instance / "site.db", comments=comments, held=held)
    return Site(instance, COURIER="apart")


def with_an_editor(instance: Path, **settings: str) -> None:
    """A fresh site, and somebody who may sign in at its desk."""
    prepare(instance, **settings)
    add = ["editor", "add", "erin@howard.example", "--name", "Erin Editor", "--password-stdin"]
    subprocess.run(
        [sys.executable, "-m", "flask", *add],
        cwd=ROOT,
        env=Site(instance, **settings).environment,
        input=_PASSWORD,
        text=True,
        check=True,
        capture_output=True,
    )


def _queue(site: Site) -> Ask:
    return Ask(method="GET", path=_QUEUE, status=200, cookie=cookie_of(site))


def cookie_of(site: Site) -> str:
    """Of an editor who signed in."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{site.base}/desk/sign-in") as answer:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
    assert token
    typed = {"email": "erin@howard.example", "password": _PASSWORD, "csrf_token": token[1]}
    browser.open(f"{site.base}/desk/sign-in", urlencode(typed).encode()).close()
    return "; ".join(f"{it.name}={it.value}" for it in jar)
