"""A post or page that nobody gave a title has words wherever something leads to it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from blog import edition, indexing
from blog.db import writing
from blog.menu import store as menu
from blog.menu.entry import Area
from blog.posts.model import Kind, Post
from blog.search.model import Kin
from blog.site import store as site
from tests import make
from tests.clock import NOON

_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def paths(app, engine):
    """Posts and pages by turns with a title and without, each page under the one before it; the
    menu leads to one without, and each post has kin."""
    with writing(engine) as session:
        above = None
        for number, title in enumerate(("", "Named", "", "Again", "")):
            at, body = NOON - timedelta(days=number), f"Harbours and mooring, part {number}."
            make.a_post(session, title=title, now=at, body=body, lead="", tags=("Sea",))
            page = make.a_post(
                session, title=title, body=f"Page {number}.", kind=Kind.PAGE, parent_id=above
            )
            above = page.id
        site.claim(session, menu.ARRANGED)
        menu.add(session, Area.TOP, label="", target="", post_id=page.id)
        edition.turn(session)
        found = [
            f"/blog/{it.slug}/" if it.kind is Kind.POST else f"/{it.slug}/"
            for it in session.scalars(select(Post))
        ]
    indexing.bring_in_line(app)
    with writing(engine) as session:
        assert session.scalar(select(Kin.weight))
    return found


def test_no_link_is_without_words(client, paths):
    lists = ["/", "/blog/", "/blog/archive/", "/blog/feeds/", "/search", "/search?q=harbours"]
    lists += ["/search?q=page", "/blog/tag/sea/", "/blog/2026/", "/blog/2026/11/"]
    for path in [*lists, *paths]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        links = _LINK.findall(answer.text)
        assert not [it for it in links if not _TAG.sub("", it).strip() and "alt=" not in it], path
        assert '"name": ""' not in answer.text and '"name":""' not in answer.text, path
        assert 'title="Comments on "' not in answer.text, path


def test_it_is_called_by_its_first_words(client, paths):
    assert "Harbours and mooring, part 2." in client.get("/blog/named/").text
    assert '<a href="/blog/named/"' in client.get("/blog/").text
    assert ">Page 2." in client.get("/named-2/").text
