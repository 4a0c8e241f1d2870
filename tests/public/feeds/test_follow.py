"""How people and their feed readers find what they may follow."""

import re

import pytest

from blog.db import writing
from blog.posts.model import Kind
from blog.terms import arrange
from blog.terms.arrange import Filing
from tests import make

SITE = ["/feed/", "/feed/atom/", "/feed/json/"]
LINK = re.compile(r'<link rel="alternate" type="(application/(?:rss|atom|feed)\+\w+)" href="(.*?)"')


@pytest.fixture
def filed(engine):
    with writing(engine) as session:
        one = arrange.add_category(session, Filing(name='Of "asking" & <b>'))
        arrange.add_category(session, Filing(name="Empty"))
        make.a_post(session, title="About", kind=Kind.PAGE)
        return make.a_post(session, slug="ours", category_ids=(one,), tags=("Team",))


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("/", []), ("/blog/", []), ("/about/", []), ("/contact/", []), ("/blog/feeds/", []),
        ("/blog/ours/", ["/blog/ours/feed/"]),
        ("/blog/category/of-asking-b/", ["/blog/category/of-asking-b/feed/"]),
        ("/blog/tag/team/", ["/blog/tag/team/feed/"]),
        ("/blog/author/erin/", ["/blog/author/erin/feed/"]),
    ],
)  # fmt: skip
def test_each_page_names_the_feeds_of_the_site_and_its_own(client, filed, page, own):
    text = client.get(page).text

    links = LINK.findall(text)

    assert [href for _, href in links] == [*SITE, *own, "/comments/feed/"]
    for kind, href in links:
        assert client.get(href).content_type == f"{kind}; charset=utf-8"
    assert '<a href="/blog/feeds/"' in text.partition("<footer")[2]


@pytest.mark.parametrize(
    "page", ["/nowhere/", "/blog/nowhere/", "/blog/tag/none/", "/preview/x/", "/letters/x/", "/%00"]
)
def test_what_is_one_visitors_alone_or_nowhere_has_no_feed(client, page):
    assert LINK.findall(client.get(page).text) == []


def test_a_page_that_went_wrong_names_no_feed(app, post, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "public.blog", lambda **_: 1 // 0)

    answer = app.test_client().get("/blog/")

    assert (answer.status_code, LINK.findall(answer.text)) == (500, [])


def test_a_post_refused_a_comment_names_each_feed_once(client, post):
    answer = client.post(f"/blog/{post.slug}/", data={})

    found = [href for _, href in LINK.findall(answer.text)]
    assert len(found) == len(set(found))


def test_a_page_says_how_to_follow_the_site_and_each_category_in_use(client, filed):
    answer = client.get("/blog/feeds/")

    assert "A feed reader is an app" in answer.text
    assert answer.text.count("<h1") == 1
    assert "public" in answer.headers["Cache-Control"]
    main = answer.text.partition("<main")[2].partition("</main")[0]
    ways = [it for it in re.findall(r'href="([^"]+)"', main) if "/feed/" in it]
    category = "/blog/category/of-asking-b/"
    assert ways == [
        f"{place}{form}"
        for place in ("/", "/comments/", category)
        for form in ("feed/", "feed/atom/", "feed/json/")
    ]
    assert "Of &#34;asking&#34; &amp; &lt;b&gt;" in main
    assert "Empty" not in main


def test_a_list_of_posts_leads_to_its_feed_and_says_what_that_is(client, filed):
    head = client.get("/blog/tag/team/").text.partition("<h1")[2].partition("</header>")[0]

    assert 'href="/blog/tag/team/feed/"' in head
    assert 'href="/blog/feeds/"' in head


@pytest.mark.parametrize(
    ("kind", "slug", "given"),
    [(Kind.POST, "feeds", "feeds-2"), (Kind.POST, "feed", "feed-2"), (Kind.PAGE, "rss", "rss-2")],
)
def test_no_post_and_no_page_takes_the_place_of_a_feed(client, engine, kind, slug, given):
    with writing(engine) as session:
        assert make.a_post(session, title=slug, kind=kind).slug == given
