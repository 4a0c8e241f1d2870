"""The whole demo site, link by link, as a search engine walks through it."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from blog import create_app, edition
from blog.cli import demo
from blog.db import writing
from blog.posts import store as posts
from tests import make

BASE = "http://localhost"
# Beyond any public page; the desk asks who is there.
_NOT_WALKED = ("/desk/",)
_MOST = 400


class Page(HTMLParser):
    """What a page says of itself, and where it leads."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url, self.title, self.links = url, "", list[str]()
        self.named: dict[str, str] = {}
        self.canonical: list[str] = []
        self.h1: list[str] = []
        self.ids: Counter[str] = Counter()
        self.graphs = 0
        self._into: list[str] | None = None
        self.feed(html)

    @property
    def is_indexed(self) -> bool:
        return "noindex" not in self.named.get("robots", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "meta":
            self.named[values.get("name") or values.get("property", "")] = values.get("content", "")
        elif tag == "link" and values["rel"] == "canonical":
            self.canonical.append(values["href"])
        elif tag == "script":
            self.graphs += values.get("type") == "application/ld+json"
        elif tag in ("title", "h1"):
            self._into = []
        self.links += list(_links(tag, values))

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._into is None:
            return
        words = " ".join("".join(self._into).split())
        if tag == "title" and not self.title:  # an svg may have one as well
            self.title, self._into = words, None
        elif tag == "h1":
            self.h1.append(words)
            self._into = None


@dataclass
class Walk:
    """Every page that can be reached, and what was wrong on the way."""

    pages: dict[str, Page] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    @property
    def indexed(self) -> list[Page]:
        return [page for page in self.pages.values() if page.is_indexed]


@pytest.fixture(scope="module")
def walk(_sqlite_template: Path, run_folder: Path, tmp_path_factory: Any) -> Iterator[Walk]:
    """Walked once for all of these tests."""
    instance = tmp_path_factory.mktemp("crawl")
    (run_folder / "static").mkdir(exist_ok=True)
    (instance / "static").symlink_to(run_folder / "static")
    url = f"sqlite:///{shutil.copy(_sqlite_template, instance / 'site.db')}"
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": url,
            "INSTANCE_PATH": str(instance),
            "SECRET_KEY": "a secret for tests only",
            "PUBLIC_URL": BASE,
            "COURIER": "apart",
            "FLOOD_LIMIT": "0",
        }
    )
    with app.app_context():
        demo.put_in()
    with writing(app.extensions["kit"].engine) as session:
        _discuss(session)
    yield walked(app)
    app.extensions["kit"].engine.dispose()


def _discuss(session: Session) -> None:
    """So much that it needs a second page, and threads that are folded."""
    post = posts.readable(session, "coaching-vs-mentorship")
    assert post
    for number in range(60):
        first = make.a_comment(session, post, text=f"Number {number}")
    for number in range(30):
        make.a_comment(session, post, text=f"And {number}", parent_id=first.id)
    edition.turn(session)


def walked(app: Flask) -> Walk:
    client, found = app.test_client(), Walk()
    waiting, known = [("/", "the start")], {"/"}
    while waiting:
        path, seen_on = waiting.pop()
        with client.get(path) as answer:
            body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        if answer.status_code in (301, 302, 303, 307, 308):
            waiting += _new(answer.headers["Location"], path, known, seen_on)
        elif answer.status_code != 200:
            found.broken.append(f"{answer.status_code} {path} on {seen_on}")
        elif body:
            page = found.pages[path] = Page(path, body)
            waiting += [it for link in page.links for it in _new(link, path, known, path)]
        else:
            found.files.add(path)
        assert len(known) < _MOST, sorted(known)[-20:]
    return found


def test_no_link_is_broken(walk: Walk) -> None:
    assert walk.broken == []
    assert len(walk.pages) > 20 and len(walk.files) > 10


def test_every_anchor_is_on_the_page_it_leads_to(walk: Walk) -> None:
    assert sorted(_lost_anchors(walk)) == []


def test_every_page_has_a_title_and_one_heading_of_the_first_level(walk: Walk) -> None:
    assert [page.url for page in walk.pages.values() if not page.title] == []
    wrong = {page.url: page.h1 for page in walk.pages.values() if len(page.h1) != 1}
    assert wrong == {}
    assert [page.url for page in walk.pages.values() if not page.h1[0]] == []


def test_no_id_stands_twice_on_a_page(walk: Walk) -> None:
    twice = {page.url: [it for it, n in page.ids.items() if n > 1] for page in walk.pages.values()}

    assert {url: ids for url, ids in twice.items() if ids} == {}


def test_every_page_that_may_be_found_says_what_it_is_and_where_it_stands(walk: Walk) -> None:
    assert [page.url for page in walk.indexed if not page.named.get("description")] == []
    assert [page.url for page in walk.indexed if page.canonical != [BASE + page.url]] == []
    assert [page.url for page in walk.indexed if page.graphs != 1] == []


def test_no_two_pages_that_may_be_found_have_the_same_title_or_description(walk: Walk) -> None:
    for said in (lambda it: it.title, lambda it: it.named["description"]):
        by_words: dict[str, list[str]] = {}
        for page in walk.indexed:
            by_words.setdefault(said(page), []).append(page.url)

        assert {words: urls for words, urls in by_words.items() if len(urls) > 1} == {}


def _links(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag == "form" and values.get("method", "get").lower() == "post":
        return
    for name in ("href", "src", "action"):
        if name in values:
            yield values[name]
    for candidate in values.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]
    if tag == "meta" and values.get("property") in ("og:image", "og:url"):
        yield values["content"]


def _new(link: str, base: str, known: set[str], seen_on: str) -> list[tuple[str, str]]:
    """The address of ours that a link leads to, if it was not walked yet."""
    url = urldefrag(urljoin(BASE + base, link)).url
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != BASE or parts.path.startswith(_NOT_WALKED):
        return []
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if path in known:
        return []
    known.add(path)
    return [(path, seen_on)]


def _lost_anchors(walk: Walk) -> Iterator[str]:
    for page in walk.pages.values():
        for link in page.links:
            url, anchor = urldefrag(urljoin(BASE + page.url, link))
            target: Any = walk.pages.get(url.removeprefix(BASE))
            if anchor and target and unquote(anchor) not in target.ids:
                yield f"{link} on {page.url}"
