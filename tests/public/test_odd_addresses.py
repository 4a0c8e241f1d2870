"""Whatever stands in an address, there is a page or a 404."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.routing import Rule

from blog.posts.model import Post
from tests.shared_data import shared

ODD = (
    *("", "0", "-1", "+1", "1.5", "1e3", "9" * 6, "9" * 30, "٣", "²", "x", "null", "1;2", "1,2"),
    *("%00", "%ff%fe", "%ed%a0%80", "%f0%9f%a6%8a", "%0d%0aX:%20y", "%E2%80%AE", "%20"),
    *("../../etc/passwd", "..%2f..%2f", "%252e", "'%20OR%201=1--", '"%20*%20NOT', "a*", "NEAR(a"),
    *("{{7*7}}", "<script>alert(1)</script>", "%3Cb%3E", "x" * 3000),
)
KEYS = ("page", "comments", "thread", "reply_to", "mine", "q", "s", "p", "cat", "utm_source")
FINE = frozenset((200, 301, 302, 303, 304, 308, 400, 404, 405, 410, 414))


@pytest.fixture
def odd(engine: Engine) -> tuple[str, ...]:
    """All on one database; some, with those that databases are known to refuse, on the other."""
    return ODD if engine.dialect.name == "sqlite" else (*ODD[:8:3], *ODD[13:16], *ODD[21::4])


def test_odd_values_in_a_query(client: FlaskClient, post: Post, odd: tuple[str, ...]) -> None:
    pages = ("/", "/blog/", f"/blog/{post.slug}/", "/search")

    wrong = {
        f"{page}?{key}={each}": code
        for page, key, each in product(pages, KEYS, odd)
        if (code := asked(client, f"{page}?{key}={each}")) not in FINE
    }

    assert wrong == {}


def test_odd_values_in_a_path(
    app: Flask, client: FlaskClient, post: Post, odd: tuple[str, ...]
) -> None:
    wrong = {
        path: code
        for rule in of_readers(app)
        for path in filled(rule, post, odd)
        if (code := asked(client, path)) not in FINE
    }

    assert wrong == {}


@pytest.mark.parametrize("folder", ["sqli", "ssti", "redirect"])
def test_what_attackers_ask_for(client: FlaskClient, post: Post, folder: str) -> None:
    lines = sorted(
        line
        for path in sorted(shared(f"badinput/{folder}").glob("*.txt"))
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    )
    kept = [quote(line, safe="") for line in lines[:: max(1, len(lines) // 60)]]

    for odd in kept:
        for path in (f"/search?q={odd}", f"/blog/?page={odd}", f"/{odd}", f"/?p={odd}"):
            assert asked(client, path) in FINE, path


def of_readers(app: Flask) -> list[Rule]:
    every = app.url_map.iter_rules()
    return [it for it in every if it.endpoint.startswith("public.") and "GET" in (it.methods or ())]


def filled(rule: Rule, post: Post, odd: tuple[str, ...]) -> Iterator[str]:
    """The address with something odd at each of its places, the others as they should be."""
    names = sorted(rule.arguments)
    usual = {name: post.slug if name == "slug" else "1" for name in names}
    for name, odd_one in product(names, odd):
        path = rule.rule
        for each in names:
            value = odd_one if each == name else usual[each]
            start = path.rindex("<", 0, path.index(f"{each}>"))
            path = path[:start] + value + path[path.index(">", start) + 1 :]
        yield path


def asked(client: FlaskClient, path: str) -> int:
    with client.get(path, base_url="http://localhost") as answer:
        return answer.status_code
