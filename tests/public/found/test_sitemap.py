"""The sitemap, as search engines read it."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from blog import edition
from blog.authors import store as authors
from blog.db import writing
from blog.posts.model import Kind, Post, Standing
from blog.site import store as site
from blog.terms import arrange
from blog.terms.arrange import Filing
from blog.terms.tags import store as tags
from tests import make
from tests.public.many import many_like
from tests.public.there import there_is_a_post

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ALWAYS = ["/", "/blog/", "/blog/archive/", "/blog/feeds/", "/contact/", "/search"]


def ways(client, path="/sitemap.xml"):
    """The paths it names, each with its date."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "application/xml; charset=utf-8"
    found = {}
    for url in ElementTree.fromstring(answer.data).findall("s:url", NAMES):
        address = url.findtext("s:loc", namespaces=NAMES) or ""
        assert address.startswith("http://localhost/")
        assert address not in found
        found[address.removeprefix("http://localhost")] = url.findtext("s:lastmod", None, NAMES)
    return found


def files_in(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)
    addresses = [it.text or "" for it in index.findall(".//s:loc", NAMES)]
    return [it.removeprefix("http://localhost") for it in addresses]


def test_it_names_all_that_is_there_with_the_dates_we_know(client, engine, now):
    with writing(engine) as session:
        one = arrange.add_category(session, Filing(name="One"))
        two = arrange.add_category(session, Filing(name="Two", parent_id=one))
        arrange.add_category(session, Filing(name="Empty"))
        tags.called(session, "Unused")
        authors.add(session, "Silent")
        post = make.a_post(session, slug="ours", category_ids=(two,), tags=("Team",))
        make.a_post(session, title="About", kind=Kind.PAGE)
        session.get_one(Post, post.id).revised_at = now + timedelta(days=1)

    assert ways(client) == {
        **dict.fromkeys(ALWAYS),
        "/about/": "2026-11-23T12:00:00Z",
        "/blog/category/one/": None,
        "/blog/category/two/": None,
        "/blog/tag/team/": None,
        "/blog/author/erin/": None,
        "/blog/ours/": "2026-11-24T12:00:00Z",
    }


def test_every_address_in_it_can_be_kept_under_that_very_address(client, engine):
    with writing(engine) as session:
        one = arrange.add_category(session, Filing(name="One"))
        make.a_post(session, category_ids=(one,), tags=("Team",))
        make.a_post(session, title="About", kind=Kind.PAGE)

    for path in ways(client):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "noindex" not in answer.text + answer.headers.get("X-Robots-Tag", "")
        assert f'<link rel="canonical" href="http://localhost{path}">' in answer.text


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "change",
    [{"noindex": True}, {"canonical": "https://elsewhere.example/"}]
    + [{"standing": it} for it in Standing if it is not Standing.PUBLISHED],
)
def test_what_search_engines_are_not_to_keep_is_not_in_it(client, engine, kind, change):
    post = there_is_a_post(engine, slug="ours", kind=kind)
    with writing(engine) as session:
        for name, value in change.items():
            setattr(session.get_one(Post, post.id), name, value)

    assert "/ours/" not in "".join(ways(client))
    assert "ours" not in client.get("/llms.txt").text


@pytest.mark.parametrize("noindex", [False, True])
def test_a_page_that_is_the_front_page_is_named_once(client, engine, noindex):
    page = there_is_a_post(engine, title="Welcome", kind=Kind.PAGE, noindex=noindex)
    with writing(engine) as session:
        site.keep(session, replace(site.wishes(session), home_page_id=page.id))
        edition.turn(session)

    found = ways(client)

    assert "/welcome/" not in found
    assert found.get("/", "none") == ("none" if noindex else "2026-11-23T12:00:00Z")


def test_four_thousand_posts_are_in_three_files(client, engine):
    with writing(engine) as session:
        first = make.a_post(session, slug="p", tags=("Team",))
        there = many_like(session, first, doublings=12)

    files = files_in(client)
    named = [list(ways(client, it)) for it in files]

    assert files == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    assert [len(it) for it in named] == [2000, 2000, there + len(ALWAYS) + 2 - 4000]
    assert len({path for it in named for path in it}) == there + len(ALWAYS) + 2
    assert client.get("/sitemap-4.xml").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "1.5", "%00"])
def test_a_file_that_is_not_there_is_not_found(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code in (404, 308)


def test_a_crawler_that_has_it_is_told_so(client, post):
    answer = client.get("/sitemap.xml")

    again = client.get("/sitemap.xml", headers={"If-None-Match": answer.headers["ETag"]})

    assert again.status_code == 304
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_an_empty_site_has_a_sitemap(client):
    assert list(ways(client)) == ALWAYS


def test_robots_are_told_where_it_is_and_only_the_rest_to_leave_alone(client, engine):
    post = there_is_a_post(engine, slug="ours")
    text = client.get("/robots.txt").text
    closed = [
        re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*")
        for line in text.splitlines()
        if line.startswith("Disallow: ")
    ]

    assert "Sitemap: http://localhost/sitemap.xml\n" in text
    for path in (
        f"/blog/{post.slug}/",
        "/search?q=x",
        "/feed/",
        "/blog/ours/feed/",
        "/media/x",
        "/blog/tag/comments/",
    ):
        assert not any(re.match(it, path) for it in closed), path
    for path in ("/desk/sign-in", "/blog/ours/?reply_to=1", "/blog/ours/comments/1/"):
        assert any(re.match(it, path) for it in closed), path


@pytest.mark.parametrize("path", ["/letters/x/", "/answers/x/", "/preview/x/", "/contact/status/x"])
def test_what_robots_may_open_to_learn_that_it_is_not_to_be_kept_says_so(client, path):
    answer = client.get(path)

    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert path.split("/")[1] not in client.get("/robots.txt").text
